import type { Clock } from '../ports/clock.ts';
import { pause } from './backoff.ts';

/** Longer waits are cut: Node's timers hold 31 bits, and a clock that was set meanwhile is noticed. */
const LONGEST_MS = 30_000;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  async until(instant, signal) {
    for (let left = instant - Date.now(); left > 0 && !signal.aborted; left = instant - Date.now())
      await pause(Math.min(left, LONGEST_MS), signal);
  },
};
