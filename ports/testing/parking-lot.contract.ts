import { deepEqual, equal, fail } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { RecordedEvent } from '../event-log.ts';
import type { Checkpoints, Lease } from '../checkpoints.ts';
import type { ParkingLot } from '../parking-lot.ts';
import { collector } from './collector.ts';

const recorded = (position: bigint): RecordedEvent => ({
  id: randomUUID(),
  type: 'test.Happened',
  stream: `test-${position}`,
  revision: 0n,
  position,
  recordedAt: new Date('2026-01-02T03:04:05.678Z'),
  data: { text: 'a\u0000b', position: String(position) },
  metadata: { schema: 'test.Happened@1' },
});

/**
 * What every `ParkingLot` must do. `lot` and the checkpoints whose leases it goes by may be shared by all tests: each uses
 * consumers of its own.
 */
export function parkingLotContract(lot: () => ParkingLot, checkpoints: () => Checkpoints): void {
  const newConsumer = (): string => `contract/${randomUUID()}`;
  const take = async (consumer: string, holder = 'me'): Promise<Lease> =>
    (await checkpoints().acquire(consumer, holder, 60_000)) ?? fail(`${consumer} is held by somebody else`);

  describe('a parking lot', () => {
    it('gives back what was parked as it was, in log order, to its consumer alone', async () => {
      const [consumer, other] = [newConsumer(), newConsumer()];
      const lease = await take(consumer);
      // Beyond what a double can count: positions are 64 bits.
      const [first, second] = [recorded(9_007_199_254_740_993n), recorded(9_007_199_254_740_995n)];
      await lot().park(lease, { event: second, key: 'b', reason: 'no' });
      await lot().park(lease, { event: first, key: 'a', reason: 'no' });
      deepEqual(await lot().parked(consumer), [
        { event: first, key: 'a', reason: 'no', retryRequested: false },
        { event: second, key: 'b', reason: 'no', retryRequested: false },
      ]);
      deepEqual(await lot().parked(other), []);
    });
    it('hands over a part at a time', async () => {
      const consumer = newConsumer();
      const lease = await take(consumer);
      for (const position of [30n, 10n, 20n])
        await lot().park(lease, { event: recorded(position), key: 'a', reason: 'no' });
      const page = async (after: bigint, limit: number) =>
        (await lot().parked(consumer, { after, limit })).map(({ event }) => event.position);
      deepEqual(await page(-1n, 2), [10n, 20n]);
      deepEqual(await page(20n, 2), [30n]);
      deepEqual(await page(30n, 2), []);
    });
    it('holds an event once, with its newest reason', async () => {
      const consumer = newConsumer();
      const lease = await take(consumer);
      const event = recorded(10n);
      await lot().park(lease, { event, key: 'a', reason: 'no' });
      await lot().park(lease, { event, key: 'b', reason: 'still no' });
      deepEqual(
        (await lot().parked(consumer)).map(({ key, reason }) => [key, reason]),
        [['b', 'still no']],
      );
    });
    it('forgets what is removed, also twice', async () => {
      const consumer = newConsumer();
      const lease = await take(consumer);
      await lot().park(lease, { event: recorded(10n), key: 'a', reason: 'no' });
      for (const position of [10n, 10n, 20n]) await lot().remove(lease, position);
      deepEqual(await lot().parked(consumer), []);
    });
    it('takes and gives nothing by a lease that somebody else has taken over', async () => {
      const consumer = newConsumer();
      const old = await take(consumer);
      equal(await lot().park(old, { event: recorded(10n), key: 'a', reason: 'no' }), true);
      await checkpoints().release(old);
      const lease = await take(consumer, 'you');
      equal(await lot().park(old, { event: recorded(20n), key: 'b', reason: 'late' }), false);
      equal(await lot().remove(old, 10n), false);
      deepEqual(
        (await lot().parked(consumer)).map(({ key }) => key),
        ['a'],
      );
      equal(await lot().remove(lease, 10n), true);
      deepEqual(await lot().parked(consumer), []);
    });
    it('marks a key, or everything, for a retry, until it is parked again', async () => {
      const consumer = newConsumer();
      const lease = await take(consumer);
      const all = [recorded(10n), recorded(20n), recorded(30n)];
      const marks = async (): Promise<readonly boolean[]> =>
        (await lot().parked(consumer)).map(({ retryRequested }) => retryRequested);
      for (const [index, event] of all.entries())
        await lot().park(lease, { event, key: index === 1 ? 'b' : 'a', reason: 'no' });
      equal(await lot().isRetryRequested(consumer), false);
      equal(await lot().requestRetry(consumer, 'a'), 2);
      deepEqual([await lot().isRetryRequested(consumer), await lot().isRetryRequested(newConsumer())], [true, false]);
      deepEqual(await marks(), [true, false, true]);
      await lot().park(lease, { event: all[0] as RecordedEvent, key: 'a', reason: 'no' });
      deepEqual(await marks(), [false, false, true]);
      equal(await lot().requestRetry(consumer), 3);
      deepEqual(await marks(), [true, true, true]);
      equal(await lot().requestRetry(consumer, 'nobody'), 0);
      equal(await lot().unmark(lease, [10n, 30n, 40n]), true);
      deepEqual(await marks(), [false, true, false]);
      equal(await lot().unmark({ ...lease, epoch: lease.epoch - 1n }, [20n]), false);
      deepEqual(await marks(), [false, true, false]);
    });
    it('tells the consumer, and nobody else, that a retry was requested, until it stops listening', async () => {
      const [consumer, other] = [newConsumer(), newConsumer()];
      const lease = await take(consumer);
      const received = collector<string>();
      const stop = lot().onRetryRequested(consumer, () => received.put('mine'));
      const stopOther = lot().onRetryRequested(other, () => received.put('other'));
      await lot().park(lease, { event: recorded(10n), key: 'a', reason: 'no' });
      await lot().requestRetry(consumer);
      deepEqual(await received.take(1), ['mine']);
      stop();
      await lot().requestRetry(consumer);
      await lot().requestRetry(other);
      deepEqual(await received.take(1), ['other']);
      stopOther();
    });
  });
}
