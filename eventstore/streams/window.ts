/** The part of a stream that may be read, after its metadata and deletion. */
import { createdOf } from '../storage/record.ts';
import { DELETED, NO_STREAM } from '../storage/revision.ts';
import type { Store } from '../storage/store.ts';
import { isMetastream, isSoftDeleted, metadataFrom, metastreamOf, originalOf } from './metadata.ts';

/** State of a stream for a reader. `min` is the first readable revision, above `last` if there is none. */
export type StreamWindow =
  | { readonly kind: 'open'; readonly streamNumber: number; readonly min: number; readonly last: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'deleted' };

/** Looks `stream` up in the committed log. `now` in ms since the Unix epoch. */
export function windowOf(store: Store, stream: string, now: number): StreamWindow {
  if (isMetastream(stream) && lastOf(store, originalOf(stream)) === DELETED) return { kind: 'deleted' };
  const streamNumber = store.streamNumber(stream);
  const last = streamNumber === undefined ? NO_STREAM : store.lastRevision(streamNumber);
  if (last === DELETED) return { kind: 'deleted' };
  if (streamNumber === undefined || last === NO_STREAM) return { kind: 'not-found' };
  const metastream = metastreamOf(stream);
  const metadata = metadataFrom(stream, isMetastream(stream) ? undefined : newest(store, metastream));
  if (isSoftDeleted(metadata)) return { kind: 'not-found' };
  const byCount = metadata.maxCount === undefined ? 0 : last - metadata.maxCount + 1;
  const min = Math.max(0, byCount, metadata.truncateBefore ?? 0);
  if (metadata.maxAge === undefined) return { kind: 'open', streamNumber, min, last };
  return {
    kind: 'open',
    streamNumber,
    min: firstSince(store, streamNumber, min, last, now - metadata.maxAge * 1000),
    last,
  };
}

function lastOf(store: Store, stream: string): number {
  const streamNumber = store.streamNumber(stream);
  return streamNumber === undefined ? NO_STREAM : store.lastRevision(streamNumber);
}

function newest(store: Store, metastream: string): Buffer | undefined {
  const streamNumber = store.streamNumber(metastream);
  return streamNumber === undefined ? undefined : store.record(streamNumber, store.lastRevision(streamNumber));
}

/** The first revision stored at or after `since`: times never go backwards in the log, so halving finds it. */
function firstSince(store: Store, streamNumber: number, min: number, last: number, since: number): number {
  let low = min;
  let high = last + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const record = store.record(streamNumber, middle);
    if (record !== undefined && createdOf(record) < since) low = middle + 1;
    else high = middle;
  }
  return low;
}
