import { setTimeout as sleep } from 'node:timers/promises';

/** Doublings beyond this exceed every ceiling that makes sense, and would one day exceed what a number holds. */
const MOST_DOUBLINGS = 20;

/**
 * Milliseconds to wait before try `attempt` (1, 2, 3 …): doubles from `baseMs` up to `maxMs`, shortened at random by up to
 * a half, so that many clients of one failed service do not come back together.
 * @param random 0 ≤ x < 1; tests pass their own
 */
export const backoffMs = (attempt: number, baseMs = 100, maxMs = 5_000, random: () => number = Math.random): number => {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(Math.max(attempt, 1) - 1, MOST_DOUBLINGS));
  return Math.round(ceiling * (1 - random() / 2));
};

/** Sleeps `ms`, or returns at once when aborted. Never throws. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  if (signal?.aborted === true) return;
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};
