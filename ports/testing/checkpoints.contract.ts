import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Checkpoints, Lease } from '../checkpoints.ts';

const LONG_MS = 60_000;

/**
 * What every `Checkpoints` must do. `one` and `other` are two processes that share them; `pass` lets milliseconds go by on the
 * clock that judges leases.
 */
export function checkpointsContract(
  one: () => Checkpoints,
  other: () => Checkpoints,
  pass: (ms: number) => unknown,
): void {
  const taken = async (by: Checkpoints, consumer: string, holder: string, ttlMs = LONG_MS): Promise<Lease> => {
    const lease = await by.acquire(consumer, holder, ttlMs);
    ok(lease !== undefined, `${holder} did not get the lease`);
    return lease;
  };

  describe('checkpoints', () => {
    it('begin at nothing and go on where they were saved', async () => {
      const consumer = randomUUID();
      const first = await taken(one(), consumer, 'a');
      deepEqual([first.consumer, first.holder, first.position], [consumer, 'a', 0n]);
      equal(await one().save(first, 9_007_199_254_740_993n), true);
      await one().release(first);
      const second = await taken(other(), consumer, 'b');
      equal(second.position, 9_007_199_254_740_993n);
      ok(second.epoch > first.epoch);
    });
    it('are of one holder while its lease lasts', async () => {
      const consumer = randomUUID();
      await taken(one(), consumer, 'a');
      equal(await other().acquire(consumer, 'b', LONG_MS), undefined);
      // Other consumers are free.
      await taken(other(), randomUUID(), 'b');
    });
    it('give one of many who ask at once the lease', async () => {
      const consumer = randomUUID();
      const asked = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one() : other()).acquire(consumer, `h${n}`, LONG_MS)),
      );
      equal(asked.filter((lease) => lease !== undefined).length, 1);
    });
    it('pass to another when a lease has run out, and the late holder can move nothing', async () => {
      const consumer = randomUUID();
      const late = await taken(one(), consumer, 'a', 10);
      await pass(50);
      const now = await taken(other(), consumer, 'b');
      ok(now.epoch > late.epoch);
      equal(await one().save(late, 5n), false);
      equal(await one().renew(late, LONG_MS), false);
      await one().release(late);
      equal(await one().acquire(consumer, 'a', LONG_MS), undefined);
      equal(await other().save(now, 7n), true);
    });
    it('stay with a holder that renews', async () => {
      const consumer = randomUUID();
      const lease = await taken(one(), consumer, 'a', 10);
      equal(await one().renew(lease, LONG_MS), true);
      await pass(50);
      equal(await other().acquire(consumer, 'b', LONG_MS), undefined);
      equal(await one().save(lease, 1n), true);
    });
    it('let a late holder go on that nobody has superseded', async () => {
      const lease = await taken(one(), randomUUID(), 'a', 10);
      await pass(50);
      equal(await one().save(lease, 1n), true);
      equal(await one().renew(lease, LONG_MS), true);
    });
    it('give a holder that asks again a lease of a new epoch, which fences the old one', async () => {
      const consumer = randomUUID();
      const before = await taken(one(), consumer, 'a');
      const after = await taken(one(), consumer, 'a');
      ok(after.epoch > before.epoch);
      equal(await one().save(before, 5n), false);
      equal(await one().save(after, 6n), true);
    });
    it('are free at once when they are released', async () => {
      const consumer = randomUUID();
      await one().release(await taken(one(), consumer, 'a'));
      await taken(other(), consumer, 'b');
    });
  });
}
