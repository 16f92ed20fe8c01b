import type { Signals } from '../signals.ts';

/** Signals within this process, and everything that was published. Keeps signals.contract.ts. */
export interface MemorySignals extends Signals {
  readonly published: readonly { readonly subject: string; readonly payload: unknown }[];
  /** Resolves when everything published before has been delivered. */
  delivered(): Promise<void>;
}

export function createMemorySignals(): MemorySignals {
  const published: { subject: string; payload: unknown }[] = [];
  const listeners = new Set<{ pattern: RegExp; onMessage: (subject: string, payload: unknown) => void }>();
  const deliver = (subject: string, json: string): void => {
    for (const { pattern, onMessage } of listeners) {
      if (!pattern.test(subject)) continue;
      try {
        onMessage(subject, JSON.parse(json));
      } catch {
        // As over the wire: a subscriber's error is its own, the publisher and the others never see it.
      }
    }
  };
  return {
    published,
    publish(subject, payload) {
      const json = JSON.stringify(payload);
      published.push({ subject, payload: JSON.parse(json) });
      setImmediate(() => deliver(subject, json));
    },
    subscribe(subject, onMessage) {
      const source = subject.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replace(/>$/, '.+');
      const listener = { pattern: new RegExp(`^${source}$`), onMessage };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    delivered: () => new Promise((resolve) => setImmediate(resolve)),
  };
}
