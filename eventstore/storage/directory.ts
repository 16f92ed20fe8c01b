/** Making the data directory. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartError } from '../start-error.ts';

/** Makes `directory` and what is missing above it. Throws a `StartError` where that cannot be. */
export function makeDirectory(directory: string): void {
  try {
    makeWithParents(resolve(directory));
  } catch (error) {
    throw new StartError(
      `cannot make the data directory ${directory} (${error instanceof Error ? error.message : String(error)}): choose another with --data`,
    );
  }
}

/** Not `recursive: true`: that never returns for a path below `/proc`, where a parent exists and a child cannot be made. */
function makeWithParents(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return;
  if (there !== undefined) throw new Error(`${path} is a file`);
  if (dirname(path) !== path) makeWithParents(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // somebody else may have made it in the meantime
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}
