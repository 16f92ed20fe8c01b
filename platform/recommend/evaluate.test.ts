import { deepEqual, match, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { seededRandom } from '../../domain/insight/seeded-random.ts';
import { evaluate } from './evaluate.ts';
import { describe } from './report.ts';
import { startWeightsThreads } from './weights-threads.ts';

const DAY = 86_400;
/** Profiles of two tastes; of each day's films some are watched most. */
function audience(count: number) {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, nth) => {
    const at = 1_700_000_000 + nth * 900;
    const profile = Math.floor(random() * 300);
    const ofDay = random() < 0.3 ? Math.floor(at / DAY) % 40 : Math.floor(random() * 40);
    return { profile, title: 2 * ofDay + (profile % 2), at };
  });
}

it('chooses parameters before the window, is ahead where there is something to learn, and says the same again', async () => {
  const watches = audience(6000);
  await using threads = startWeightsThreads(2);
  const phases: number[] = [];
  const first = await evaluate(watches, {
    seed: 3,
    build: threads.build,
    onProgress: (done) => void phases.push(done),
  });
  const again = await evaluate(watches, { seed: 3, build: threads.build });
  deepEqual(again, first);
  for (const { of, by } of first.ahead.filter(({ of: name }) => name === '1-day popularity'))
    ok(by.low > 0, `${of}: ${JSON.stringify(by)}`);
  deepEqual(
    phases,
    [...phases].sort((a, b) => a - b),
  );
  const text = describe(first, { watches, profiles: 300, titles: 80 });
  match(text, /\| Reprise \| 0\.\d{4} \(0\.\d{4} to 0\.\d{4}\)/);
  match(text, /✓ Better than 1-day popularity by/);
});

it('a matrix that cannot be inverted fails whoever waits for it, and the thread goes on', async () => {
  await using threads = startWeightsThreads(1);
  const bad = threads.build(new Int32Array([1, 5, 5, 1]), 0.1);
  const good = threads.build(new Int32Array([2, 1, 1, 3]), 1);
  const answers = await Promise.allSettled([bad, good]);
  deepEqual(
    answers.map(({ status }) => status),
    ['rejected', 'fulfilled'],
  );
});
