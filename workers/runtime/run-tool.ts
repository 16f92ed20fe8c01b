import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { ToolRun } from '../../schemas/kernel/job.events.ts';
import { findOnPath } from './programs.ts';
import type { Program } from './programs.ts';
import { giveFilter, sandboxArgs, sandboxHere } from './sandbox.ts';

/** Ceilings that the kernel enforces on one program, where `prlimit` exists. Bytes and seconds. */
export interface ToolLimits {
  readonly addressSpaceBytes?: number;
  /** Memory that it may write to: what it really takes, where addresses may be many more. */
  readonly dataBytes?: number;
  readonly cpuSeconds?: number;
  readonly fileSizeBytes?: number;
  /** Processes and threads; counted for this program alone where it is locked in, else not set: they would be all of the user's. */
  readonly processes?: number;
}

export interface ToolRequest {
  readonly program: Program;
  readonly args: readonly string[];
  /** Paths in `args` are relative to it, so that recorded arguments name no path of this machine. */
  readonly cwd: string;
  /** Milliseconds after which the program is ended. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly limits?: ToolLimits;
  /**
   * Locks the program in where bubblewrap works (`sandboxHere`): it sees the system's programs and `cwd`, in which it may write
   * but to `readOnly`, and nothing else. `alone`: it may make no other process, where the machine has a filter for that.
   */
  readonly confine?: { readonly readOnly: readonly string[]; readonly alone?: boolean };
  /** 1 to 19: gives way to others. */
  readonly niceness?: number;
  /** Called for each line of standard output; without it the output is collected. */
  readonly onLine?: (line: string) => void;
  readonly onErrorLine?: (line: string) => void;
  /** Which lines of standard error the account keeps; all of them without it. */
  readonly keepErrorLine?: (line: string) => boolean;
  /** Collected output beyond it ends the program. Default 32 MiB. */
  readonly maxOutputBytes?: number;
}

export interface ToolOutcome {
  /** What was run and how it ended: the provenance that events keep. */
  readonly run: ToolRun;
  /** Collected standard output; empty when `onLine` took it. */
  readonly stdout: string;
  /** Processor time, sampled a few times a second: a little less than the truth. */
  readonly cpuMs: number;
  /** The signal that ended it; a wrapper may say it in `run.exitCode` instead, as 128 and its number. */
  readonly signal: NodeJS.Signals | null;
  readonly endedBy: 'itself' | 'deadline' | 'abort' | 'output';
}

const TAIL_CHARS = 4000;
const PATIENCE_MS = 2_000;
const CPU_SAMPLE_MS = 200;
const CLOCK_TICK_MS = 10;

/**
 * Runs one program in a process group of its own: ended at its deadline, when `signal` aborts, and by the kernel when
 * this process dies (also by `kill -9`). SIGTERM first, SIGKILL for the whole group after two seconds.
 * A program that fails is a value (`run.exitCode`), one that cannot be started is an exception.
 */
export const runTool = async (request: ToolRequest): Promise<ToolOutcome> => {
  request.signal.throwIfAborted();
  const sandbox = request.confine === undefined ? undefined : await sandboxHere();
  request.signal.throwIfAborted();
  const startedAt = performance.now();
  const filter = request.confine?.alone === true && sandbox?.bwrap !== undefined ? sandbox.filter : undefined;
  const [path, argv] = guard(request, sandbox?.bwrap, filter !== undefined);
  const child = spawn(path, [...argv], {
    cwd: request.cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(filter === undefined ? [] : ['pipe' as const])],
    env: cleanEnvironment(),
  });
  giveFilter(child, filter);
  giveWay(child.pid, request.niceness);
  let endedBy: ToolOutcome['endedBy'] = 'itself';
  let killTimer: NodeJS.Timeout | undefined;
  const end = (why: ToolOutcome['endedBy']): void => {
    if (endedBy !== 'itself') return;
    endedBy = why;
    signalGroup(child, 'SIGTERM');
    killTimer = setTimeout(() => signalGroup(child, 'SIGKILL'), PATIENCE_MS);
  };
  const onAbort = (): void => end('abort');
  request.signal.addEventListener('abort', onAbort, { once: true });
  const deadline = setTimeout(() => end('deadline'), request.deadlineMs);
  const cpu = watchCpu(child.pid);
  const stdout = collect(child, request, () => end('output'));
  const stderr = tail(child, request);
  try {
    const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...ending) => resolve(ending));
    });
    const run = {
      program: request.program.name,
      version: request.program.version,
      argv: [...request.args],
      exitCode,
      wallMs: Math.round(performance.now() - startedAt),
      stderrTail: stderr(),
    };
    return { run, stdout: stdout(), cpuMs: cpu(), signal, endedBy };
  } finally {
    clearTimeout(deadline);
    clearTimeout(killTimer);
    cpu();
    request.signal.removeEventListener('abort', onAbort);
    signalGroup(child, 'SIGKILL');
  }
};

