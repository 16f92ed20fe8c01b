import type { EventLog } from '../../ports/event-log.ts';

/** A log that counts what is appended through it. */
export interface CountingLog extends EventLog {
  /** Resolves when `count` more appends to streams with this prefix were accepted, counted from the call. */
  appended(prefix: string, count: number): Promise<void>;
}

/** Counts the appends to `log`, at no cost that could be measured. */
export function counting(log: EventLog): CountingLog {
  const waiting = new Set<{ readonly prefix: string; left: number; readonly resolve: () => void }>();
  return {
    ...log,
    append: async (stream, expected, events) => {
      const result = await log.append(stream, expected, events);
      if (result.kind !== 'appended') return result;
      for (const one of waiting) {
        if (!stream.startsWith(one.prefix) || (one.left -= 1) > 0) continue;
        waiting.delete(one);
        one.resolve();
      }
      return result;
    },
    appended: (prefix, count) => new Promise((resolve) => waiting.add({ prefix, left: count, resolve })),
  };
}
