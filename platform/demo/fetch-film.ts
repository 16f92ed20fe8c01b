import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../services/programs.ts';
import type { DemoFilm } from './films.ts';

const run = promisify(execFile);
const LOCALE = { LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

/** A film cannot be had. The message says why and what to do. */
export class FilmNotFetched extends Error {
  override readonly name = 'FilmNotFetched';
}

/** Gives back the path of a film's file below `directory`, which is fetched first when it is not there yet. */
export type FetchFilm = (
  film: DemoFilm,
  directory: string,
  context: { readonly print: (line: string) => void; readonly signal: AbortSignal },
) => Promise<string>;

/**
 * Takes films out of Debian packages, which apt downloads (and verifies) and nobody installs. All wanted films of a
 * package are kept at once; the package itself is removed. A film that is there is not fetched again.
 * @param films the catalogue: what else to keep of a package
 */
export function createDebianFetcher(films: readonly DemoFilm[]): FetchFilm {
  let updated = false;
  return async (film, directory, { print, signal }) => {
    if (existsSync(pathOf(film, directory))) return pathOf(film, directory);
    if (findProgram('apt-get') === undefined || findProgram('dpkg-deb') === undefined)
      throw new FilmNotFetched(
        'The demo films come out of Debian packages, and there is no apt here: upload films of your own in the studio.',
      );
    const update = async (): Promise<void> => {
      await updateLists(print, signal);
      updated = true;
    };
    const wanted = films.filter(({ debianPackage }) => debianPackage === film.debianPackage);
    const take = (): Promise<void> => takeOut(wanted, film.debianPackage, directory, signal);
    if (!updated && !(await isKnown(film.debianPackage, signal))) await update();
    // An old list may name a version that the mirror has replaced since.
    await (updated ? take() : take().catch(() => update().then(take)));
    return pathOf(film, directory);
  };
}

const pathOf = (film: DemoFilm, directory: string): string => join(directory, `${film.id}${extname(film.file)}`);

async function isKnown(debianPackage: string, signal: AbortSignal): Promise<boolean> {
  const { stdout } = await run('apt-cache', ['policy', debianPackage], { signal, env: { ...process.env, ...LOCALE } });
  return /^ {2}Candidate: (?!\(none\))/m.test(stdout);
}

async function updateLists(print: (line: string) => void, signal: AbortSignal): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  // Without a terminal nobody can type a password: sudo then fails at once instead of waiting.
  const ask = process.stdin.isTTY ? [] : ['-n'];
  if (!isRoot && findProgram('sudo') === undefined)
    throw new FilmNotFetched('apt has no list of packages yet: have root run "apt-get update", then start again.');
  print(
    `fetching apt's list of packages (apt-get update${isRoot ? '' : ' through sudo'}): the demo films come out of Debian packages`,
  );
  const command = ['apt-get', 'update', '-q', '-o', 'DPkg::Lock::Timeout=400'];
  try {
    const options = { signal, env: { ...process.env, ...LOCALE } };
    await (isRoot
      ? run('env', command, options)
      : run('sudo', [...ask, 'env', ...Object.entries(LOCALE).map((pair) => pair.join('=')), ...command], options));
  } catch (error) {
    signal.throwIfAborted();
    throw new FilmNotFetched(
      `apt's list of packages cannot be fetched (${lastLine(error)}). Have root run "apt-get update", then start again.`,
    );
  }
}

/** Everything happens in a directory of its own; only whole films are moved out of it. */
async function takeOut(
  films: readonly DemoFilm[],
  debianPackage: string,
  directory: string,
  signal: AbortSignal,
): Promise<void> {
  const fresh = join(directory, `${debianPackage}.fetching`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  try {
    // apt as root fetches as a user of its own and warns when that one cannot get in; it need not.
    const options = ['-q', '-o', 'Acquire::Retries=3', '-o', 'APT::Sandbox::User=root'];
    await run('apt-get', ['download', ...options, debianPackage], {
      cwd: fresh,
      signal,
      env: { ...process.env, ...LOCALE },
    });
    const [deb] = readdirSync(fresh).filter((entry) => entry.endsWith('.deb'));
    if (deb === undefined) throw new Error('apt-get left no package');
    await run('dpkg-deb', ['--extract', deb, 'content'], { cwd: fresh, signal });
    for (const film of films) {
      const from = join(fresh, 'content', film.file);
      if (!existsSync(from)) throw new Error(`there is no ${basename(film.file)} in it`);
      chmodSync(from, 0o644);
      renameSync(from, pathOf(film, directory));
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new FilmNotFetched(
      `The Debian package ${debianPackage} cannot be had (${lastLine(error)}). Run "apt-get update" and start again, or upload films of your own in the studio.`,
    );
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function lastLine(error: unknown): string {
  const lastOutput =
    error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : undefined;
  return lastOutput || (error instanceof Error ? error.message : String(error));
}
