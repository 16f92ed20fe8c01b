import { deepEqual, equal, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { best, bootstrap, gainAt, gini, placeOf } from './rank-metrics.ts';
import { seededRandom } from './seeded-random.ts';

it('a place is how many are better, and half of those that are as good', () => {
  const scores = new Float64Array([3, 1, 2, -Infinity, 2, 2]);
  deepEqual([placeOf(scores, 0), placeOf(scores, 2), placeOf(scores, 1)], [0, 2, 4]);
  equal(placeOf(new Float64Array(11), 4), 5);
});

it('a gain is less the further down, and nothing below the list', () => {
  deepEqual([gainAt(0, 10), gainAt(2, 10), gainAt(10, 10)], [1, 0.5, 0]);
});

it('the best come first, and what is passed over never', () => {
  const scores = new Float64Array([1, 5, -Infinity, 5, 4, 2]);
  deepEqual(best(scores, 3), [1, 3, 4]);
  deepEqual(best(scores, 10), [1, 3, 4, 5, 0]);
});

it('shows how unequally titles are shown', () => {
  equal(gini([2, 2, 2]), 0);
  equal(gini([0, 0]), 0);
  // Of 100 titles one is always shown: 1 − 1/100.
  ok(Math.abs(gini([...Array.from({ length: 99 }, () => 0), 5]) - 0.99) < 1e-12);
});

it('an interval holds the mean, and is wider where one profile says much', () => {
  const of = (profiles: number) =>
    Array.from({ length: 1000 }, (_, n) => ({ profile: n % profiles, value: n % profiles < profiles / 2 ? 1 : 0 }));
  const [wide, narrow] = [bootstrap(of(10), seededRandom(1)), bootstrap(of(1000), seededRandom(1))];
  equal(wide.mean, 0.5);
  ok(wide.low < 0.5 && wide.high > 0.5 && wide.high - wide.low > 3 * (narrow.high - narrow.low));
  deepEqual(bootstrap([], seededRandom(1)), { mean: 0, low: 0, high: 0 });
  deepEqual(bootstrap(of(10), seededRandom(1)), wide);
});
