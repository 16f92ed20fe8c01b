import type { Clock } from '../clock.ts';

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves it forward, waking whoever waits for an instant up to there. It may be moved by years. */
  set(instant: number): void;
  /** The earliest instant that somebody waits for; undefined: nobody waits. */
  next(): number | undefined;
}

/** @param start milliseconds since the Unix epoch */
export function createFakeClock(start = Date.parse('2026-01-02T03:04:05.000Z')): FakeClock {
  let now = start;
  const waiting = new Set<{ readonly instant: number; readonly wake: () => void }>();
  return {
    now: () => now,
    until: (instant, signal) =>
      new Promise((resolve) => {
        if (instant <= now || signal.aborted) return resolve();
        const entry = { instant, wake: done };
        function done(): void {
          waiting.delete(entry);
          signal.removeEventListener('abort', done);
          resolve();
        }
        waiting.add(entry);
        signal.addEventListener('abort', done, { once: true });
      }),
    set(instant) {
      now = Math.max(now, instant);
      for (const { instant: wanted, wake } of waiting) if (wanted <= now) wake();
    },
    next: () => (waiting.size === 0 ? undefined : Math.min(...[...waiting].map(({ instant }) => instant))),
  };
}
