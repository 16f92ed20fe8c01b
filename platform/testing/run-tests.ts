// npm test: every check and every test of the project. The last line is exactly `N passed, N failed`.
//   node platform/testing/run-tests.ts [--only checks|unit|integration|e2e[,…]] [part of a path …]
import { join } from 'node:path';
import { checks } from './checks.ts';
import { runCheck } from './run-check.ts';
import { runFiles } from './run-files.ts';
import { parseRequest, testFiles, type Stage } from './test-request.ts';
import { add, NOTHING, type Tally } from './tally.ts';

const ROOT = join(import.meta.dirname, '../..');

const main = async (): Promise<Tally> => {
  const request = parseRequest(process.argv.slice(2));
  if (typeof request === 'string') {
    console.error(request);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());

  const stages: Record<Stage, () => Promise<Tally>> = {
    checks: async () => {
      let tally = NOTHING;
      for (const check of checks(ROOT))
        if (!stopped.signal.aborted) tally = add(tally, await runCheck(check, ROOT, stopped.signal));
      return tally;
    },
    unit: () => runFiles('unit', testFiles(ROOT, 'unit', request.paths), stopped.signal),
    integration: () => runFiles('integration', testFiles(ROOT, 'integration', request.paths), stopped.signal),
    e2e: () => runFiles('e2e', testFiles(ROOT, 'e2e', request.paths), stopped.signal),
  };
  let tally = NOTHING;
  for (const stage of request.stages) if (!stopped.signal.aborted) tally = add(tally, await stages[stage]());
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
