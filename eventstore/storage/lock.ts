/**
 * One node per data directory. The lock is an exclusive SQLite transaction on a file that holds nothing: the operating
 * system drops it with the process, however that ends, and two nodes that start together cannot both get it.
 */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';

/** Takes the lock of `directory`; the returned function gives it back. Throws a `StartError` if another node has it. */
export function lockDirectory(directory: string): () => void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(directory, 'node.lock'), { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const text = error instanceof Error ? error.message : String(error);
    if (!/locked|busy/.test(text))
      throw new StartError(
        `cannot lock ${directory} (${text}): check that this user may write there, or choose another directory with --data`,
      );
    throw new StartError(
      `the data directory ${directory} is in use by another node: stop that node, or choose another directory with --data`,
    );
  }
  const held = database;
  return () => held.close();
}
