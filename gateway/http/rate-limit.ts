import type { SharedCounters } from '../../ports/shared-counters.ts';

/** Says whether somebody may spend points now. */
export interface RateLimit {
  /** False: over the budget of this window. Answers at once, from what is known here. */
  spend(who: string, points: number, budget: number): { readonly allowed: boolean; readonly retryAfterMs: number };
  /** Exchanges what was counted here for the totals of all gateways. Called every now and then by itself. */
  share(): Promise<void>;
  close(): void;
}

interface Tally {
  /** Total over all gateways when last received. */
  shared: number;
  /** Counted here and not published yet. */
  untold: number;
}

const SHARE_EVERY_MS = 500;
const MAX_CALLERS = 50_000;
/** Callers beyond that are counted together, in so many groups for each kind of budget. */
const OTHERS = 1024;

/** Whoever makes up callers without end must neither take the memory nor be left uncounted. */
function groupOf(who: string): string {
  let hash = 0;
  for (let index = 0; index < who.length; index += 1) hash = (hash * 31 + who.charCodeAt(index)) % 1_000_003;
  return `${who.split(':', 1)[0]}:others/${hash % OTHERS}`;
}

/**
 * A budget of points per caller and window. Deciding needs no round trip: what is spent here is added to the shared
 * counters twice a second, and the answer corrects the local sum. The price is that a caller of n gateways can overdraw
 * for half a second; the gain is that a slow or absent Redis slows nobody down.
 */
export function createRateLimit(options: {
  readonly counters: SharedCounters;
  readonly windowMs: number;
  readonly now?: () => number;
}): RateLimit {
  const now = options.now ?? Date.now;
  let window = 0;
  let tallies = new Map<string, Tally>();

  const turn = (): void => {
    const current = Math.floor(now() / options.windowMs);
    if (current === window) return;
    window = current;
    tallies = new Map();
  };
  const share = async (): Promise<void> => {
    turn();
    const countedWindow = window;
    const due = [...tallies]
      .filter(([, tally]) => tally.untold > 0)
      .map(([who, tally]) => ({ who, tally, points: tally.untold }));
    if (due.length === 0) return;
    const totals = await options.counters.addMany(
      due.map(({ who, points }) => [`${countedWindow}:${who}`, points] as const),
      options.windowMs,
    );
    if (totals === undefined) return;
    due.forEach(({ tally, points }, index) => {
      tally.shared = Math.max(totals[index] ?? 0, points);
      tally.untold -= points;
    });
  };
  const timer = setInterval(() => void share(), SHARE_EVERY_MS);
  timer.unref();

  return {
    spend(who, points, budget) {
      turn();
      const name = tallies.has(who) || tallies.size < MAX_CALLERS ? who : groupOf(who);
      const tally = tallies.get(name) ?? { shared: 0, untold: 0 };
      if (tally.shared + tally.untold + points > budget)
        return { allowed: false, retryAfterMs: (window + 1) * options.windowMs - now() };
      tally.untold += points;
      tallies.set(name, tally);
      return { allowed: true, retryAfterMs: 0 };
    },
    share,
    close: () => clearInterval(timer),
  };
}
