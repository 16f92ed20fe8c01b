import DataLoader from 'dataloader';

/** Keys in one statement, which holds some ten thousand. */
const MOST_KEYS = 1000;

/**
 * Collects the keys asked for in one turn of the event loop and loads them together, so that a list of fifty titles
 * costs one statement for their assets, not fifty. Keeps nothing between turns: no stale answers in long-lived contexts.
 */
export function createBatch<V>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  const loader = new DataLoader<string, V | undefined>(
    async (keys) => {
      const found = await load([...new Set(keys)]);
      return keys.map((key) => found.get(key));
    },
    // Without its cache a loader asks for a key as often as it is wanted: the set above takes the repeats out.
    { cache: false, maxBatchSize: MOST_KEYS, batchScheduleFn: (run) => setImmediate(run) },
  );
  return (key) => loader.load(key);
}
