/** For tests: the node as a child process with a data directory of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A node that has printed its READY line. */
export interface NodeProcess {
  readonly url: string;
  /** What it has printed so far on stdout and stderr. */
  output(): string;
  /**
   * Sends a signal after `ms` from a process of its own and waits for the end: the moment then has nothing to do with what
   * the event loop of the test is doing.
   */
  killLater(signal: NodeJS.Signals, ms: number): Promise<Ended>;
  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<Ended>;
  /** Resolves when the process ends by itself. */
  readonly ended: Promise<Ended>;
}

/** Makes a data directory. */
export async function makeDataDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'eventstore-'));
}

/** Removes a data directory. */
export async function removeDataDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}

/** Runs the node with these arguments to its end. */
export async function runToEnd(args: readonly string[]): Promise<Ended> {
  return watch(spawnNode(args)).ended;
}

/** Starts the node on a free port and waits until it serves; fails with its output if it ends instead. */
export async function startNodeProcess(data: string, extra: readonly string[] = []): Promise<NodeProcess> {
  const child = spawnNode(['--port', '0', '--data', data, '--insecure', ...extra]);
  const watched = watch(child);
  const url = await watched.ready;
  return {
    url,
    output: watched.output,
    ended: watched.ended,
    async killLater(signal, ms) {
      const killer = spawn('sh', [
        '-c',
        'sleep "$0"; kill -s "$1" "$2"',
        String(ms / 1000),
        signal.slice('SIG'.length),
        String(child.pid),
      ]);
      const [ended] = await Promise.all([watched.ended, once(killer, 'close')]);
      return ended;
    },
    async kill(signal) {
      child.kill(signal);
      return watched.ended;
    },
  };
}

/** Starts the node and kills it `after` ms, whatever it is doing then. */
export async function killWhileStarting(data: string, after: number): Promise<void> {
  const child = spawnNode(['--port', '0', '--data', data, '--insecure']);
  const { ended } = watch(child);
  await Promise.race([ended, delay(after)]);
  child.kill('SIGKILL');
  await ended;
}

function spawnNode(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--initial-old-space-size=128', MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

interface Watched {
  readonly ready: Promise<string>;
  readonly ended: Promise<Ended>;
  output(): string;
}

function watch(child: ChildProcess): Watched {
  let stdout = '';
  let stderr = '';
  const ready = Promise.withResolvers<string>();
  ready.promise.catch(() => undefined);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    const line = /^READY (\S+)\n/.exec(stdout);
    if (line?.[1] !== undefined) ready.resolve(line[1]);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code]: unknown[]): Ended => {
    ready.reject(new Error(`the node ended before it was ready: ${stderr}`));
    return { code: typeof code === 'number' ? code : null, stdout, stderr };
  });
  return { ready: ready.promise, ended, output: () => stdout + stderr };
}
