/**
 * The log on disk: an lmdb environment with four tables, each written in the same transaction.
 *
 *   records  position -> record bytes (see record.ts)
 *   index    [stream number, revision] -> position
 *   names    stream name (or its hash, if long) -> stream number
 *   about    format version, instance id
 *
 * There is no other state: the newest revision of a stream, the newest position and the newest stream number are the
 * last keys of their tables. Reads see committed transactions only.
 */
import { createHash, randomUUID } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';
import { StartError } from '../start-error.ts';
import { LOG_FILE, LogGone, logFileIdentity } from './log-file.ts';
import { createdOf, type RecordBytes } from './record.ts';
import { DELETED, NO_STREAM } from './revision.ts';

const FORMAT = 1;
/** A page of a read stops at this many bytes, so that large events do not pile up in memory. */
const PAGE_BYTES = 1024 * 1024;
const LONG_NAME = 1024;
const MIB = 1024 * 1024;
/** Disk space that the node leaves free. */
const RESERVE = 16 * MIB;

type IndexKey = [stream: number, revision: number];

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

/** Opens (or makes) the log in `directory`. Throws a `StartError` for a directory of a newer format or without access. */
export function openStore(directory: string): Store {
  const root = openEnvironment(directory);
  const records = root.openDB<Buffer, number>({ name: 'records', encoding: 'binary' });
  const index = root.openDB<number, IndexKey>({ name: 'index', encoding: 'ordered-binary' });
  const names = root.openDB<number, Buffer>({ name: 'names', encoding: 'ordered-binary', keyEncoding: 'binary' });
  const about = root.openDB<string | number, string>({ name: 'about', encoding: 'ordered-binary' });
  const instanceId = readAbout(about, directory);

  const opened = logFileIdentity(directory);
  /** What was written counts only if it is where the next start looks for it. */
  const checkPlace = (): void => {
    const now = logFileIdentity(directory);
    if (now === undefined || now.ino !== opened?.ino || now.dev !== opened.dev) throw new LogGone(directory);
  };

  const byPosition = (position: number): RecordBytes => {
    const bytes = records.get(position);
    if (bytes === undefined) throw new Error(`the record at position ${position} is missing from the log`);
    return bytes;
  };

  return {
    instanceId,
    async write(batch) {
      checkSpace(
        directory,
        batch.reduce((sum, { bytes }) => sum + bytes.length, 0),
      );
      try {
        await root.batch(() => {
          for (const record of batch) {
            if (record.newStream) void names.put(nameKey(record.stream), record.streamNumber);
            void records.put(record.position, record.bytes);
            void index.put([record.streamNumber, record.revision], record.position);
          }
        });
      } catch (error) {
        throw await rootCause(error);
      }
      root.resetReadTxn();
      checkPlace();
    },
    end() {
      const newest = first(records.getRange({ reverse: true, limit: 1 }));
      const lastStream = first(index.getKeys({ reverse: true, limit: 1 }));
      return {
        nextPosition: newest === undefined ? 0 : newest.key + newest.value.length,
        nextStreamNumber: lastStream === undefined ? 1 : lastStream[0] + 1,
        newestCreated: newest === undefined ? 0 : createdOf(newest.value),
      };
    },
    streamNumber: (stream) => names.get(nameKey(stream)),
    lastRevision(streamNumber) {
      const key = first(
        index.getKeys({ start: [streamNumber, DELETED], end: [streamNumber, -1], reverse: true, limit: 1 }),
      );
      return key === undefined ? NO_STREAM : key[1];
    },
    record(streamNumber, revision) {
      const position = index.get([streamNumber, revision]);
      return position === undefined ? undefined : byPosition(position);
    },
    streamPage(streamNumber, from, to, backwards, limit) {
      const page: RecordBytes[] = [];
      let bytes = 0;
      for (const { value } of index.getRange({
        start: [streamNumber, from],
        end: [streamNumber, to],
        inclusiveEnd: true,
        reverse: backwards,
        limit,
      })) {
        const record = byPosition(value);
        page.push(record);
        bytes += record.length;
        if (bytes >= PAGE_BYTES) break;
      }
      return page;
    },
    pageForwards: (from, limit) => collect(records.getRange({ start: from, limit })),
    pageBackwards: (before, limit) => collect(records.getRange({ start: before - 1, reverse: true, limit })),
    async close() {
      await root.close();
    },
  };
}

function openEnvironment(directory: string): RootDatabase<unknown, string> {
  try {
    // overlappingSync off: the promise of a write resolves when the transaction is flushed, not before
    return open({
      path: join(directory, LOG_FILE),
      noSubdir: true,
      overlappingSync: false,
      maxDbs: 8,
      noMemInit: false,
    });
  } catch (error) {
    throw new StartError(
      `cannot open the data directory ${directory} (${error instanceof Error ? error.message : String(error)}): check its permissions and its disk, or choose another with --data`,
    );
  }
}

/** Refuses a write before the disk is full: lmdb survives a failed write on disk, but not always in memory. */
function checkSpace(directory: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(directory);
  const free = bavail * bsize;
  // a transaction writes its records and the pages of the trees above them
  const needed = RESERVE + 2 * bytes;
  if (free < needed)
    throw new Error(
      `${Math.floor(free / MIB)} MiB are free on the disk of ${directory} and ${Math.ceil(needed / MIB)} MiB are needed`,
    );
}

/** lmdb rejects with a promise of the reason. */
async function rootCause(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (cause) {
    return cause;
  }
}

function readAbout(about: Database<string | number, string>, directory: string): string {
  const format = about.get('format');
  if (format === undefined) {
    about.putSync('format', FORMAT);
    about.putSync('instance', randomUUID());
  } else if (format !== FORMAT) {
    throw new StartError(
      `the data directory ${directory} has format ${format} and this node reads format ${FORMAT}: start the newer node, or choose another directory with --data`,
    );
  }
  return String(about.get('instance'));
}

/** Short names are their own key; long ones are hashed because lmdb's keys end at 1978 bytes. */
function nameKey(stream: string): Buffer {
  const name = Buffer.from(`n${stream}`);
  return name.length <= LONG_NAME
    ? name
    : Buffer.concat([Buffer.from('h'), createHash('sha256').update(stream).digest()]);
}

function first<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item;
  return undefined;
}

function collect(entries: Iterable<{ value: Buffer }>): RecordBytes[] {
  const page: RecordBytes[] = [];
  let bytes = 0;
  for (const { value } of entries) {
    page.push(value);
    bytes += value.length;
    if (bytes >= PAGE_BYTES) break;
  }
  return page;
}
