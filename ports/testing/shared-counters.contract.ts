import { deepEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { SharedCounters } from '../shared-counters.ts';

const LONG_MS = 60_000;

/**
 * What every `SharedCounters` must do. `one` and `other` are two gateways that share them; `pass` lets milliseconds go by on
 * the clock that they count with.
 */
export function sharedCountersContract(
  one: () => SharedCounters,
  other: () => SharedCounters,
  pass: (ms: number) => unknown,
): void {
  describe('shared counters', () => {
    it('give back the totals of everybody, in the order of the keys', async () => {
      const [a, b] = [randomUUID(), randomUUID()];
      const first = [[a, 2] as const, [b, 5] as const];
      deepEqual(await one().addMany(first, LONG_MS), [2, 5]);
      deepEqual(await other().addMany(first.toReversed(), LONG_MS), [10, 4]);
      deepEqual(await one().addMany([[a, 0]], LONG_MS), [4]);
    });
    it('count a key that is named twice twice', async () => {
      const addition = [randomUUID(), 1] as const;
      deepEqual(await one().addMany([addition, addition], LONG_MS), [1, 2]);
    });
    it('count nothing for no keys', async () => {
      deepEqual(await one().addMany([], LONG_MS), []);
    });
    it('lose no addition of many at once', async () => {
      const key = randomUUID();
      await Promise.all(
        Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? one() : other()).addMany([[key, 1]], LONG_MS)),
      );
      deepEqual(await one().addMany([[key, 0]], LONG_MS), [100]);
    });
    it('keep a key for its window at least, and begin at nothing some time after', async () => {
      const [short, long] = [randomUUID(), randomUUID()];
      await one().addMany([[long, 7]], LONG_MS);
      await one().addMany([[short, 7]], 10);
      await pass(50);
      deepEqual(await other().addMany([[short, 1]], LONG_MS), [1]);
      deepEqual(await other().addMany([[long, 1]], LONG_MS), [8]);
    });
  });
}
