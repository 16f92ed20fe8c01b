import { LRUCache } from 'lru-cache';

/** Remembers what was loaded; what does not exist is asked for again. */
export interface Cache<V> {
  get(key: string): Promise<V | undefined>;
  /** What was loaded for the key counts no more, nor does a load that is under way. */
  forget(key: string): void;
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
  const entries = new LRUCache<string, V>({
    max: options.max,
    ttl: options.ttlMs ?? 0,
    perf: { now: options.now ?? (() => performance.now()) },
    async fetchMethod(key, old) {
      try {
        return await options.load(key);
      } catch (error) {
        if (old !== undefined) return old;
        throw error;
      }
    },
    // Who waits for a load that was forgotten meanwhile still gets an answer; it is only not kept.
    ignoreFetchAbort: true,
  });
  return {
    get: (key) => entries.fetch(key),
    forget: (key) => void entries.delete(key),
  };
}
