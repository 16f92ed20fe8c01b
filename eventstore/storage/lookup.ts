/**
 * Looks streams and revisions up, and believes nothing unchecked. What is there has a checksum. That something is not there shows in
 * revisions, which are dense; that a revision is the last is believed if its neighbours in the table are whole, for a damaged key
 * would stand beside it. That a name is not there is believed: the start of the node has looked at every name.
 */
import { createHash } from 'node:crypto';
import { DamagedLog } from './damage.ts';
import type { IndexKey, Tables } from './environment.ts';
import { DELETED, NO_STREAM } from './revision.ts';
import { openPosition, openStream, type SealedFrom } from './seal.ts';

const LONG_NAME = 1024;

/** One revision of a stream, and where its record is. */
export interface Located {
  readonly revision: number;
  readonly position: number;
}

/** Lookups in the tables of names and revisions. Each throws `DamagedLog` rather than answer wrongly. */
export interface Lookup {
  streamNumber(stream: string): number | undefined;
  /** Newest revision of a stream; `NO_STREAM` if there is no such number, `DELETED` for a tombstone. */
  lastRevision(streamNumber: number): number;
  position(streamNumber: number, revision: number): number | undefined;
  /** From `from` to `to`, both inclusive and in that order, without gap. */
  range(streamNumber: number, from: number, to: number, backwards: boolean, limit: number): Iterable<Located>;
}

/** Short names are their own key; long ones are hashed because lmdb's keys end at 1978 bytes. */
export function nameKey(stream: string): Buffer {
  const name = Buffer.from(`n${stream}`);
  return name.length <= LONG_NAME
    ? name
    : Buffer.concat([Buffer.from('h'), createHash('sha256').update(stream).digest()]);
}

/** Makes the lookups. `newestStream` is the highest stream number that was given. */
export function makeLookup({ index, names }: Tables, sealed: SealedFrom, newestStream: () => number): Lookup {
  const lastRevision = (streamNumber: number): number => {
    const [last] = index.getRange({ start: [streamNumber, DELETED], reverse: true, limit: 1 });
    const found = last !== undefined && last.key[0] === streamNumber;
    if (last !== undefined) openPosition(last.value, ...last.key, sealed);
    for (const { key, value } of index.getRange({ start: last?.key ?? [0, 0], limit: 2 })) {
      openPosition(value, ...key, sealed);
      if (last !== undefined && sameKey(key, last.key)) continue;
      if (key[0] <= streamNumber) throw DamagedLog.index(`the order of stream number ${streamNumber}`);
      break;
    }
    if (found) return last.key[1];
    if (streamNumber <= newestStream()) throw DamagedLog.index(`stream number ${streamNumber} has no revision`);
    return NO_STREAM;
  };

  return {
    streamNumber(stream) {
      const key = nameKey(stream);
      const bytes = names.get(key);
      return bytes === undefined ? undefined : openStream(bytes, key, sealed);
    },
    lastRevision,
    position(streamNumber, revision) {
      const bytes = index.get([streamNumber, revision]);
      if (bytes !== undefined) return openPosition(bytes, streamNumber, revision, sealed);
      const last = lastRevision(streamNumber);
      if (revision >= 0 && revision <= last && last !== DELETED) throw missing(streamNumber, revision);
      return undefined;
    },
    *range(streamNumber, from, to, backwards, limit) {
      let expected = from;
      let count = 0;
      for (const { key, value } of index.getRange({
        start: [streamNumber, from],
        end: [streamNumber, to],
        inclusiveEnd: true,
        reverse: backwards,
        limit,
      })) {
        const [, revision] = key;
        const position = openPosition(value, streamNumber, revision, sealed);
        // a tombstone stands far behind the last revision, and a read backwards may begin there
        const leap = revision === DELETED || (backwards && count === 0 && lastRevision(streamNumber) === revision);
        if (revision !== expected && !leap) throw missing(streamNumber, expected);
        yield { revision, position };
        count += 1;
        if (revision === DELETED) return;
        expected = revision + (backwards ? -1 : 1);
      }
      if (count === limit) return;
      if (backwards ? count > 0 && expected < Math.max(to, 0) : expected > to) return;
      // the page is not full: the stream has to end there
      const last = lastRevision(streamNumber);
      if (last !== DELETED && last >= (backwards ? to : expected))
        throw missing(streamNumber, backwards ? to : expected);
    },
  };
}

function sameKey(a: IndexKey, b: IndexKey): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function missing(streamNumber: number, revision: number): DamagedLog {
  return DamagedLog.index(`revision ${revision} of stream number ${streamNumber} is missing`);
}
