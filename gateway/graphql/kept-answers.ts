import { LRUCache } from 'lru-cache';

/** How long an answer is given again at most, ms: links in it are signed for a time, and what a field forgets to name ends soon. */
const MAX_AGE_MS = 10_000;
/** Characters of all answers that are kept, about 2 bytes each. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** What an answer was made from: the text, and how far its read models were before it was made. */
interface Kept {
  readonly text: string;
  readonly version: string;
}

/** Answers given before. */
export interface KeptAnswers {
  /**
   * The answer of before if nothing that it read has changed since, else a new one.
   * @param key what makes two answers the same: who asks, and what
   * @param version how far the read models are now; undefined when that is not known: then nothing is kept
   * @param make the new answer; undefined when it is not one to keep
   */
  give(key: string, version: string | undefined, make: () => Promise<string | undefined>): Promise<string | undefined>;
}

/**
 * Keeps the answers that all callers of a kind share. Rows and checkpoint of a read model are written in one transaction,
 * so an answer that was made after a checkpoint was read holds for as long as the checkpoint stands there.
 */
export function keepAnswers(): KeptAnswers {
  const answers = new LRUCache<string, Kept>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ text, version }, key) => text.length + version.length + key.length,
    ttl: MAX_AGE_MS,
  });
  return {
    async give(key, version, make) {
      const kept = answers.get(key);
      if (kept !== undefined && kept.version === version) return kept.text;
      const text = await make();
      if (text !== undefined && version !== undefined) answers.set(key, { text, version });
      return text;
    },
  };
}
