import type { TestContext } from 'node:test';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryDueTimers } from '../../ports/testing/memory-due-timers.ts';
import { language } from '../../schemas/language.ts';

/** The timers that a log in memory says are set, as the read model `timers` would show them; follows the log until the test ends. */
export function timersOfLog(t: TestContext, log: MemoryLog): ReturnType<typeof createMemoryDueTimers> {
  const stopping = new AbortController();
  t.after(() => stopping.abort());
  let shown = 0n;
  const timers = createMemoryDueTimers(async (token) => {
    while (shown < BigInt(token)) await new Promise((resolve) => setImmediate(resolve));
  });
  void (async () => {
    for await (const message of log.subscribeAll({ after: 0n, signal: stopping.signal })) {
      if (message.kind !== 'event') continue;
      const decoded = language.decode(message.event);
      if (decoded.kind === 'known') {
        const { event } = decoded;
        if (event.type === 'kernel.TimerSet') timers.set({ ...event.data, position: String(event.position) });
        if (event.type === 'kernel.TimerFired' || event.type === 'kernel.TimerCancelled')
          timers.set({ ...event.data, dueAt: null, position: '' });
      }
      shown = message.event.position;
    }
  })();
  return timers;
}
