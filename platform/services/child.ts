import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainFailure } from './explain.ts';
import { removePidFile, stopStale, writePidFile } from './pid-file.ts';
import { findProgram } from './programs.ts';
import { ServiceFailed, type Service, type ServiceExit, type ServiceName, type ServiceOptions } from './service.ts';
import { freePort, isPortBusy } from './tcp.ts';

/** How to run one service's program. */
export type Recipe = {
  readonly name: ServiceName;
  readonly program: string;
  readonly args: (port: number) => readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Who the program runs as, when it is not us. */
  readonly user?: { uid: number; gid: number };
  /** Handed to the program open, as its file descriptor 3. */
  readonly fd?: number;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
  readonly readyWithinMs: number;
  /** Called again and again until it gives url and version. May throw `ServiceFailed` to give up at once. */
  readonly probe: (port: number, readLog: () => string) => Promise<{ url: string; version: string } | undefined>;
};

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const PORT_TRIES = 3;
const running = new Set<{ child: ChildProcess; signal: NodeJS.Signals }>();

// An uncaught exception ends us without `stop()`; children must not stay behind.
process.on('exit', () => {
  for (const { child, signal } of running) child.kill(signal);
});

/** Runs the recipe's program and resolves when its probe answers. */
export const startChild = async (recipe: Recipe, options: ServiceOptions): Promise<Service> => {
  const log = options.log ?? (() => {});
  const wanted = options.port ?? 0;
  await stopStale(options.dataDir, recipe.name, recipe.stopSignal, log);
  if (wanted !== 0 && (await isPortBusy(wanted)))
    throw new ServiceFailed(
      recipe.name,
      `Port ${wanted} of 127.0.0.1, wanted for ${recipe.name}, is busy. Stop what listens there, or choose another port.`,
    );
  for (let attempt = 1; ; attempt++) {
    const port = wanted !== 0 ? wanted : await freePort();
    try {
      return await startOnce(
        { ...recipe, args: (at) => [...recipe.args(at), ...(options.args ?? [])] },
        options.dataDir,
        port,
      );
    } catch (error) {
      // Between finding a free port and binding it somebody else may have taken it: find another.
      const lostRace = error instanceof PortTaken && wanted === 0 && attempt < PORT_TRIES;
      if (!lostRace) throw error;
    }
  }
};

class PortTaken extends ServiceFailed {}

const startOnce = async (recipe: Recipe, dataDir: string, port: number): Promise<Service> => {
  const logPath = openLogPath(dataDir, recipe.name);
  const logStart = sizeOf(logPath);
  const readLog = (): string => readFileSync(logPath).subarray(logStart).toString('utf8');
  const child = spawnChild(recipe, port, logPath);
  const entry = { child, signal: recipe.stopSignal };
  let asked = false;
  let spawnError: Error | undefined;
  const exited = new Promise<ServiceExit>((resolve) => {
    child.once('error', (error) => {
      spawnError = error;
      resolve({ code: null, signal: null, asked });
    });
    child.once('exit', (code, signal) => resolve({ code, signal, asked }));
  });
  let ended: ServiceExit | undefined;
  running.add(entry);
  void exited.then((exit) => {
    ended = exit;
    running.delete(entry);
    removePidFile(dataDir, recipe.name);
  });
  const stop = async (): Promise<void> => {
    if (ended !== undefined) return;
    asked = true;
    child.kill(recipe.stopSignal);
    const forced = setTimeout(() => child.kill('SIGKILL'), recipe.stopWithinMs);
    await exited;
    clearTimeout(forced);
  };
  if (child.pid !== undefined) writePidFile(dataDir, recipe.name, child.pid, basename(recipe.program));

  const deadline = performance.now() + recipe.readyWithinMs;
  try {
    while (ended === undefined && performance.now() < deadline) {
      const answer = await recipe.probe(port, readLog);
      if (answer !== undefined && ended === undefined)
        return { name: recipe.name, ...answer, pid: child.pid ?? 0, exited, stop };
      await Promise.race([exited, sleep(20)]);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const problem = explainFailure(recipe.name, readLog(), {
    port,
    logPath,
    dataDir,
    timedOut: ended === undefined,
    signal: ended?.signal,
    code: ended?.code,
    cause: spawnError,
  });
  await stop();
  if (problem.kind === 'port-taken') throw new PortTaken(recipe.name, problem.message);
  throw new ServiceFailed(recipe.name, problem.message, spawnError === undefined ? undefined : { cause: spawnError });
};

const spawnChild = (recipe: Recipe, port: number, logPath: string): ChildProcess => {
  // The kernel ends the child when we are killed outright; where there is no setpriv the pid file still finds it.
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  const args = [...recipe.args(port)];
  const [program, argv] =
    setpriv === undefined
      ? [recipe.program, args]
      : [setpriv, ['--pdeathsig', recipe.stopSignal.slice(3), recipe.program, ...args]];
  const output = openSync(logPath, 'a');
  try {
    return spawn(program, argv, {
      cwd: recipe.cwd,
      env: recipe.env ?? process.env,
      stdio: ['ignore', output, output, ...(recipe.fd === undefined ? [] : [recipe.fd])],
      // A process group of its own: Ctrl-C in the terminal is for us alone, and we stop the children in order.
      detached: true,
      ...(recipe.user ?? {}),
    });
  } finally {
    closeSync(output);
  }
};

const openLogPath = (dataDir: string, name: ServiceName): string => {
  const path = join(dataDir, 'logs', `${name}.log`);
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  if (sizeOf(path) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  return path;
};

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
