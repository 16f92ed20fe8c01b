import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { RecordedEvent } from '../event-log.ts';
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

/** What every `ParkingLot` must do. `lot` may be shared by all tests: each uses consumers of its own. */
export function parkingLotContract(lot: () => ParkingLot): void {
  const newConsumer = (): string => `contract/${randomUUID()}`;

  describe('a parking lot', () => {
    it('gives back what was parked as it was, in log order, to its consumer alone', async () => {
      const [consumer, other] = [newConsumer(), newConsumer()];
      // Beyond what a double can count: positions are 64 bits.
      const [first, second] = [recorded(9_007_199_254_740_993n), recorded(9_007_199_254_740_995n)];
      await lot().park(consumer, { event: second, key: 'b', reason: 'no' });
      await lot().park(consumer, { event: first, key: 'a', reason: 'no' });
      deepEqual(await lot().parked(consumer), [
        { event: first, key: 'a', reason: 'no', retryRequested: false },
        { event: second, key: 'b', reason: 'no', retryRequested: false },
      ]);
      deepEqual(await lot().parked(other), []);
    });
    it('holds an event once, with its newest reason', async () => {
      const consumer = newConsumer();
      const event = recorded(10n);
      await lot().park(consumer, { event, key: 'a', reason: 'no' });
      await lot().park(consumer, { event, key: 'b', reason: 'still no' });
      deepEqual(
        (await lot().parked(consumer)).map(({ key, reason }) => [key, reason]),
        [['b', 'still no']],
      );
    });
    it('forgets what is removed, also twice', async () => {
      const consumer = newConsumer();
      await lot().park(consumer, { event: recorded(10n), key: 'a', reason: 'no' });
      for (const position of [10n, 10n, 20n]) await lot().remove(consumer, position);
      deepEqual(await lot().parked(consumer), []);
    });
    it('marks a key, or everything, for a retry, until it is parked again', async () => {
      const consumer = newConsumer();
      const all = [recorded(10n), recorded(20n), recorded(30n)];
      const marks = async (): Promise<readonly boolean[]> =>
        (await lot().parked(consumer)).map(({ retryRequested }) => retryRequested);
      for (const [index, event] of all.entries())
        await lot().park(consumer, { event, key: index === 1 ? 'b' : 'a', reason: 'no' });
      equal(await lot().isRetryRequested(consumer), false);
      equal(await lot().requestRetry(consumer, 'a'), 2);
      deepEqual([await lot().isRetryRequested(consumer), await lot().isRetryRequested(newConsumer())], [true, false]);
      deepEqual(await marks(), [true, false, true]);
      await lot().park(consumer, { event: all[0] as RecordedEvent, key: 'a', reason: 'no' });
      deepEqual(await marks(), [false, false, true]);
      equal(await lot().requestRetry(consumer), 3);
      deepEqual(await marks(), [true, true, true]);
      equal(await lot().requestRetry(consumer, 'nobody'), 0);
    });
    it('tells the consumer, and nobody else, that a retry was requested, until it stops listening', async () => {
      const [consumer, other] = [newConsumer(), newConsumer()];
      const received = collector<string>();
      const stop = lot().onRetryRequested(consumer, () => received.put('mine'));
      const stopOther = lot().onRetryRequested(other, () => received.put('other'));
      await lot().park(consumer, { event: recorded(10n), key: 'a', reason: 'no' });
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
