import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandFailed } from './cli/print.ts';
import type { Config } from './config.ts';
import type { Pages } from './serve.ts';
import type { ServiceUrls } from './service-urls.ts';
import { findProgram } from './services/programs.ts';
import { NotAgain, type End, type Life } from './supervisor.ts';

/** What the process of the roles is told: where to work, and that it shall stop. */
export type Order =
  | {
      readonly kind: 'begin';
      readonly services: ServiceUrls;
      /** Where the gateway listened before: links that people hold go on working. */
      readonly origin: string | undefined;
    }
  | { readonly kind: 'stop' };

/** What it says: that it works, or why it does not. `message` is for a person; `not-again` is what the next process would meet too. */
export type Report =
  | { readonly kind: 'at-work'; readonly pages: Pages }
  | { readonly kind: 'failed' | 'not-again' | 'crashed'; readonly message: string };

const MAIN = fileURLToPath(new URL('roles-process.main.ts', import.meta.url));
/** The first seconds of the roles are for themselves. */
const SPARE_AFTER_MS = 3_000;
/** Longer than the roles' own patience. */
const STOP_WITHIN_MS = 60_000;

/** Starts the roles in processes, one after the other. */
export interface RolesStarter {
  /**
   * Starts all roles in a process of their own, and resolves when they are at work. Nothing of theirs can end ours; they end
   * with us, also when we are killed outright.
   * @param before the pages of the last process
   * @throws CommandFailed with what a person needs to know when they cannot start
   */
  begin(before: Pages | undefined): Promise<Life<Pages>>;
  /** Ends the process that waits. */
  close(): void;
}

/**
 * Beside the process at work another one waits that has loaded everything: it is there in a fraction of the time when it is
 * needed.
 */
export function createRolesStarter(config: Config, services: ServiceUrls): RolesStarter {
  let spare: ChildProcess | undefined;
  let later: NodeJS.Timeout | undefined;
  const prepare = (): void => {
    clearTimeout(later);
    later = setTimeout(() => {
      const waiting = spawnRoles(config);
      spare = waiting;
      const forget = (): void => {
        if (spare === waiting) spare = undefined;
      };
      waiting.once('error', forget).once('exit', forget);
    }, SPARE_AFTER_MS);
  };
  const take = (): ChildProcess => {
    // Else one that is made meanwhile would be forgotten, and wait for ever.
    clearTimeout(later);
    const child = spare ?? spawnRoles(config);
    spare = undefined;
    return child;
  };
  const close = (): void => {
    clearTimeout(later);
    spare?.kill('SIGKILL');
  };
  process.on('exit', close);
  return {
    async begin(before) {
      const life = await startRoles(take(), { config, services, before });
      prepare();
      return life;
    },
    close,
  };
}

async function startRoles(
  child: ChildProcess,
  about: { readonly config: Config; readonly services: ServiceUrls; readonly before: Pages | undefined },
): Promise<Life<Pages>> {
  const { config, services, before } = about;
  let asked = false;
  let last: Report | undefined;
  const ended = new Promise<End>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'died', why: error.message }));
    child.once('exit', (code, signal) => resolve(endOf(last, asked, signal ?? `code ${code}`)));
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.on('exit', kill);
  void ended.then(() => process.off('exit', kill));
  const tell = (order: Order): void => {
    if (child.connected) child.send(order);
  };
  const stop = async (): Promise<void> => {
    asked = true;
    tell({ kind: 'stop' });
    const late = setTimeout(kill, STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
  };
  const pages = await new Promise<Pages>((resolve, reject) => {
    child.on('message', (report: Report) => {
      last = report;
      if (report.kind === 'at-work') resolve(report.pages);
      if (report.kind === 'not-again') reject(new NotAgain(report.message));
      if (report.kind === 'failed') reject(new CommandFailed(report.message));
    });
    tell({ kind: 'begin', services, origin: before === undefined ? undefined : new URL(before.viewer).origin });
    void ended.then((end) =>
      reject(
        new CommandFailed(
          `The roles ended while they were starting (${end.kind === 'died' ? end.why : end.kind}). Look into ${join(config.dataDir, 'logs/reprise.log')}.`,
        ),
      ),
    );
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { value: pages, over: ended, stop };
}

function endOf(last: Report | undefined, asked: boolean, how: string): End {
  if (last?.kind === 'not-again') return { kind: 'failed', error: new NotAgain(last.message) };
  if (asked) return { kind: 'asked' };
  return { kind: 'died', why: last?.kind === 'crashed' ? last.message : how };
}

function spawnRoles({ dataDir }: Config): ChildProcess {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  const [program = process.execPath, ...args] = [
    ...(setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL', '--']),
    ...[process.execPath, ...process.execArgv, MAIN],
  ];
  return spawn(program, args, {
    // Standard output belongs to what scripts read, and is ours.
    stdio: ['ignore', 2, 2, 'ipc'],
    // Ctrl-C in the terminal is for us alone: we stop the roles before the services.
    detached: true,
    // Compiled code is kept, so that the next process is there in half the time.
    env: { NODE_COMPILE_CACHE: join(dataDir, 'cache/compiled'), ...process.env },
  });
}
