import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { oneProcessFilter } from './one-process.ts';
import { findOnPath } from './programs.ts';

/** Whether programs can be locked in here. `why` is a sentence for people. */
export type Sandbox =
  | {
      readonly bwrap: string;
      /** What keeps a program from making others; undefined where this machine or its kernel has no such filter. */
      readonly filter: Buffer | undefined;
    }
  | { readonly bwrap: undefined; readonly why: string };

/** What a program that is locked in may do beyond reading the system's programs and libraries. */
export interface Confinement {
  /** The only directory that it may write to, under its own name `/job`. */
  readonly directory: string;
  /** Paths below `directory` that it may only read, where they are there. */
  readonly readOnly: readonly string[];
  /** Absolute path of the program. */
  readonly program: string;
  /** Bubblewrap finds a filter of system calls at `FILTER_FD`. */
  readonly filtered: boolean;
}

/** The descriptor at which bubblewrap reads a filter of system calls. */
export const FILTER_FD = 3;

const HOME = '/job';
/** Where programs and libraries are, by Debian's, Fedora's and NixOS' layouts. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store'];
const LINKER = ['/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/alternatives'];
const DEVICES = ['/dev/null', '/dev/zero', '/dev/urandom'];

/**
 * Arguments of bubblewrap, before those of the program: no network, no other process, no file of this machine but the
 * system's programs and one directory, no right of any kind, and the end with whoever started it.
 */
export function sandboxArgs({ directory, readOnly, program, filtered }: Confinement): readonly string[] {
  return [
    ...['--unshare-user', '--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    ...SYSTEM.flatMap(asItIs),
    ...LINKER.flatMap((path) => ['--ro-bind-try', path, path]),
    ...DEVICES.flatMap((path) => ['--dev-bind', path, path]),
    ...withLibraries(program).flatMap((path) => ['--ro-bind', path, path]),
    ...['--bind', directory, HOME],
    ...readOnly.flatMap((path) => ['--ro-bind-try', join(directory, path), join(HOME, path)]),
    ...(filtered ? ['--seccomp', String(FILTER_FD)] : []),
    // Mount points are made in memory; nothing else may be.
    ...['--remount-ro', '/', '--chdir', HOME, '--'],
  ];
}

/** A directory of the system, or the link that stands in its place where everything is below /usr. */
function asItIs(path: string): readonly string[] {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return [];
  return status.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

const isOfTheSystem = (path: string): boolean => SYSTEM.some((directory) => path.startsWith(`${directory}/`));

const known = new Map<string, readonly string[]>();
/**
 * A program that is not the system's, and those of its libraries that are not, by the loader's word. Not its directory: that may
 * be somebody's home.
 */
function withLibraries(program: string): readonly string[] {
  if (isOfTheSystem(program)) return [];
  const found = known.get(program) ?? [program, ...librariesOf(program)];
  known.set(program, found);
  return found;
}

function librariesOf(program: string): readonly string[] {
  const ldd = findOnPath('ldd');
  if (ldd === undefined) return [];
  // A program that is not linked dynamically, or a script, is refused and needs none.
  const { stdout } = spawnSync(ldd, [program], { encoding: 'utf8', timeout: 10_000 });
  return ownLibraries(stdout);
}

/** Libraries in what `ldd` says that are not the system's: `name => path (address)` in each line, or the path alone. */
export const ownLibraries = (said: string): readonly string[] =>
  [...said.matchAll(/^\s*(?:\S+ => )?(\/.*) \(0x[0-9a-f]+\)$/gm)]
    .flatMap(([, path]) => path ?? [])
    .filter((path) => !isOfTheSystem(path));

let here: Promise<Sandbox> | undefined;

/** Tries once per process whether bubblewrap works here: many containers, and some systems, do not let it make namespaces. */
export const sandboxHere = (): Promise<Sandbox> => (here ??= tryOut(findOnPath('bwrap')));

/** @param bwrap absolute path of bubblewrap's program, if there is one */
export async function tryOut(bwrap: string | undefined): Promise<Sandbox> {
  if (process.platform !== 'linux') return { bwrap: undefined, why: 'bubblewrap is for Linux alone.' };
  const program = findOnPath('true');
  if (bwrap === undefined || program === undefined)
    return { bwrap: undefined, why: 'bubblewrap is not installed (Debian, Ubuntu: apt-get install bubblewrap).' };
  const filter = oneProcessFilter(process.arch);
  const said = filter === undefined ? 'no filter' : await tryArguments(bwrap, program, filter);
  if (said === undefined) return { bwrap, filter };
  const why = await tryArguments(bwrap, program, undefined);
  if (why === undefined) return { bwrap, filter: undefined };
  return {
    bwrap: undefined,
    why: `bubblewrap cannot make namespaces here (${why}); docs/security.md says what to do.`,
  };
}

/** @returns undefined when `program` ran, else what was said */
async function tryArguments(bwrap: string, program: string, filter: Buffer | undefined): Promise<string | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-sandbox-'));
  try {
    const confinement = { directory, readOnly: ['in'], program: realpathSync(program), filtered: filter !== undefined };
    const child = spawn(bwrap, [...sandboxArgs(confinement), confinement.program], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      timeout: 20_000,
    });
    giveFilter(child, filter);
    const [said, [code, signal]] = await Promise.all([
      child.stderr === null ? '' : text(child.stderr),
      once(child, 'close'),
    ]);
    if (code === 0) return undefined;
    const last = said.trim().split('\n').at(-1) ?? '';
    return last === '' ? `it ended with ${String(code ?? signal)}` : last;
  } catch (error) {
    return String(error);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Hands bubblewrap its filter at `FILTER_FD`, which must be a pipe. */
export function giveFilter({ stdio }: Pick<ChildProcess, 'stdio'>, filter: Buffer | undefined): void {
  const pipe = stdio[FILTER_FD];
  if (!(pipe instanceof Writable)) return;
  // A program that ends before it reads says itself why.
  pipe.on('error', () => undefined);
  pipe.end(filter);
}
