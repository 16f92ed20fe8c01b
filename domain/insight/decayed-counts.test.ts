import { ok } from 'node:assert/strict';
import { it } from 'node:test';
import { countAt, noDecayedCounts, scaleAt } from './decayed-counts.ts';
import { seededRandom, shuffled } from './seeded-random.ts';

const DAY = 86_400;
const near = (a: number, b: number) => ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);

it('a watch counts half after its half-life', () => {
  const counts = noDecayedCounts(DAY);
  countAt(counts, 2, 1_000_000);
  countAt(counts, 2, 1_000_000 + DAY);
  near(counts.sums[2]! * scaleAt(counts, 1_000_000 + DAY), 1.5);
  near(counts.sums[2]! * scaleAt(counts, 1_000_000 + 3 * DAY), 0.375);
});

it('comes to the same in any order, over years', () => {
  const random = seededRandom(5);
  const watches = Array.from({ length: 500 }, () => [Math.floor(random() * 5), random() * 3000 * DAY] as const);
  const now = 3000 * DAY;
  const sums = (some: typeof watches) => {
    const counts = noDecayedCounts(DAY / 2);
    for (const [title, at] of some) countAt(counts, title, at);
    return counts.sums.map((sum) => sum * scaleAt(counts, now));
  };
  const direct = [0, 1, 2, 3, 4].map((title) =>
    watches.reduce((sum, [watched, at]) => sum + (watched === title ? 2 ** ((at - now) / (DAY / 2)) : 0), 0),
  );
  for (const sorted of [watches, shuffled(watches, random), [...watches].sort(([, a], [, b]) => a - b)])
    for (const [title, sum] of sums(sorted).entries()) near(sum, direct[title]!);
});
