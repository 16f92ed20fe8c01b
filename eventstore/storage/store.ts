/**
 * The log on disk: an lmdb environment with four tables, each written in the same transaction.
 *
 *   records  position -> record bytes (see record.ts)
 *   index    [stream number, revision] -> position
 *   names    stream name (or its hash, if long) -> stream number
 *   about    format version, instance id, from where on everything has a checksum
 *
 * Values have checksums (see seal.ts), and what is read is what was written or a `DamagedLog`: records touch each other
 * and revisions are dense, so also what is missing shows.
 * There is no other state: the newest revision of a stream, the newest position and the newest stream number are the
 * last keys of their tables. Reads see committed transactions only.
 */
import { DamagedLog } from './damage.ts';
import { readAbout } from './about.ts';
import { openTables, checkSpace, inTransaction, reading, type Tables } from './environment.ts';
import { LogGone, logFileIdentity } from './log-file.ts';
import { makeLookup, nameKey } from './lookup.ts';
import { makeRecords, PAGE_BYTES, untilDamage } from './records.ts';
import { createdOf, spanOf, type RecordBytes } from './record.ts';
import { openPosition, openRecord, sealPosition, sealStream, type SealedFrom } from './seal.ts';

/** One record on its way to disk. */
export interface StagedRecord {
  readonly stream: string;
  readonly streamNumber: number;
  /** True if this is the first record of its stream, whose name is not on disk yet. */
  readonly newStream: boolean;
  readonly revision: number;
  readonly position: number;
  readonly bytes: RecordBytes;
}

/** Where the log ends. */
export interface LogEnd {
  /** Position of the newest record, -1 if there is none. */
  readonly newestPosition: number;
  /** Position for the next record. */
  readonly nextPosition: number;
  /** Number for the next new stream. */
  readonly nextStreamNumber: number;
  /** Time of the newest record, ms since the Unix epoch. */
  readonly newestCreated: number;
}

/** The opened log. */
export interface Store {
  readonly instanceId: string;
  /** Writes all records in one durable transaction; rejects if the disk refuses. */
  write(records: readonly StagedRecord[]): Promise<void>;
  end(): LogEnd;
  streamNumber(stream: string): number | undefined;
  /** Newest revision of a stream; `NO_STREAM` or `DELETED` where that applies. */
  lastRevision(streamNumber: number): number;
  record(streamNumber: number, revision: number): RecordBytes | undefined;
  /** Records of a stream from `from` to `to`, both inclusive and in that order, at most `limit`. */
  streamPage(streamNumber: number, from: number, to: number, backwards: boolean, limit: number): RecordBytes[];
  /** Records with position >= `from`, ascending, at most `limit`. */
  pageForwards(from: number, limit: number): RecordBytes[];
  /** Records with position < `before`, descending, at most `limit`. */
  pageBackwards(before: number, limit: number): RecordBytes[];
  close(): Promise<void>;
}

/**
 * Opens (or makes) the log in `directory`. Throws a `StartError` for a directory of a newer format or without access, and
 * a `DamagedLog` where the index ends in damage.
 */
export function openStore(directory: string): Store {
  const tables = openTables(directory);
  let end = EMPTY;
  const { instanceId, sealed } = readAbout(tables, directory, () => {
    const { nextPosition, nextStreamNumber } = readEnd(tables, UNSEALED);
    return { position: nextPosition, stream: nextStreamNumber };
  });
  end = readEnd(tables, sealed);
  const lookup = makeLookup(tables, sealed, () => end.nextStreamNumber - 1);
  const records = makeRecords(tables, sealed, () => end.nextPosition);
  const opened = logFileIdentity(directory);
  /** What was written counts only if it is where the next start looks for it. */
  const checkPlace = (): void => {
    const now = logFileIdentity(directory);
    if (now === undefined || now.ino !== opened?.ino || now.dev !== opened.dev) throw new LogGone(directory);
  };

  return {
    instanceId,
    async write(batch) {
      checkSpace(
        directory,
        batch.reduce((sum, { bytes }) => sum + bytes.length, 0),
      );
      await inTransaction(tables.root, () => {
        for (const record of batch) putRecord(tables, record);
      });
      tables.root.resetReadTxn();
      checkPlace();
      end = batch.reduce(endAfter, end);
    },
    end: () => end,
    streamNumber: (stream) => reading(tables.root, () => lookup.streamNumber(stream)),
    lastRevision: (streamNumber) => reading(tables.root, () => lookup.lastRevision(streamNumber)),
    record: (streamNumber, revision) =>
      reading(tables.root, () => {
        const position = lookup.position(streamNumber, revision);
        return position === undefined ? undefined : records.at(position);
      }),
    streamPage(streamNumber, from, to, backwards, limit) {
      const page: RecordBytes[] = [];
      let bytes = 0;
      return untilDamage(tables.root, page, () => {
        for (const { position } of lookup.range(streamNumber, from, to, backwards, limit)) {
          const record = records.at(position);
          page.push(record);
          bytes += record.length;
          if (bytes >= PAGE_BYTES) return;
        }
      });
    },
    pageForwards: (from, limit) => records.forwards(from, limit),
    pageBackwards: (before, limit) => records.backwards(before, limit),
    async close() {
      await tables.root.close();
    },
  };
}

const EMPTY: LogEnd = { newestPosition: -1, nextPosition: 0, nextStreamNumber: 1, newestCreated: 0 };
/** Nothing is expected to have a checksum. */
const UNSEALED: SealedFrom = { position: Infinity, stream: Infinity };

/** Looks up where the log ends. That its newest record is damaged matters to who reads that. */
function readEnd({ records, index }: Tables, sealed: SealedFrom): LogEnd {
  let end = EMPTY;
  for (const { key, value } of records.getRange({ reverse: true, limit: 1 })) {
    end = {
      ...end,
      newestPosition: key,
      nextPosition: key + spanOf(value),
      newestCreated: createdIfWhole(value, key, sealed),
    };
  }
  for (const { key, value } of index.getRange({ reverse: true, limit: 1 })) {
    openPosition(value, ...key, sealed);
    end = { ...end, nextStreamNumber: key[0] + 1 };
  }
  return end;
}

function createdIfWhole(stored: Buffer, position: number, sealed: SealedFrom): number {
  try {
    return createdOf(openRecord(stored, position, sealed));
  } catch (error) {
    if (error instanceof DamagedLog) return 0;
    throw error;
  }
}

function endAfter(end: LogEnd, { position, streamNumber, bytes }: StagedRecord): LogEnd {
  return {
    newestPosition: position,
    nextPosition: position + spanOf(bytes),
    nextStreamNumber: Math.max(end.nextStreamNumber, streamNumber + 1),
    newestCreated: createdOf(bytes),
  };
}

function putRecord({ records, index, names }: Tables, record: StagedRecord): void {
  const { stream, streamNumber, revision, position, bytes } = record;
  if (record.newStream) {
    const key = nameKey(stream);
    void names.put(key, sealStream(key, streamNumber));
  }
  void records.put(position, bytes);
  void index.put([streamNumber, revision], sealPosition(streamNumber, revision, position));
}
