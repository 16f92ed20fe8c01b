import type { SharedCounters } from '../shared-counters.ts';

/** Counters in memory. Keeps shared-counters.contract.ts. */
export interface MemorySharedCounters extends SharedCounters {
  /** While they are away, they answer undefined, as when Redis does not answer. */
  setAway(away: boolean): void;
}

/** @param now milliseconds; tests may pass their own clock */
export function createMemorySharedCounters(now: () => number = () => performance.now()): MemorySharedCounters {
  let away = false;
  const totals = new Map<string, { total: number; until: number }>();
  return {
    setAway: (value) => {
      away = value;
    },
    async addMany(additions, windowMs) {
      if (away) return undefined;
      return additions.map(([key, delta]) => {
        const known = totals.get(key);
        const total = (known !== undefined && known.until > now() ? known.total : 0) + delta;
        totals.set(key, { total, until: now() + windowMs * 2 });
        return total;
      });
    },
  };
}
