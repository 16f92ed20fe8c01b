import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCpuLoad } from './cpu-load.ts';
import { runStage } from './run-stage.ts';
import { add, NOTHING, type Tally } from './tally.ts';
import { testFiles } from './test-request.ts';

/**
 * `npm run test:long -- [--times 5] [--load 2] [--rounds 10] [part of a path …]`: what takes an hour and finds what one run does not
 * (docs/adr/0012-fast-and-long-tests.md). Soak: tests that repeat at random (`rounds()`) do so many more times. Then every
 * integration test runs again and again while other processes keep the machine busy: a wait that is too short fails here.
 */
const { values, positionals } = parseArgs({
  options: {
    times: { type: 'string', default: '5' },
    load: { type: 'string', default: String(availableParallelism()) },
    rounds: { type: 'string', default: '10' },
  },
  allowPositionals: true,
});
const ROOT = join(import.meta.dirname, '../..');
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());

const files = testFiles(ROOT, 'integration', positionals);
const isSoak = (file: string): boolean => readFileSync(join(ROOT, file), 'utf8').includes('harness/rounds.ts');
let tally: Tally = NOTHING;

process.env['TEST_ROUNDS'] = values.rounds;
console.log(`soak: ${values.rounds} times the rounds`);
for (const stage of ['unit', 'integration', 'e2e'] as const)
  tally = add(
    tally,
    (await runStage([stage], testFiles(ROOT, stage, positionals).filter(isSoak), stopped.signal)).tally,
  );
delete process.env['TEST_ROUNDS'];

const stopLoad = startCpuLoad(Number(values.load));
process.on('exit', stopLoad);
for (let time = 1; time <= Number(values.times) && !stopped.signal.aborted; time += 1) {
  console.log(`\n${values.load} busy processes beside, time ${time} of ${values.times}`);
  tally = add(tally, (await runStage(['integration'], files, stopped.signal)).tally);
}
stopLoad();

if (stopped.signal.aborted || tally.passed + tally.failed === 0)
  tally = add(tally, { passed: 0, failed: 1, skipped: 0 });
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
