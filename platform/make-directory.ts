import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory and what is missing above it, for its owner alone. Not by `recursive: true`: Node never returns from that for a
 * path below `/proc`, where the parent exists and the child cannot be made.
 */
export function makeDirectory(path: string): void {
  const absolute = resolve(path);
  if (isDirectory(absolute)) return;
  if (dirname(absolute) !== absolute) makeDirectory(dirname(absolute));
  try {
    mkdirSync(absolute, { mode: 0o700 });
  } catch (error) {
    // somebody else may have made it in the meantime
    if (!isDirectory(absolute)) throw error;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
