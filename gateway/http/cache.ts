import { LRUCache } from 'lru-cache';

/** Remembers what was loaded; what does not exist is asked for again. */
export interface Cache<V> {
  get(key: string): Promise<V | undefined>;
  /** What is known of the key is old: it is loaded again at once, and nobody who asks from now on gets what was known before, unless that fails. */
  renew(key: string): void;
}

/**
 * A bounded cache: what was used longest ago goes first, concurrent askers share one load, and a failed load is
 * forgotten. With `ttlMs` a value is loaded again after that time; while that fails, the old value goes on.
 */
export function createCache<V extends object | string>(options: {
  readonly max: number;
  readonly ttlMs?: number;
  readonly load: (key: string) => Promise<V | undefined>;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}): Cache<V> {
  // What a load brought last, for as long as loading again fails. A cache of its own: `entries` forgets what is renewed, and
  // knows nothing of what was there before when it is renewed once more during that.
  const last = new LRUCache<string, V>({ max: options.max });
  const entries = new LRUCache<string, V>({
    max: options.max,
    ttl: options.ttlMs ?? 0,
    perf: { now: options.now ?? (() => performance.now()) },
    async fetchMethod(key, _aged, { signal }) {
      try {
        const loaded = await options.load(key);
        if (!signal.aborted) remember(key, loaded);
        return loaded;
      } catch (error) {
        const old = last.get(key);
        if (old !== undefined) return old;
        throw error;
      }
    },
    // Who waits for a load that was ended meanwhile still gets an answer; it is only not kept.
    ignoreFetchAbort: true,
  });
  const remember = (key: string, loaded: V | undefined): void => {
    if (loaded === undefined) last.delete(key);
    else last.set(key, loaded);
  };
  return {
    get: (key) => entries.fetch(key),
    renew(key) {
      // Ends a load that is under way: what it brings may be from before.
      entries.delete(key);
      if (last.has(key)) entries.fetch(key).catch(() => {});
    },
  };
}
