import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isExecutable } from '../../runtime/executable.ts';
import { MissingProgram } from './service.ts';

const SYSTEM_DIRECTORIES = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/opt/homebrew/bin',
];

/**
 * Absolute path of a program, or undefined. Looks in `first`, then PATH, then the system's directories:
 * Debian puts servers in /usr/sbin, which is not on everybody's PATH.
 */
export const findProgram = (program: string, first: readonly string[] = []): string | undefined => {
  const fromPath = (process.env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  for (const directory of [...first, ...fromPath, ...SYSTEM_DIRECTORIES]) {
    const path = join(directory, program);
    if (isExecutable(path)) return path;
  }
  return undefined;
};

/** Like `findProgram`, but a missing program is a `MissingProgram` error. */
export const requireProgram = (program: string, debianPackage: string, instead: string): string => {
  const path = findProgram(program);
  if (path === undefined) throw new MissingProgram(program, debianPackage, instead);
  return path;
};

/** The newest PostgreSQL first: `{ major, bin }` of each version that Debian's layout has on this machine. */
export const installedPostgres = (root = '/usr/lib/postgresql'): readonly { major: number; bin: string }[] => {
  let entries: string[];
  try {
    entries = readdirSync(root);
  } catch {
    return [];
  }
  return entries
    .filter((entry) => /^\d+$/.test(entry) && isExecutable(join(root, entry, 'bin', 'postgres')))
    .map((entry) => ({ major: Number(entry), bin: join(root, entry, 'bin') }))
    .sort((a, b) => b.major - a.major);
};
