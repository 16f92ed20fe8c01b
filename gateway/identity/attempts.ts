import { LRUCache } from 'lru-cache';
import type { SharedCounters } from '../../ports/shared-counters.ts';

/** So many tries in a window of time. */
export interface TryLimit {
  readonly windowMs: number;
  readonly most: number;
}

/** A try that was counted; a good one is given back. */
export type Attempt =
  | { readonly allowed: true; giveBack(): Promise<void> }
  | { readonly allowed: false; readonly retryAfterMs: number };

/** Counts tries by whom and at what, over all gateways. */
export interface Attempts {
  /** Counts a try before it is made, so that many at once are not more than were allowed. */
  begin(key: string): Promise<Attempt>;
}

const REMEMBERED = 50_000;

/**
 * Tries in windows of growing length: who goes on guessing waits longer. All of them age, so nobody is locked out for ever.
 * While the shared counters are away each gateway counts for itself.
 * @param name of what is tried, a part of the counters' names
 */
export function createAttempts(options: {
  readonly counters: SharedCounters;
  readonly name: string;
  readonly limits: readonly TryLimit[];
  readonly now?: () => number;
}): Attempts {
  const { counters, name, limits, now = Date.now } = options;
  const own = new LRUCache<string, number>({ max: REMEMBERED });

  const windowsOf = (key: string, at: number) =>
    limits.map((limit) => {
      const window = Math.floor(at / limit.windowMs);
      return { ...limit, counter: `${name}:${limit.windowMs}:${window}:${key}`, endsAt: (window + 1) * limit.windowMs };
    });
  const add = async (counter: string, windowMs: number, delta: number): Promise<number> => {
    const here = Math.max((own.get(counter) ?? 0) + delta, 0);
    own.set(counter, here, { ttl: windowMs });
    const totals = await counters.addMany([[counter, delta]], windowMs);
    return Math.max(totals?.[0] ?? 0, here);
  };

  return {
    async begin(key) {
      const at = now();
      const windows = windowsOf(key, at);
      const totals = await Promise.all(windows.map(({ counter, windowMs }) => add(counter, windowMs, 1)));
      const giveBack = async (): Promise<void> => {
        await Promise.all(windows.map(({ counter, windowMs }) => add(counter, windowMs, -1)));
      };
      const full = windows.filter(({ most }, index) => (totals[index] ?? 0) > most);
      if (full.length === 0) return { allowed: true, giveBack };
      // Who is refused has tried nothing: waiting for the end of the window is enough.
      await giveBack();
      return { allowed: false, retryAfterMs: Math.max(...full.map(({ endsAt }) => endsAt)) - at };
    },
  };
}
