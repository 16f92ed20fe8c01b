import { LogUnavailable } from '../../ports/event-log.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';

/** Tries at one read or append before an outage is passed on: about 3 s in all. */
const outageTries = 5;
const firstPauseMs = 200;

/** Repeats work that is safe to repeat while the log is unavailable, a bounded number of times. */
export async function throughOutages<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof LogUnavailable) || attempt === outageTries) throw error;
      await pause(backoffMs(attempt, firstPauseMs));
    }
  }
}
