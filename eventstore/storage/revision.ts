/**
 * Revisions as JS numbers: -1 for "never written", 0, 1, 2… for events, and `DELETED` for a tombstone.
 * The protocol's int64 maximum has no exact double; 2^63 stands for it in memory and is written out as the exact value.
 */

/** The revision of a tombstone, and the `$tb` of a soft-deleted stream. */
export const DELETED = 2 ** 63;
/** The current revision of a stream that has no event. */
export const NO_STREAM = -1;
/** Expected revision: the stream may be in any state. */
export const ANY = -2;
/** Expected revision: the stream must have been written. */
export const STREAM_EXISTS = -4;

const DELETED_TEXT = '9223372036854775807';

/** The decimal text that the protocol carries for `revision`. */
export function revisionText(revision: number): string {
  return revision === DELETED ? DELETED_TEXT : String(revision);
}

/** Reads the protocol's decimal text of a uint64; anything from the int64 maximum upwards becomes `DELETED`. */
export function parseRevision(text: string): number {
  const value = Number(text);
  return value >= DELETED ? DELETED : value;
}
