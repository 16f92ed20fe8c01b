import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Milliseconds to wait before try `attempt` (1, 2, 3 …): doubles from `baseMs` up to `maxMs`, with full jitter in the
 * upper half so that many clients of one failed service do not come back together.
 */
export const backoffMs = (attempt: number, baseMs = 200, maxMs = 10_000): number => {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(ceiling / 2 + (Math.random() * ceiling) / 2);
};

/** Sleeps, or returns at once when aborted. Never throws. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  if (signal?.aborted === true) return;
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};
