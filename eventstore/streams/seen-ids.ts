/**
 * The ids of the newest writes, for the idempotency of appends that expect no exact revision. Memory only and bounded,
 * like the real server's: code that needs more than that must not pass here and fail in production.
 */
import type { Located } from './decide.ts';

const CAPACITY = 100_000;

interface Seen extends Located {
  readonly stream: string;
}

/** Event ids that were written lately. */
export interface SeenIds {
  /** Remembers a write; the first write of an id stays until it is forgotten. */
  add(id: string, stream: string, at: Located): void;
  /** Where `id` was written, if that was in `stream`. */
  find(id: string, stream: string): Located | undefined;
}

/** An empty memory of `capacity` ids. */
export function makeSeenIds(capacity = CAPACITY): SeenIds {
  const seen = new Map<string, Seen>();
  // kept from one eviction to the next: a new iterator would pass every hole that the former evictions left
  const oldest = seen.keys();
  return {
    add(id, stream, at) {
      if (seen.has(id)) return;
      seen.set(id, { stream, revision: at.revision, position: at.position });
      if (seen.size <= capacity) return;
      const { value } = oldest.next();
      if (value !== undefined) seen.delete(value);
    },
    find(id, stream) {
      const found = seen.get(id);
      return found?.stream === stream ? found : undefined;
    },
  };
}
