/** The lmdb environment of a log: its tables, and whether there is room to write. */
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import { DamagedLog } from './damage.ts';
import { StartError } from '../start-error.ts';
import { LOG_FILE } from './log-file.ts';

const MIB = 1024 * 1024;
/** Disk space that the node leaves free. */
const RESERVE = 16 * MIB;

/** Key of the index. */
export type IndexKey = [stream: number, revision: number];

/** The tables of a log. Values are as seal.ts says. */
export interface Tables {
  readonly root: RootDatabase<unknown, string>;
  readonly records: Database<Buffer, number>;
  readonly index: Database<Buffer, IndexKey>;
  readonly names: Database<Buffer, Buffer>;
  readonly about: Database<string | number, string>;
}

/** Opens (or makes) the tables in `directory`. Throws a `StartError` without access. */
export function openTables(directory: string): Tables {
  try {
    // overlappingSync off: the promise of a write resolves when the transaction is flushed, not before
    const root = open<unknown, string>({
      path: join(directory, LOG_FILE),
      noSubdir: true,
      overlappingSync: false,
      maxDbs: 8,
      noMemInit: false,
    });
    return {
      root,
      records: root.openDB<Buffer, number>({ name: 'records', encoding: 'binary' }),
      index: root.openDB<Buffer, IndexKey>({ name: 'index', encoding: 'binary' }),
      names: root.openDB<Buffer, Buffer>({ name: 'names', encoding: 'binary', keyEncoding: 'binary' }),
      about: root.openDB<string | number, string>({ name: 'about', encoding: 'ordered-binary' }),
    };
  } catch (error) {
    throw new StartError(
      `cannot open the data directory ${directory} (${error instanceof Error ? error.message : String(error)}): check its permissions and its disk, or choose another with --data`,
    );
  }
}

/** Refuses a write before the disk is full: lmdb survives a failed write on disk, but not always in memory. */
export function checkSpace(directory: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(directory);
  const free = bavail * bsize;
  // a transaction writes its records and the pages of the trees above them
  const needed = RESERVE + 2 * bytes;
  if (free < needed)
    throw new Error(
      `${Math.floor(free / MIB)} MiB are free on the disk of ${directory} and ${Math.ceil(needed / MIB)} MiB are needed`,
    );
}

/** Runs one durable transaction; rejects with the reason if the disk refuses. */
export async function inTransaction(root: Tables['root'], work: () => void): Promise<void> {
  try {
    await root.batch(work);
  } catch (error) {
    throw await rootCause(error);
  }
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

/** What lmdb's own errors have as their code. */
const LMDB_CODES = { from: -30_799, to: -30_769 };

/** Runs a read; what lmdb itself stumbles over becomes a `DamagedLog`, and the next read begins afresh. */
export function reading<T>(root: Tables['root'], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error) || !isOfLmdb(error)) throw error;
    root.resetReadTxn();
    throw DamagedLog.pages(error.message);
  }
}

/** By its code, or by what lmdb-js says about lengths that cannot be. */
function isOfLmdb(error: Error): boolean {
  const code = 'code' in error ? Number(error.code) : NaN;
  return (
    (code >= LMDB_CODES.from && code <= LMDB_CODES.to) ||
    error instanceof RangeError ||
    error.message.startsWith('Invalid key size')
  );
}
