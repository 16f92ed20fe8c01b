import { setTimeout as sleep } from 'node:timers/promises';
import { LogUnavailable } from '../../ports/event-log.ts';

/** Tries at one read or append before an outage is passed on: about 3 s in all. */
const outageTries = 5;
const firstPauseMs = 100;

/** Between half of `ms` and all of it, so that rivals do not meet again. */
export const jitter = (ms: number): number => ms * (1 - Math.random() / 2);

/** Repeats work that is safe to repeat while the log is unavailable, a bounded number of times. */
export async function throughOutages<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LogUnavailable) || attempt === outageTries) throw error;
      await sleep(jitter(firstPauseMs * 2 ** attempt));
    }
  }
}
