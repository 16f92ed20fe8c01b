/**
 * The newest state of each stream as the next append will see it: committed records and those on their way to disk.
 *
 * A bounded memory. A head with records on their way to disk is held apart until they are committed, whatever the bound:
 * the disk does not know yet what it says. Everything else can be read again.
 */
import { LRUCache } from 'lru-cache';
import type { Committer } from '../storage/commit.ts';
import type { RecordBytes } from '../storage/record.ts';
import { positionOf } from '../storage/record.ts';
import { NO_STREAM } from '../storage/revision.ts';
import type { Store } from '../storage/store.ts';
import { isMetastream, metastreamOf, originalOf } from './metadata.ts';

/** Heads at rest that are remembered, and the bytes that they may take together. */
const CAPACITY = 200_000;
const CAPACITY_BYTES = 64 * 1024 * 1024;
/** What a head takes beside its name, in bytes, about. */
const HEAD_BYTES = 200;

/** State of one stream. Only `Heads` changes it. */
export interface Head {
  readonly stream: string;
  /** 0 until the stream gets its first record. */
  readonly streamNumber: number;
  readonly last: number;
  /** The newest record if it is worth keeping (metadata streams). */
  readonly newest: RecordBytes | undefined;
  readonly newestPosition: number;
}

type MutableHead = { -readonly [Key in keyof Head]: Head[Key] } & {
  /** False if the stream is known to have no metadata. */
  metadata: boolean | undefined;
};

/** A record that is about to be staged. */
export interface Advance {
  readonly streamNumber: number;
  readonly revision: number;
  readonly position: number;
  readonly bytes: RecordBytes;
}

/** Heads by stream name. */
export interface Heads {
  /** The state of a stream now; ask again after the next call, and do not keep it. */
  get(stream: string): Head;
  /** The newest record of a stream, staged ones included. */
  newest(stream: string): RecordBytes | undefined;
  /** The newest metadata record of a stream, staged ones included. */
  metadata(stream: string): RecordBytes | undefined;
  /** Moves a stream on by a record that is on its way to disk. */
  advance(stream: string, by: Advance): void;
}

/** Makes the heads over `store`. They remember `capacity` streams at most that are at rest, in `capacityBytes`. */
export function makeHeads(
  store: Store,
  committer: Committer,
  capacity = CAPACITY,
  capacityBytes = CAPACITY_BYTES,
): Heads {
  const resting = new LRUCache<string, MutableHead>({
    max: capacity,
    maxSize: capacityBytes,
    sizeCalculation: ({ stream, newest }) => HEAD_BYTES + 2 * stream.length + (newest?.length ?? 0),
  });
  const moving = new Map<string, MutableHead>();

  /** Counts a head at rest as large as it is now: the cache looks at the size of what is new to it only. */
  const recount = (head: MutableHead): void => {
    resting.delete(head.stream);
    resting.set(head.stream, head);
  };

  committer.onCommit((streams) => {
    const committed = committer.committedPosition();
    for (const stream of streams) {
      const head = moving.get(stream);
      if (head === undefined || head.newestPosition > committed) continue;
      moving.delete(stream);
      if (head.newest !== undefined) recount(head);
      // it may have been forgotten there in the meantime
      else if (!resting.has(stream)) resting.set(stream, head);
    }
  });

  const known = (stream: string): MutableHead | undefined => moving.get(stream) ?? resting.get(stream);

  const get = (stream: string): MutableHead => {
    const head = known(stream);
    if (head !== undefined) return head;
    const streamNumber = store.streamNumber(stream) ?? 0;
    const last = streamNumber === 0 ? NO_STREAM : store.lastRevision(streamNumber);
    const loaded = { stream, streamNumber, last, newest: undefined, newestPosition: -1, metadata: undefined };
    resting.set(stream, loaded);
    return loaded;
  };

  const newest = (stream: string): RecordBytes | undefined => {
    const head = get(stream);
    if (head.newest === undefined && head.streamNumber !== 0 && head.last !== NO_STREAM) {
      const stored = store.record(head.streamNumber, head.last);
      head.newest = stored === undefined ? undefined : apart(stored);
      head.newestPosition = head.newest === undefined ? -1 : positionOf(head.newest);
      if (!moving.has(stream)) recount(head);
    }
    return head.newest;
  };

  return {
    get,
    newest,
    metadata(stream) {
      const head = get(stream);
      if (head.metadata === false) return undefined;
      const metastream = metastreamOf(stream);
      // most streams have none: that is noted in the head of the stream instead of in one of its own
      if (known(metastream) === undefined && store.streamNumber(metastream) === undefined) {
        head.metadata = false;
        return undefined;
      }
      return newest(metastream);
    },
    advance(stream, { streamNumber, revision, position, bytes }) {
      const head = get(stream);
      head.streamNumber = streamNumber;
      head.last = revision;
      head.newest = isMetastream(stream) ? apart(bytes) : undefined;
      head.newestPosition = position;
      moving.set(stream, head);
      if (!isMetastream(stream)) return;
      const original = known(originalOf(stream));
      if (original !== undefined) original.metadata = undefined;
    },
  };
}

/** A copy with memory of its own: a view would keep all of what it is a part of, many times what it is counted as. */
function apart(bytes: RecordBytes): RecordBytes {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
