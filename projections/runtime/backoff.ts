import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/** Waits longer with each attempt, 50 ms to 5 s with jitter; ends at once when aborted. */
export async function pause(attempt: number, signal: AbortSignal): Promise<void> {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  await waitAtMost(most / 2 + (Math.random() * most) / 2, signal);
}

/** Waits `ms`, or until aborted. */
export async function waitAtMost(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
