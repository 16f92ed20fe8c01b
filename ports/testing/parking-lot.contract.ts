import { deepEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { RecordedEvent } from '../event-log.ts';
import type { ParkingLot } from '../parking-lot.ts';
import { newEvent } from './event-log.contract.ts';

/** An event as the log would give it; a position is never used twice. */
const recorded = (position: bigint): RecordedEvent => ({
  ...newEvent(Number(position)),
  stream: `contract-${randomUUID()}`,
  revision: 3n,
  position,
  recordedAt: new Date('2026-01-02T03:04:05.678Z'),
});

/** What every `ParkingLot` must do. */
export function parkingLotContract(lot: () => ParkingLot): void {
  describe('the parking lot', () => {
    it('keeps events whole and in log order, each consumer its own', async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      // Beyond what a double can count: positions are 64 bits.
      const [early, late] = [recorded(9_007_199_254_740_993n), recorded(9_007_199_254_740_995n)];
      await lot().park(one, late, 'no');
      await lot().park(one, early, 'no');
      await lot().park(other, late, 'no');
      deepEqual(await lot().parked(one), [early, late]);
      deepEqual(await lot().parked(other), [late]);
      deepEqual(await lot().parked(randomUUID()), []);
    });
    it('holds an event once, however often it is parked', async () => {
      const consumer = randomUUID();
      const event = recorded(20n);
      await lot().park(consumer, event, 'no');
      await lot().park(consumer, event, 'still no');
      deepEqual(await lot().parked(consumer), [event]);
    });
    it('gives up what is removed, and minds nothing that is not there', async () => {
      const consumer = randomUUID();
      const [one, two] = [recorded(30n), recorded(40n)];
      await lot().park(consumer, one, 'no');
      await lot().park(consumer, two, 'no');
      await lot().remove(consumer, one.position);
      await lot().remove(consumer, one.position);
      await lot().remove(randomUUID(), two.position);
      deepEqual(await lot().parked(consumer), [two]);
    });
  });
}
