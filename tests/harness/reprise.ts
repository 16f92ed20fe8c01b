import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cleanUpAfter, type Afterwards } from './services.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A line that has not come by then does not come. */
const HANGS_AFTER_MS = 120_000;
/** No test's process lives longer, whatever became of the test. */
const LIFETIME_MS = 600_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of Reprise in a process of its own. */
export interface Reprise {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** The first line that fits, lines already or to come; fails with all that was lines when the process ends without it. */
  line(fits: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
}

/** Runs a program from the project's root with exactly these `REPRISE_…` variables; it ends with the test. */
export function runReprise(t: Afterwards, args: readonly string[], env: Readonly<Record<string, string>>): Reprise {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('REPRISE_')));
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, ...env },
    timeout: LIFETIME_MS,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    stdout,
    stderr: lines.join('\n'),
  }));
  cleanUpAfter(t, async () => {
    child.kill('SIGINT');
    await ended;
  });
  const line = (fits: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => finish(() => reject(new Error(`nothing like ${String(fits)} was printed:\n${lines.join('\n')}`))),
        HANGS_AFTER_MS,
      );
      const finish = (resolveOrReject: () => void): void => {
        clearTimeout(deadline);
        waiting.delete(look);
        resolveOrReject();
      };
      const look = (): void => {
        const found = lines.map((each) => fits.exec(each)).find((each) => each !== null);
        if (found) finish(() => resolve(found));
      };
      waiting.add(look);
      look();
      void ended.then(({ code }) =>
        finish(() => reject(new Error(`ended with ${code}, without ${String(fits)}:\n${lines.join('\n')}`))),
      );
    });
  return { pid: child.pid ?? 0, ended, line, kill: (signal) => void child.kill(signal) };
}

/** `reprise COMMAND`, to its end. */
export const reprise = (
  t: Afterwards,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> => runReprise(t, ['platform/cli.ts', ...command], env).ended;
