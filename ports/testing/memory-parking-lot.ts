import type { Parked, ParkingLot } from '../parking-lot.ts';

type Row = Parked & { readonly retryRequested: boolean };

/** Parked events in memory; keeps parking-lot.contract.ts. */
export function createMemoryParkingLot(): ParkingLot {
  const lots = new Map<string, Map<bigint, Row>>();
  const listeners = new Map<string, Set<() => void>>();
  const lotOf = (consumer: string): Map<bigint, Row> => {
    const lot = lots.get(consumer) ?? new Map<bigint, Row>();
    lots.set(consumer, lot);
    return lot;
  };
  return {
    async park(consumer, { event, key, reason }) {
      lotOf(consumer).set(event.position, { event, key, reason, retryRequested: false });
    },
    async parked(consumer) {
      return [...lotOf(consumer).values()].toSorted((a, b) => (a.event.position < b.event.position ? -1 : 1));
    },
    async remove(consumer, position) {
      lotOf(consumer).delete(position);
    },
    async requestRetry(consumer, key) {
      const lot = lotOf(consumer);
      const rows = [...lot].filter(([, row]) => key === undefined || row.key === key);
      for (const [position, row] of rows) lot.set(position, { ...row, retryRequested: true });
      setImmediate(() => listeners.get(consumer)?.forEach((listener) => listener()));
      return rows.length;
    },
    async isRetryRequested(consumer) {
      return [...lotOf(consumer).values()].some(({ retryRequested }) => retryRequested);
    },
    onRetryRequested(consumer, listener) {
      const mine = listeners.get(consumer) ?? new Set();
      listeners.set(consumer, mine.add(listener));
      return () => void mine.delete(listener);
    },
  };
}
