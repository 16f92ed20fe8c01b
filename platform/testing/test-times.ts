import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seconds that test files took when somebody last ran `npm test -- --record-times`. Only their order is used. */
const FILE = join(import.meta.dirname, 'test-times.json');
/** What a file that nobody timed is taken for: it starts before the many that take a second or two. */
const UNKNOWN_SECONDS = 5;

const known = (): Record<string, number> => JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, number>;

/** Longest first, so that no long file starts when the others end and keeps one core alone. Equals stay in their order. */
export const longestFirst = (files: readonly string[], times: Readonly<Record<string, number>> = known()): string[] => {
  const secondsOf = (file: string): number => times[file] ?? UNKNOWN_SECONDS;
  return files.toSorted((a, b) => secondsOf(b) - secondsOf(a));
};

/** Keeps the measured times of files that exist, in whole seconds; everything else that was known stays. */
export const recordTimes = (measured: ReadonlyMap<string, number>, exists: (file: string) => boolean): void => {
  const rounded = [...measured].map(([file, seconds]) => [file, Math.round(seconds)] as const);
  const all = { ...known(), ...Object.fromEntries(rounded) };
  const kept = Object.entries(all).filter(([file]) => exists(file));
  kept.sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
};
