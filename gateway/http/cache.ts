/** Remembers what was loaded; what does not exist is asked for again. */
export interface Cache<V> {
  get(key: string): Promise<V | undefined>;
}

/**
 * A bounded cache for things that never change once they exist. The oldest entry goes first; concurrent askers share one
 * load, and a failed load is forgotten.
 */
export function createCache<V>(options: {
  readonly max: number;
  readonly load: (key: string) => Promise<V | undefined>;
}): Cache<V> {
  const entries = new Map<string, Promise<V | undefined>>();
  return {
    get(key) {
      const known = entries.get(key);
      if (known !== undefined) return known;
      const loading = options.load(key).then(
        (value) => {
          if (value === undefined) entries.delete(key);
          return value;
        },
        (error: unknown) => {
          entries.delete(key);
          throw error;
        },
      );
      entries.set(key, loading);
      if (entries.size > options.max)
        for (const oldest of entries.keys()) {
          entries.delete(oldest);
          break;
        }
      return loading;
    },
  };
}
