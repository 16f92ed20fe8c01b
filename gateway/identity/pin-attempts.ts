import type { SharedCounters } from '../../ports/shared-counters.ts';
import { perGateway } from '../per-gateway.ts';

/** Wrong PINs before a profile is locked for a while. */
const FREE_ATTEMPTS = 5;
const MINUTE_MS = 60_000;
/** How long it is locked after the fifth wrong PIN, the sixth and so on; the last holds from then on. */
const LOCKS_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
/** Attempts are forgotten when nobody has tried for twice as long. */
const WINDOW_MS = 24 * 60 * MINUTE_MS;

/** Holds back whoever tries PINs. Who may try at all (the household alone) was decided before. */
export interface PinAttempts {
  /**
   * Counts an attempt, before the PIN is looked at: of many at once no more get through than one after the other.
   * @returns undefined: the PIN may be looked at; else until when nobody may try, milliseconds since the Unix epoch
   */
  begin(profileId: string): Promise<number | undefined>;
  /** The PIN was right, or is another one now. */
  forget(profileId: string): Promise<void>;
}

/** Counts in the shared counters, so that a restart or another gateway gives no new attempts; in memory while they are away. */
export function countPinAttempts(shared: SharedCounters, now: () => number): PinAttempts {
  const own = localCounters();
  const add = async (key: string, delta: number): Promise<number> =>
    (await shared.addMany([[`pin:${key}`, delta]], WINDOW_MS))?.[0] ?? own(key, delta);
  // What was counted before a right PIN is left behind under its round: nothing has to be set back, so nothing can race.
  const roundOf = async (profileId: string): Promise<string> => `${profileId}/${await add(`${profileId}/round`, 0)}`;

  return {
    async begin(profileId) {
      const round = await roundOf(profileId);
      const attempt = await add(`${round}/attempts`, 1);
      if (attempt > FREE_ATTEMPTS) {
        const last = await add(`${round}/at/${attempt - 1}`, 0);
        const lock = LOCKS_MS[Math.min(attempt - 1 - FREE_ATTEMPTS, LOCKS_MS.length - 1)] ?? MINUTE_MS;
        // Without an instant of the attempt before, that one is being looked at or was refused just now.
        const until = last === 0 ? now() + MINUTE_MS : last + lock;
        if (now() < until) {
          await add(`${round}/attempts`, -1);
          return until;
        }
      }
      if (attempt >= FREE_ATTEMPTS) await add(`${round}/at/${attempt}`, now());
      return undefined;
    },
    async forget(profileId) {
      await add(`${profileId}/round`, 1);
    },
  };
}

/** The attempts of a gateway's profiles. */
export const pinAttempts = perGateway(({ counters, now }) => countPinAttempts(counters, now));

/** Profiles whose attempts are counted here while the shared counters are away. */
const MOST_KEYS = 20_000;

function localCounters(): (key: string, delta: number) => number {
  const totals = new Map<string, number>();
  return (key, delta) => {
    const total = (totals.get(key) ?? 0) + delta;
    if (total === 0) totals.delete(key);
    else totals.set(key, total);
    if (totals.size > MOST_KEYS) totals.delete(totals.keys().next().value ?? '');
    return total;
  };
}
