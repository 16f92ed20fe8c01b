/**
 * A lock of the operating system on an open file: `flock(2)`. Node has no call for it, so a small program that has
 * one takes it on the file that we hand to it. The lock belongs to the opened file, which we go on holding, not to the
 * program: it ends when we close the file or when this process ends, however that happens.
 */
import { spawnSync } from 'node:child_process';

const HANDED_OVER = 3;

/** A lock that nobody else may have, or one that excludes only such a one: it can be taken on a file opened for reading. */
export type LockKind = 'exclusive' | 'shared';

type Program = readonly [name: string, argumentsFor: (kind: LockKind) => readonly string[]];

/**
 * The programs that can take the lock, in the order in which they are tried: util-linux and BusyBox have `flock`; macOS has
 * Perl. Each exits with 0 when it has the lock and with 1 when another has.
 */
export const LOCK_PROGRAMS: readonly Program[] = [
  ['flock', (kind) => ['-n', kind === 'exclusive' ? '-x' : '-s', String(HANDED_OVER)]],
  [
    'perl',
    (kind) => [
      '-MFcntl=:flock',
      '-MErrno=EWOULDBLOCK',
      '-e',
      `open(my $file, "${kind === 'exclusive' ? '+<&=' : '<&='}", ${HANDED_OVER}) or exit 2; ` +
        `exit(flock($file, ${kind === 'exclusive' ? 'LOCK_EX' : 'LOCK_SH'} | LOCK_NB) ? 0 : $! == EWOULDBLOCK ? 1 : 2)`,
    ],
  ],
];

/** Locks the open file `fd`: false if another opening of it has the lock. Throws where it cannot be told. */
export function lockFile(fd: number, kind: LockKind, programs = LOCK_PROGRAMS): boolean {
  for (const [program, argumentsFor] of programs) {
    const { status, error, stderr } = spawnSync(program, argumentsFor(kind), {
      stdio: ['ignore', 'ignore', 'pipe', fd],
    });
    if (error !== undefined && 'code' in error && error.code === 'ENOENT') continue;
    if (status === 0) return true;
    if (status === 1) return false;
    throw new Error(`${program}: ${error?.message ?? (String(stderr).trim() || `exit code ${status}`)}`);
  }
  throw new Error('neither flock nor perl is installed');
}
