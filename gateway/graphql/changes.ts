import type { Signals } from '../../ports/signals.ts';

/** Hears the key that changed (an asset's or title's id) and the signal's payload. */
export type Listener = (key: string, payload: unknown) => void;

/** Spreads the bus' signals over the clients of this process: one subscription per topic, however many clients. */
export interface Changes {
  /** Without `key`: every key. The returned function ends it. Throws for a topic that no context feeds. */
  listen(topic: string, key: string | undefined, listener: Listener): () => void;
  /** Hears every key for as long as the gateway runs: for what it keeps in memory. Not counted among the listeners. */
  watch(topic: string, listener: Listener): void;
  /** Listeners now, for the metrics. */
  count(): number;
  close(): void;
}

const EVERY = '*';

/** @param feeds the subject of each topic, ending in `.*`: what `*` matches is the key */
export function createChanges(signals: Signals, feeds: Readonly<Record<string, string>>): Changes {
  const listeners = new Map<string, Set<Listener>>();
  const watchers = new Map<string, Listener[]>();
  const requireFeed = (topic: string): void => {
    if (!Object.hasOwn(feeds, topic)) throw new Error(`No context feeds the topic "${topic}".`);
  };
  const notify = (address: string, key: string, payload: unknown): void => {
    for (const listener of listeners.get(address) ?? []) listener(key, payload);
  };
  const stops = Object.entries(feeds).map(([topic, subject]) => {
    if (!subject.endsWith('.*')) throw new Error(`The feed "${topic}" must end in ".*"; it is "${subject}".`);
    return signals.subscribe(subject, (changed, payload) => {
      const key = changed.slice(subject.length - 1);
      for (const watcher of watchers.get(topic) ?? []) watcher(key, payload);
      notify(`${topic}.${key}`, key, payload);
      notify(`${topic}.${EVERY}`, key, payload);
    });
  });

  return {
    listen(topic, key, listener) {
      requireFeed(topic);
      const address = `${topic}.${key ?? EVERY}`;
      const subscribed = listeners.get(address) ?? new Set();
      listeners.set(address, subscribed.add(listener));
      return () => {
        subscribed.delete(listener);
        if (subscribed.size === 0 && listeners.get(address) === subscribed) listeners.delete(address);
      };
    },
    watch(topic, listener) {
      requireFeed(topic);
      watchers.set(topic, [...(watchers.get(topic) ?? []), listener]);
    },
    count: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    close: () => stops.forEach((stop) => stop()),
  };
}
