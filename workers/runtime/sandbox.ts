import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from './programs.ts';

const run = promisify(execFile);

/** Whether programs can be locked in here. `why` is a sentence for people. */
export type Sandbox = { readonly bwrap: string } | { readonly bwrap: undefined; readonly why: string };

/** What a program that is locked in may do beyond reading the system's programs and libraries. */
export interface Confinement {
  /** The only directory that it may write to, under its own name `/job`. */
  readonly directory: string;
  /** Paths below `directory` that it may only read, where they are there. */
  readonly readOnly: readonly string[];
  /** Absolute path of the program. */
  readonly program: string;
}

const HOME = '/job';
/** Where programs and libraries are, by Debian's, Fedora's and NixOS' layouts. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store'];
const LINKER = ['/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/alternatives'];
const DEVICES = ['/dev/null', '/dev/zero', '/dev/urandom'];

/**
 * Arguments of bubblewrap, before those of the program: no network, no other process, no file of this machine but the
 * system's programs and one directory, no right of any kind, and the end with whoever started it.
 */
export function sandboxArgs({ directory, readOnly, program }: Confinement): readonly string[] {
  return [
    ...['--unshare-user', '--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--hostname', 'sandbox'],
    ...SYSTEM.flatMap(asItIs),
    ...LINKER.flatMap((path) => ['--ro-bind-try', path, path]),
    ...DEVICES.flatMap((path) => ['--dev-bind', path, path]),
    ...homeOf(program),
    ...['--bind', directory, HOME],
    ...readOnly.flatMap((path) => ['--ro-bind-try', join(directory, path), join(HOME, path)]),
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

/** A program that is not the system's brings its directory, and the libraries beside it. */
function homeOf(program: string): readonly string[] {
  if (SYSTEM.some((directory) => program.startsWith(`${directory}/`))) return [];
  const directory = dirname(program);
  return [directory, join(directory, '../lib')].flatMap((path) => (existsSync(path) ? ['--ro-bind', path, path] : []));
}

let here: Promise<Sandbox> | undefined;

/** Tries once per process whether bubblewrap works here: many containers, and some systems, do not let it make namespaces. */
export const sandboxHere = (): Promise<Sandbox> => (here ??= tryOut(findOnPath('bwrap')));

/** @param bwrap absolute path of bubblewrap's program, if there is one */
export async function tryOut(bwrap: string | undefined): Promise<Sandbox> {
  if (process.platform !== 'linux') return { bwrap: undefined, why: 'bubblewrap is for Linux alone.' };
  const program = findOnPath('true');
  if (bwrap === undefined || program === undefined)
    return { bwrap: undefined, why: 'bubblewrap is not installed (Debian, Ubuntu: apt-get install bubblewrap).' };
  const directory = mkdtempSync(join(tmpdir(), 'reprise-sandbox-'));
  try {
    const confinement = { directory, readOnly: ['in'], program: realpathSync(program) };
    await run(bwrap, [...sandboxArgs(confinement), confinement.program], { timeout: 20_000 });
    return { bwrap };
  } catch (error) {
    const said =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : undefined;
    return {
      bwrap: undefined,
      why: `bubblewrap cannot make namespaces here (${said === undefined || said === '' ? String(error) : said}); docs/security.md says what to do.`,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
