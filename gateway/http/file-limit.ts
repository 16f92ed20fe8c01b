import { readFileSync } from 'node:fs';

/** The part of the files that a process may have open which connections may take; the rest is films, logs and services. */
const PART = 0.6;

/** How many connections this process can hold, at most `most`: each is an open file (`ulimit -n`). */
export function connectionsThatFit(most: number, limits: () => string = readLimits): number {
  const files = Number(/^Max open files\s+(\d+)/m.exec(limits())?.[1] ?? Infinity);
  return Math.min(most, Math.floor(files * PART));
}

/** Nothing where the system does not say: then nothing is known to be too much. */
function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
