import type { Holder, Parked, ParkingLot } from '../parking-lot.ts';

type Row = Parked & { readonly retryRequested: boolean };

/** Parked events in memory; keeps parking-lot.contract.ts. @param isHeld whether a lease holds; default: every one does */
export function createMemoryParkingLot(isHeld: (lease: Holder) => boolean = () => true): ParkingLot {
  const lots = new Map<string, Map<bigint, Row>>();
  const listeners = new Map<string, Set<() => void>>();
  const lotOf = (consumer: string): Map<bigint, Row> => {
    const lot = lots.get(consumer) ?? new Map<bigint, Row>();
    lots.set(consumer, lot);
    return lot;
  };
  return {
    async park(lease, { event, key, reason }) {
      if (!isHeld(lease)) return false;
      lotOf(lease.consumer).set(event.position, { event, key, reason, retryRequested: false });
      return true;
    },
    async parked(consumer, { after, limit } = { after: -1n, limit: Infinity }) {
      return [...lotOf(consumer).values()]
        .filter(({ event }) => event.position > after)
        .toSorted((a, b) => (a.event.position < b.event.position ? -1 : 1))
        .slice(0, limit);
    },
    async unmark(lease, positions) {
      if (!isHeld(lease)) return false;
      const lot = lotOf(lease.consumer);
      for (const position of positions) {
        const row = lot.get(position);
        if (row !== undefined) lot.set(position, { ...row, retryRequested: false });
      }
      return true;
    },
    async remove(lease, position) {
      if (!isHeld(lease)) return false;
      lotOf(lease.consumer).delete(position);
      return true;
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