/**
 * Puts `setpriv` (die with the parent, gain no rights), bubblewrap where it is to be used, and `prlimit` (ceilings) before the
 * program, where util-linux is present.
 */
const guard = (
  { program, args, cwd, limits = {}, confine }: ToolRequest,
  bwrap: string | undefined,
  filtered: boolean,
): readonly [string, readonly string[]] => {
  const isConfined = confine !== undefined && bwrap !== undefined;
  const path = isConfined ? realpathSync(program.path) : program.path;
  const [first = path, ...rest] = [
    ...wrapper('setpriv', ['--pdeathsig', 'KILL', '--no-new-privs', '--']),
    ...(isConfined
      ? [bwrap, ...sandboxArgs({ directory: cwd, readOnly: confine.readOnly, program: path, filtered })]
      : []),
    ...wrapper('prlimit', [...ceilings(limits, isConfined), '--']),
    path,
    ...args,
  ];
  return [first, rest];
};

const wrapper = (name: string, args: readonly string[]): readonly string[] => {
  const path = process.platform === 'linux' ? findOnPath(name) : undefined;
  return path === undefined ? [] : [path, ...args];
};

const ceilings = (limits: ToolLimits, isConfined: boolean): readonly string[] =>
  [
    ['as', limits.addressSpaceBytes] as const,
    ['data', limits.dataBytes] as const,
    ['cpu', limits.cpuSeconds] as const,
    ['fsize', limits.fileSizeBytes] as const,
    ['nproc', isConfined ? limits.processes : undefined] as const,
    ['core', 0] as const,
  ].flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));

/** Secrets of the platform's environment are no business of a program that reads hostile files. */
const cleanEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], LC_ALL: 'C', HOME: '/nonexistent' });

const giveWay = (pid: number | undefined, niceness: number | undefined): void => {
  if (pid === undefined || niceness === undefined) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, or may not be changed: it runs as it is.
  }
};

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone, which is what was wanted.
  }
};

const collect = (child: ChildProcess, request: ToolRequest, tooMuch: () => void): (() => string) => {
  if (request.onLine !== undefined) {
    lines(child.stdout, request.onLine);
    return () => '';
  }
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > (request.maxOutputBytes ?? 32 * 1024 ** 2)) return tooMuch();
    chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
};

const tail = (child: ChildProcess, { onErrorLine, keepErrorLine }: ToolRequest): (() => string) => {
  let kept = '';
  lines(child.stderr, (line) => {
    onErrorLine?.(line);
    if (keepErrorLine?.(line) !== false) kept = `${kept}${line}\n`.slice(-TAIL_CHARS);
  });
  return () => kept.trimEnd();
};

/** Long lines are cut, so that a program cannot fill our memory with one. */
const lines = (stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void => {
  let rest = '';
  stream?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split(/[\r\n]+/);
    rest = (parts.pop() ?? '').slice(0, TAIL_CHARS);
    for (const part of parts) if (part !== '') onLine(part);
  });
  stream?.on('end', () => {
    if (rest !== '') onLine(rest);
  });
};

/** Reads user and system time of a process and those below it from /proc until stopped; 0 where there is no /proc. */
const watchCpu = (pid: number | undefined): (() => number) => {
  let latest = 0;
  const sample = (): void => {
    if (pid !== undefined) latest = Math.max(latest, cpuOf(pid));
  };
  const timer = setInterval(sample, CPU_SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return latest;
  };
};

const cpuOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const own = (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
    // In a sandbox the program is a grandchild.
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter((each) => each !== '');
    return children.reduce((sum, child) => sum + cpuOf(Number(child)), own);
  } catch {
    // It has ended, or there is no /proc.
    return 0;
  }
};
