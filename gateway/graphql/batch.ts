/**
 * Collects the keys asked for in one turn of the event loop and loads them together, so that a list of fifty titles
 * costs one statement for their assets, not fifty. Keeps nothing between turns: no stale answers in long-lived contexts.
 */
export function createBatch<K, V>(
  load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): (key: K) => Promise<V | undefined> {
  let waiting: { readonly keys: Set<K>; readonly loaded: Promise<ReadonlyMap<K, V>> } | undefined;
  return async (key) => {
    if (waiting === undefined) {
      const keys = new Set<K>();
      const loaded = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        waiting = undefined;
        return load([...keys]);
      });
      waiting = { keys, loaded };
    }
    const mine = waiting;
    mine.keys.add(key);
    return (await mine.loaded).get(key);
  };
}
