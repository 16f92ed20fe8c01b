import type { Signals } from '../signals.ts';

/** Signals within this process, and everything that was published. */
export interface MemorySignals extends Signals {
  readonly published: readonly { readonly subject: string; readonly payload: unknown }[];
}

export function createMemorySignals(): MemorySignals {
  const published: { subject: string; payload: unknown }[] = [];
  const listeners = new Set<{ pattern: RegExp; onMessage: (subject: string, payload: unknown) => void }>();
  return {
    published,
    publish(subject, payload) {
      published.push({ subject, payload });
      for (const { pattern, onMessage } of listeners) if (pattern.test(subject)) onMessage(subject, payload);
    },
    subscribe(subject, onMessage) {
      const source = subject.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replace(/>$/, '.+');
      const listener = { pattern: new RegExp(`^${source}$`), onMessage };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
