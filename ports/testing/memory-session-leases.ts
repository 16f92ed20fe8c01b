import { SESSION_LEASE_MS } from '../session-leases.ts';
import type { SessionLeases } from '../session-leases.ts';

/** Leases in memory. Keeps session-leases.contract.ts. */
export interface MemorySessionLeases extends SessionLeases {
  /** While they are away nothing is taken and nobody knows, as when Redis does not answer. */
  setAway(away: boolean): void;
  /** The same leases for somebody who takes them for another time, ms. */
  lasting(leaseMs: number): SessionLeases;
}

/** @param now milliseconds; tests may pass their own clock */
export function createMemorySessionLeases(now: () => number = () => performance.now()): MemorySessionLeases {
  let away = false;
  /** Since when nothing was missed. */
  let since = now();
  const held = new Map<string, { readonly titleId: string; readonly until: number }>();
  const over = new Map<string, number>();
  const forget = (): void => {
    for (const [sessionId, { until }] of held) if (until <= now()) held.delete(sessionId);
    for (const [sessionId, until] of over) if (until <= now()) over.delete(sessionId);
  };
  const lasting = (leaseMs: number): SessionLeases => ({
    async hold({ sessionId, titleId }) {
      forget();
      if (!away && !over.has(sessionId)) held.set(sessionId, { titleId, until: now() + leaseMs });
    },
    async drop({ sessionId }) {
      forget();
      if (away) return;
      held.delete(sessionId);
      over.set(sessionId, now() + leaseMs);
    },
    async count(titleIds) {
      forget();
      if (away) return undefined;
      const titles = [...held.values()].map(({ titleId }) => titleId);
      const byTitle = new Map(titleIds.map((id) => [id, titles.filter((titleId) => titleId === id).length]));
      return { sessions: held.size, byTitle };
    },
    async lapsed(sessionIds) {
      forget();
      if (away) return undefined;
      const lapsed = new Set(sessionIds.filter((sessionId) => !held.has(sessionId)));
      return lapsed.size > 0 && now() - since < leaseMs ? undefined : lapsed;
    },
  });
  return {
    ...lasting(SESSION_LEASE_MS),
    lasting,
    setAway: (value) => {
      if (away && !value) since = now();
      away = value;
    },
  };
}
