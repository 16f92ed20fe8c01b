import { LRUCache } from 'lru-cache';

/** Remembers what was loaded; what does not exist is asked for again. */
export interface Cache<V> {
  get(key: string): Promise<V | undefined>;
  /** What is known of the key is old: it is loaded again at once, and nobody who asks from now on gets what was known before, unless that fails. */
  renew(key: string): void;
}

/** What was known of a key before it was loaded again. */
interface Known {
  readonly old?: unknown;
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
  const entries = new LRUCache<string, V, Known>({
    max: options.max,
    ttl: options.ttlMs ?? 0,
    perf: { now: options.now ?? (() => performance.now()) },
    async fetchMethod(key, aged, { context }) {
      const old = aged ?? (context.old as V | undefined);
      try {
        return await options.load(key);
      } catch (error) {
        if (old !== undefined) return old;
        throw error;
      }
    },
    // Who waits for a load that was ended meanwhile still gets an answer; it is only not kept.
    ignoreFetchAbort: true,
  });
  return {
    get: (key) => entries.fetch(key, { context: {} }),
    renew(key) {
      const old = entries.peek(key);
      // Ends a load that is under way: what it brings may be from before.
      entries.delete(key);
      if (old !== undefined) entries.fetch(key, { context: { old } }).catch(() => {});
    },
  };
}
