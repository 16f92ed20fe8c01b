import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from './make-directory.ts';

/** What Reprise makes in its data directory. */
const OURS = ['secrets', 'services', 'media', 'logs', 'demo', 'cache', 'instance.lock', 'service-urls.json'];
/** Bits of a mode that let others in. */
const OTHERS = 0o077;

/**
 * Closes the data directory to other users: directories get the mode 0700, files 0600. Only what an earlier version or a copy
 * left open is walked through, since what is made today is closed from its beginning (see `beginPrivately`). The directory
 * itself is closed unless it holds things that are not ours: somebody may have named a directory that others use too.
 * @returns what could not be closed because it belongs to somebody else
 */
export function closeDataDir(dataDir: string): readonly string[] {
  makeDirectory(dataDir);
  const entries = readdirSync(dataDir);
  const isOurs = (name: string): boolean => OURS.some((each) => name === each || name.startsWith(`${each}.`));
  return [
    ...entries.filter(isOurs).flatMap((name) => closeBelow(join(dataDir, name))),
    ...(entries.every(isOurs) ? close(dataDir) : []),
  ];
}

/** Files and directories that this process and its children make from now on are for their owner alone, whatever the shell says. */
export const beginPrivately = (): void => void process.umask(OTHERS);

/** A directory last: while it is open, what was interrupted is begun again. */
function closeBelow(path: string): readonly string[] {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined || status.isSymbolicLink() || (status.mode & OTHERS) === 0) return [];
  if (!status.isDirectory()) return close(path);
  return [...namesIn(path).flatMap((name) => closeBelow(join(path, name))), ...close(path)];
}

/** Roles at work tidy up meanwhile: what has gone needs no closing. */
const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

function close(path: string): readonly string[] {
  const mode = lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & OTHERS) === 0) return [];
  try {
    chmodSync(path, mode & 0o700);
    return [];
  } catch (error) {
    if (isGone(error)) return [];
    if (error instanceof Error && 'code' in error && (error.code === 'EPERM' || error.code === 'EROFS')) return [path];
    throw error;
  }
}
