import type { Signals } from '../../ports/signals.ts';

/** Hears the key that changed (an asset's or title's id) and the signal's payload. */
export type Listener = (key: string, payload: unknown) => void;

/** Spreads the bus' signals over the clients of this process: one subscription per topic, however many clients. */
export interface Changes {
  /** Without `key`: every key. The returned function ends it. Throws for a topic that no context feeds. */
  listen(topic: string, key: string | undefined, listener: Listener): () => void;
  /** Listeners now, for the metrics. */
  count(): number;
  close(): void;
}

const EVERY = '*';

/** @param feeds the subject of each topic, ending in `.*`: what stands there is the key */
export function createChanges(signals: Signals, feeds: Readonly<Record<string, string>>): Changes {
  const listeners = new Map<string, Set<Listener>>();
  const tell = (place: string, key: string, payload: unknown): void => {
    for (const listener of listeners.get(place) ?? []) listener(key, payload);
  };
  const stops = Object.entries(feeds).map(([topic, subject]) => {
    if (!subject.endsWith('.*')) throw new Error(`The feed "${topic}" must end in ".*"; it is "${subject}".`);
    return signals.subscribe(subject, (changed, payload) => {
      const key = changed.slice(subject.length - 1);
      tell(`${topic}.${key}`, key, payload);
      tell(`${topic}.${EVERY}`, key, payload);
    });
  });

  return {
    listen(topic, key, listener) {
      if (!Object.hasOwn(feeds, topic)) throw new Error(`No context feeds the topic "${topic}".`);
      const place = `${topic}.${key ?? EVERY}`;
      const there = listeners.get(place) ?? new Set();
      listeners.set(place, there.add(listener));
      return () => {
        there.delete(listener);
        if (there.size === 0 && listeners.get(place) === there) listeners.delete(place);
      };
    },
    count: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    close: () => stops.forEach((stop) => stop()),
  };
}
