import { deepEqual, equal, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { addWatch, HISTORY, noCoWatches, removeProfile, squareOf, watchedBy, type CoWatches } from './co-watches.ts';
import { seededRandom, shuffled } from './seeded-random.ts';

const of = (watches: readonly (readonly [number, number])[]): CoWatches => {
  const counts = noCoWatches();
  for (const [profile, title] of watches) addWatch(counts, profile, title);
  return counts;
};
/** What there is of titles 0 to 29. */
const square = (counts: CoWatches) => {
  // A title that nobody is known to have watched has no row yet.
  addWatch(counts, -1, 29);
  removeProfile(counts, -1);
  return squareOf(
    counts,
    Array.from({ length: 30 }, (_, title) => title),
  );
};
const some = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 600 }, () => [Math.floor(random() * 40), Math.floor(random() * 30)] as const);
};

it('counts who watched two titles, once for each profile', () => {
  const counts = of([
    [1, 0],
    [1, 2],
    [2, 2],
    [2, 0],
    [2, 0],
    [3, 2],
  ]);
  deepEqual([...squareOf(counts, [0, 1, 2])], [2, 0, 2, 0, 0, 0, 2, 0, 3]);
  deepEqual(watchedBy(counts, 3), [2]);
});

it('comes to the same in any order', () => {
  for (const seed of [1, 2, 3])
    deepEqual(square(of(shuffled(some(seed), seededRandom(seed + 100)))), square(of(some(seed))));
});

it('is as if a profile that was taken out had never watched', () => {
  const watches = some(4);
  const counts = of(watches);
  removeProfile(counts, 7);
  deepEqual(square(counts), square(of(watches.filter(([profile]) => profile !== 7))));
  removeProfile(counts, 7);
  ok(!counts.histories.has(7));
});

it('holds the last titles of a profile alone', () => {
  const counts = noCoWatches();
  for (let title = 0; title < HISTORY + 2; title += 1) ok(addWatch(counts, 1, title));
  equal(counts.histories.get(1)?.length, HISTORY);
  deepEqual([...squareOf(counts, [0, 1, 2, HISTORY + 1])], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1]);
});
