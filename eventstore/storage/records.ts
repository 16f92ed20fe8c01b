/**
 * Reads records page by page. Positions are offsets: a record begins where the one before it ends, so a record that is missing
 * shows, also at the end, which the node knows.
 */
import { DamagedLog } from './damage.ts';
import { reading, type Tables } from './environment.ts';
import { positionOf, spanOf, type RecordBytes } from './record.ts';
import { openRecord, type SealedFrom } from './seal.ts';

/** A page stops at this many bytes, so that large events do not pile up in memory. */
export const PAGE_BYTES = 1024 * 1024;
/** Ends of pages that are remembered: a reader goes on where it left off. */
const REMEMBERED = 256;

/** The records by position. Each read throws `DamagedLog` rather than answer wrongly. */
export interface Records {
  at(position: number): RecordBytes;
  /** Records with position >= `from`, ascending, at most `limit`. */
  forwards(from: number, limit: number): RecordBytes[];
  /** Records with position < `before`, descending, at most `limit`. */
  backwards(before: number, limit: number): RecordBytes[];
}

/** Makes the reading side of the records. `end` is where the newest record ends. */
export function makeRecords({ root, records }: Tables, sealed: SealedFrom, end: () => number): Records {
  /** Where the record at a position ends. */
  const ends = new Map<number, number>();
  const remember = (record: RecordBytes): number => {
    const end = endOf(record);
    if (ends.size >= REMEMBERED) ends.clear();
    ends.set(positionOf(record), end);
    return end;
  };
  const open = (position: number, bytes: Buffer): RecordBytes => openRecord(bytes, position, sealed);

  /** Where the newest record with a position below `before` ends, 0 if there is none. */
  const endBefore = (before: number): number => {
    const remembered = ends.get(before - 1);
    if (remembered !== undefined) return remembered;
    for (const { key, value } of records.getRange({ start: before - 1, reverse: true, limit: 1 }))
      return endOf(open(key, value));
    return 0;
  };

  return {
    at(position) {
      const bytes = records.get(position);
      if (bytes === undefined) throw DamagedLog.record(position, 'it is missing');
      return open(position, bytes);
    },
    forwards(from, limit) {
      const newestEnd = end();
      const page: RecordBytes[] = [];
      let bytes = 0;
      let expected = from;
      return untilDamage(root, page, () => {
        for (const { key, value } of records.getRange({ start: from, limit })) {
          if (page.length === 0 && key !== from) expected = endBefore(from);
          if (key !== expected || key < from) throw DamagedLog.record(expected, 'it is missing');
          const record = open(key, value);
          page.push(record);
          expected = remember(record);
          bytes += record.length;
          if (bytes >= PAGE_BYTES) return;
        }
        if (page.length === limit || expected >= newestEnd) return;
        const missing = page.length === 0 ? endBefore(from) : expected;
        if (missing < newestEnd) throw DamagedLog.record(missing, 'it is missing');
      });
    },
    backwards(before, limit) {
      const newestEnd = end();
      const page: RecordBytes[] = [];
      let bytes = 0;
      let expected = Math.min(before, newestEnd);
      return untilDamage(root, page, () => {
        for (const { key, value } of records.getRange({ start: before - 1, reverse: true, limit })) {
          const record = open(key, value);
          const recordEnd = endOf(record);
          if (recordEnd < expected) throw DamagedLog.record(recordEnd, 'it is missing');
          // A page that is out of its place: who goes on from such a record goes round for ever.
          if (page.length === 0 ? key >= expected : recordEnd > expected)
            throw DamagedLog.record(key, `it stands before position ${expected}`);
          page.push(record);
          expected = key;
          bytes += record.length;
          if (bytes >= PAGE_BYTES) return;
        }
        if (page.length < limit && expected > 0 && before > 0)
          throw DamagedLog.record(0, `what lies before position ${expected} is missing`);
      });
    },
  };
}

/** Fills a page up to damage: what lies before it is good, and the next page begins with it. */
export function untilDamage(root: Tables['root'], page: RecordBytes[], fill: () => void): RecordBytes[] {
  try {
    reading(root, fill);
  } catch (error) {
    if (!(error instanceof DamagedLog) || page.length === 0) throw error;
  }
  return page;
}

function endOf(record: RecordBytes): number {
  return positionOf(record) + spanOf(record);
}
