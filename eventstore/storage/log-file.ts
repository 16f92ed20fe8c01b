/** The file that holds the log. */
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Its name in the data directory. */
export const LOG_FILE = 'log.mdb';

/** A file, whatever its name. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** The file that has the log's name in `directory` now; undefined if there is none. */
export function logFileIdentity(directory: string): FileIdentity | undefined {
  const stat = statSync(join(directory, LOG_FILE), { throwIfNoEntry: false });
  return stat === undefined ? undefined : { dev: stat.dev, ino: stat.ino };
}

/** The file that the node writes to is no longer the one that has the log's name: the next start would not find what is written. */
export class LogGone extends Error {
  constructor(directory: string) {
    super(
      `the file ${join(directory, LOG_FILE)} was moved, replaced or deleted while the node ran: put it back if it was moved, or restore a backup, and start the node again; what was acknowledged until then is in the file that was there`,
    );
  }
}
