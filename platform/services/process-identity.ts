import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Who a process is. A pid alone is not enough: pids are used again, so a pid file that outlived its
 * process may point at somebody else's. Start time and command line together decide it.
 */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string; readonly command: string };

/** The identity of a living process, or undefined when there is none (a zombie counts as none). */
export const identify = (pid: number): ProcessIdentity | undefined =>
  existsSync('/proc/self/stat') ? identifyByProc(pid) : identifyByPs(pid);

/** Whether the process that was recorded is still the one that runs under its pid. */
export const isSameProcess = (recorded: Pick<ProcessIdentity, 'pid' | 'startedAt'>): boolean =>
  identify(recorded.pid)?.startedAt === recorded.startedAt;

const identifyByProc = (pid: number): ProcessIdentity | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces: count from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid, startedAt: fields[19] ?? '', command };
  } catch {
    return undefined;
  }
};

const identifyByPs = (pid: number): ProcessIdentity | undefined => {
  const answer = spawnSync('ps', ['-o', 'lstart=', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  const line = (answer.stdout ?? '').trim();
  if (answer.status !== 0 || line === '') return undefined;
  return { pid, startedAt: line.slice(0, 24), command: line.slice(24).trim() };
};
