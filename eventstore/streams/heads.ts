/**
 * The newest state of each stream as the next append will see it: committed records and those on their way to disk.
 * A bounded memory: a head is forgotten only when nothing of its stream is still being written.
 */
import type { Committer } from '../storage/commit.ts';
import type { RecordBytes } from '../storage/record.ts';
import { positionOf } from '../storage/record.ts';
import { NO_STREAM, DELETED } from '../storage/revision.ts';
import type { Store } from '../storage/store.ts';
import { isMetastream, originalOf } from './metadata.ts';

const CAPACITY = 50_000;

/** State of one stream. Only the writer changes it. */
export interface Head {
  readonly stream: string;
  /** 0 until the stream gets its first record. */
  streamNumber: number;
  last: number;
  /** The newest record if it was staged since the head was loaded or is worth keeping (metadata streams). */
  newest: RecordBytes | undefined;
  newestPosition: number;
}

/** Heads by stream name. */
export interface Heads {
  get(stream: string): Head;
  /** The newest record of a stream, staged ones included. */
  newest(stream: string): RecordBytes | undefined;
  /** The revision that counts for expectations: a metadata stream is closed with its stream. */
  current(stream: string): number;
}

/** Makes the heads over `store`. */
export function makeHeads(store: Store, committer: Committer, capacity = CAPACITY): Heads {
  const heads = new Map<string, Head>();
  // kept from one eviction to the next: a new iterator would pass every hole that the former evictions left
  const oldest = heads.entries();

  const load = (stream: string): Head => {
    const streamNumber = store.streamNumber(stream) ?? 0;
    const last = streamNumber === 0 ? NO_STREAM : store.lastRevision(streamNumber);
    return { stream, streamNumber, last, newest: undefined, newestPosition: -1 };
  };

  const evict = (): void => {
    const committed = committer.committedPosition();
    for (let tries = 0; heads.size > capacity && tries <= 64; tries += 1) {
      const next = oldest.next();
      if (next.done === true) return;
      const [stream, head] = next.value;
      heads.delete(stream);
      if (head.newestPosition > committed) heads.set(stream, head);
    }
  };

  const get = (stream: string): Head => {
    let head = heads.get(stream);
    if (head === undefined) {
      head = load(stream);
      heads.set(stream, head);
      if (heads.size > capacity) evict();
    }
    return head;
  };

  return {
    get,
    newest(stream) {
      const head = get(stream);
      if (head.newest === undefined && head.streamNumber !== 0 && head.last !== NO_STREAM) {
        head.newest = store.record(head.streamNumber, head.last);
        head.newestPosition = head.newest === undefined ? -1 : positionOf(head.newest);
      }
      return head.newest;
    },
    current(stream) {
      const { last } = get(stream);
      return isMetastream(stream) && get(originalOf(stream)).last === DELETED ? DELETED : last;
    },
  };
}
