/**
 * One node per log, and none while it is verified. Two locks, both dropped by the operating system with the process, however that ends:
 *
 * - on the log's own file, which cannot be taken away without taking the log away (see file-lock.ts);
 * - an exclusive SQLite transaction on `node.lock`, an empty file, as earlier versions of the node take it.
 */
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../start-error.ts';
import { lockFile, type LockKind } from './file-lock.ts';
import { LOG_FILE } from './log-file.ts';

/** What an earlier version locks. */
const FORMER_LOCK = 'node.lock';

/** Takes the locks of `directory`; the returned function gives them back. Throws a `StartError` if another node has one. */
export function lockDirectory(directory: string): () => void {
  return lockBoth(directory, 'exclusive', () => formerLock(directory, 'exclusive'));
}

/**
 * Keeps nodes away from the log in `directory` while it is read. Writes nothing and makes no file, so that a directory will do
 * that cannot be written. Several may read at once.
 */
export function lockForReading(directory: string): () => void {
  // A node that knows nothing of the lock on the log has made this file.
  const isThere = existsSync(join(directory, FORMER_LOCK));
  return lockBoth(directory, 'shared', () => (isThere ? formerLock(directory, 'shared') : undefined));
}

function lockBoth(directory: string, kind: LockKind, lockFormer: () => DatabaseSync | undefined): () => void {
  const former = lockFormer();
  try {
    const fd = lockLog(directory, kind);
    return () => {
      closeSync(fd);
      former?.close();
    };
  } catch (error) {
    former?.close();
    throw error;
  }
}

function lockLog(directory: string, kind: LockKind): number {
  let fd: number | undefined;
  try {
    fd = openSync(join(directory, LOG_FILE), kind === 'exclusive' ? 'a+' : 'r', 0o600);
    if (lockFile(fd, kind)) return fd;
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    throw cannotLock(directory, kind, error);
  }
  closeSync(fd);
  throw inUse(directory, kind);
}

function formerLock(directory: string, kind: LockKind): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(directory, FORMER_LOCK), { timeout: 0, readOnly: kind === 'shared' });
    database.exec(
      kind === 'exclusive'
        ? 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE'
        : // a transaction that has read holds a shared lock until it ends
          'BEGIN; SELECT count(*) FROM sqlite_schema',
    );
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof Error && /locked|busy/.test(error.message)
      ? inUse(directory, kind)
      : cannotLock(directory, kind, error);
  }
}

function inUse(directory: string, kind: LockKind): StartError {
  return new StartError(
    kind === 'exclusive'
      ? `the data directory ${directory} is in use by another node: stop that node, or choose another directory with --data`
      : `the log in ${directory} is in use by a node: stop that node first`,
  );
}

function cannotLock(directory: string, kind: LockKind, error: unknown): StartError {
  const text = error instanceof Error ? error.message : String(error);
  return new StartError(
    kind === 'exclusive'
      ? `cannot lock ${directory} (${text}): check that this user may write there and that the program flock is installed (Debian: util-linux), or choose another directory with --data`
      : `cannot lock ${directory} for reading (${text}): check that this user may read there and that the program flock is installed (Debian: util-linux)`,
  );
}
