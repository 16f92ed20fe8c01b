/**
 * One node per log. Two locks, both dropped by the operating system with the process, however that ends:
 *
 * - on the log's own file, which cannot be taken away without taking the log away (see file-lock.ts);
 * - an exclusive SQLite transaction on `node.lock`, an empty file, as earlier versions of the node take it.
 */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../start-error.ts';
import { lockFile } from './file-lock.ts';
import { LOG_FILE } from './log-file.ts';

/** Takes the locks of `directory`; the returned function gives them back. Throws a `StartError` if another node has one. */
export function lockDirectory(directory: string): () => void {
  const former = lockAsBefore(directory);
  try {
    const fd = lockLog(directory);
    return () => {
      closeSync(fd);
      former.close();
    };
  } catch (error) {
    former.close();
    throw error;
  }
}

function lockLog(directory: string): number {
  let fd: number | undefined;
  try {
    fd = openSync(join(directory, LOG_FILE), 'a+', 0o600);
    if (lockFile(fd)) return fd;
  } catch (error) {
    if (fd !== undefined) closeSync(fd);
    throw cannotLock(directory, error);
  }
  closeSync(fd);
  throw inUse(directory);
}

function lockAsBefore(directory: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(directory, 'node.lock'), { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof Error && /locked|busy/.test(error.message) ? inUse(directory) : cannotLock(directory, error);
  }
}

function inUse(directory: string): StartError {
  return new StartError(
    `the data directory ${directory} is in use by another node: stop that node, or choose another directory with --data`,
  );
}

function cannotLock(directory: string, error: unknown): StartError {
  const text = error instanceof Error ? error.message : String(error);
  return new StartError(
    `cannot lock ${directory} (${text}): check that this user may write there and that the program flock is installed (Debian: util-linux), or choose another directory with --data`,
  );
}
