import type { Signals } from '../../ports/signals.ts';

/** What changes are heard about. */
export type Topic = 'asset' | 'title' | 'progress';
/** Hears the key that changed (an asset's or title's id) and the signal's payload. */
export type Listener = (key: string, payload: unknown) => void;

/** Spreads the bus' signals over the clients of this process: one subscription per topic, however many clients. */
export interface Changes {
  /** Without `key`: every key. The returned function ends it. */
  listen(topic: Topic, key: string | undefined, listener: Listener): () => void;
  /** Listeners now, for the metrics. */
  count(): number;
  close(): void;
}

const SUBJECTS: Readonly<Record<Topic, string>> = {
  asset: 'read.assets.',
  title: 'read.titles.',
  progress: 'progress.job.',
};
const EVERY = '*';

export function createChanges(signals: Signals): Changes {
  const listeners = new Map<string, Set<Listener>>();
  const tell = (place: string, key: string, payload: unknown): void => {
    for (const listener of listeners.get(place) ?? []) listener(key, payload);
  };
  const stops = (Object.keys(SUBJECTS) as Topic[]).map((topic) =>
    signals.subscribe(`${SUBJECTS[topic]}*`, (subject, payload) => {
      const key = subject.slice(SUBJECTS[topic].length);
      tell(`${topic}.${key}`, key, payload);
      tell(`${topic}.${EVERY}`, key, payload);
    }),
  );

  return {
    listen(topic, key, listener) {
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
