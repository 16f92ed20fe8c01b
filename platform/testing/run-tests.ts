import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './checks.ts';
import { runCheck } from './run-check.ts';
import { runStage } from './run-stage.ts';
import { add, NOTHING, type Tally } from './tally.ts';
import { parseRequest, testFiles, type FileStage, type TestRequest } from './test-request.ts';
import { recordTimes } from './test-times.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Stages whose files run side by side: while a browser's test waits, another's services work. */
const TOGETHER: readonly (readonly FileStage[])[] = [['unit'], ['integration', 'e2e']];

const runChecks = async (signal: AbortSignal): Promise<Tally> => {
  let tally = NOTHING;
  for (const check of checks(ROOT)) if (!signal.aborted) tally = add(tally, await runCheck(check, ROOT, signal));
  return tally;
};

const runFileStages = async (
  wanted: readonly FileStage[],
  request: TestRequest,
  signal: AbortSignal,
): Promise<Tally> => {
  const filesOf = (stage: FileStage): readonly string[] => testFiles(ROOT, stage, request.paths);
  const stages = wanted.filter((stage) => request.stages.includes(stage) && filesOf(stage).length > 0);
  const { tally, seconds } = await runStage(stages, stages.flatMap(filesOf), signal);
  if (request.recordTimes) recordTimes(seconds, (file) => existsSync(join(ROOT, file)));
  return tally;
};

const main = async (): Promise<Tally> => {
  const request = parseRequest(process.argv.slice(2));
  if (typeof request === 'string') {
    console.error(request);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());

  let tally = NOTHING;
  if (request.stages.includes('checks')) tally = add(tally, await runChecks(stopped.signal));
  for (const stages of TOGETHER)
    if (!stopped.signal.aborted) tally = add(tally, await runFileStages(stages, request, stopped.signal));
  if (stopped.signal.aborted) {
    console.log('✗ interrupted before the end');
    return add(tally, { passed: 0, failed: 1, skipped: 0 });
  }
  // A run that looked at nothing proves nothing.
  if (tally.passed + tally.failed === 0) {
    console.log(`✗ no test matches ${request.paths.join(' ')}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return tally;
};

const tally = await main();
if (tally.skipped > 0) console.log(`${tally.skipped} skipped`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
