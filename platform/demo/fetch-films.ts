import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../services/programs.ts';
import { PlainError } from '../terminal.ts';
import { DEMO_FILMS } from './films.ts';

const run = promisify(execFile);

/**
 * Makes sure that the demo films lie below `directory`: their Debian packages are downloaded and unpacked there, not
 * installed. A package that is there already is not fetched again. Gives back the path of a film's file.
 */
export const fetchFilms = async (directory: string, log: (line: string) => void): Promise<(file: string) => string> => {
  const pathOf = (file: string): string => join(directory, file);
  const missing = [...new Set(DEMO_FILMS.filter(({ file }) => !existsSync(pathOf(file))).map(({ debianPackage }) => debianPackage))];
  if (missing.length === 0) return pathOf;
  if (findProgram('apt-get') === undefined || findProgram('dpkg') === undefined)
    throw new PlainError('The demo films come from Debian packages, and there is no apt here. Start with --no-demo and upload films of your own in the studio.');
  log(`fetching the demo films from the Debian packages ${missing.join(', ')} (nothing is installed)`);
  mkdirSync(directory, { recursive: true });
  // apt downloads as its own user, who needs to get in.
  chmodSync(directory, 0o755);
  for (const name of missing) await fetchPackage(name, directory);
  return pathOf;
};

const fetchPackage = async (name: string, directory: string): Promise<void> => {
  const fresh = join(directory, `${name}.fetching`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  try {
    await run('apt-get', ['download', '-q', '-o', 'APT::Sandbox::User=root', name], { cwd: fresh, env: { ...process.env, LC_ALL: 'C' } });
    const [deb] = readdirSync(fresh).filter((entry) => entry.endsWith('.deb'));
    if (deb === undefined) throw new Error('apt-get left no package');
    await run('dpkg', ['-x', join(fresh, deb), join(fresh, 'unpacked')]);
    for (const { file } of DEMO_FILMS.filter((film) => film.debianPackage === name)) {
      const to = join(directory, file);
      mkdirSync(join(to, '..'), { recursive: true });
      renameSync(join(fresh, 'unpacked', file), to);
    }
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : String(error);
    throw new PlainError(`The Debian package ${name} with a demo film cannot be fetched (${said}). Run "apt-get update" and try again, or start with --no-demo.`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
};
