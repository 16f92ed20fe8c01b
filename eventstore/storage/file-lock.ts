/**
 * An exclusive lock of the operating system on an open file: `flock(2)`. Node has no call for it, so a small program that has
 * one takes it on the file that we hand to it. The lock belongs to the opened file, which we go on holding, not to the
 * program: it ends when we close the file or when this process ends, however that happens.
 */
import { spawnSync } from 'node:child_process';

const HANDED_OVER = 3;
/** util-linux and BusyBox have `flock`; macOS has Perl. Each exits with 0 when it has the lock and with 1 when another has. */
const PROGRAMS: readonly (readonly [program: string, ...args: string[]])[] = [
  ['flock', '-n', '-x', String(HANDED_OVER)],
  [
    'perl',
    '-MFcntl=:flock',
    '-MErrno=EWOULDBLOCK',
    '-e',
    `open(my $file, "+<&=", ${HANDED_OVER}) or exit 2; exit(flock($file, LOCK_EX | LOCK_NB) ? 0 : $! == EWOULDBLOCK ? 1 : 2)`,
  ],
];

/** Locks the open file `fd`: false if another opening of it has the lock. Throws where it cannot be told. */
export function lockFile(fd: number, programs = PROGRAMS): boolean {
  for (const [program, ...args] of programs) {
    const { status, error, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe', fd] });
    if (error !== undefined && 'code' in error && error.code === 'ENOENT') continue;
    if (status === 0) return true;
    if (status === 1) return false;
    throw new Error(`${program}: ${error?.message ?? (String(stderr).trim() || `exit code ${status}`)}`);
  }
  throw new Error('neither flock nor perl is installed');
}

/** The programs that can take the lock, in the order in which they are tried. */
export const LOCK_PROGRAMS = PROGRAMS;
