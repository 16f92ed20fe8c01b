import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../platform/config.ts';
import { startLocalServices } from '../../platform/local-services.ts';
import { ROLES } from '../../platform/role-names.ts';
import type { ServiceUrls } from '../../platform/service-urls.ts';
import type { ServiceName } from '../../platform/services/index.ts';
import { sandboxKeysOf } from '../../platform/services/payments.ts';
import { freePort } from '../../platform/services/tcp.ts';
import { inbox } from '../harness/inbox.ts';
import { cleanUpAfter, makeTestDir, type Afterwards } from '../harness/services.ts';
import type { RolesOrders } from './roles-process.ts';

/** Roles that live and die together, a process of their own. */
const PARTS = {
  gateway: ['gateway'],
  projector: ['projector'],
  worker: ['worker'],
  processor: ROLES.filter((role) => !['gateway', 'projector', 'worker'].includes(role)),
};
export const ROLE_PROCESSES = ['gateway', 'projector', 'processor', 'worker'] as const;
/** Those that films need; there is the sandbox of payments, too. */
export const SERVICES = ['eventstore', 'postgres', 'nats', 'redis'] as const;
export type RoleProcess = (typeof ROLE_PROCESSES)[number];
const isService = (target: Target): target is ServiceName => !ROLE_PROCESSES.some((each) => each === target);
/** What can be struck. */
export type Target = RoleProcess | ServiceName;

/** A whole installation with each service and group of roles in a process of its own, like containers that somebody restarts. */
export interface Installation {
  readonly dataDir: string;
  readonly urls: ServiceUrls;
  readonly gatewayUrl: string;
  readonly operatorToken: string;
  /** Ends it without a word; resolves when it is back at the same address. */
  kill(target: Target): Promise<void>;
  /** Stops it for so long without a word. Of roles other than the gateway another process takes over meanwhile, and both stay. */
  freeze(target: Target, ms: number): Promise<void>;
  /** Makes it so much later than the machine's clock says, ms, for all roles and the sandbox of payments. Stores stay in the present. */
  moveClock(offsetMs: number): Promise<void>;
  /** Asks the sandbox of payments for what only tests may, until it answers: it may just be coming back. */
  atSandbox(method: 'GET' | 'PUT' | 'POST', path: string, body?: object): Promise<Response>;
  /** Aborted, with an error, when a process of roles ended that nobody had killed: an outage must not end it. */
  readonly died: AbortSignal;
}

/** Starts one; everything ends with the test. @param more `REPRISE_…` variables */
export async function startInstallation(
  t: Afterwards,
  more: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const dataDir = makeTestDir(t);
  const variables = {
    REPRISE_DATA_DIR: dataDir,
    REPRISE_PORT: String(await freePort()),
    REPRISE_ENCODER_PRESET: 'ultrafast',
    ...more,
  };
  const config = loadConfig(variables);
  const reports: string[] = [];
  const services = await startLocalServices(config, (line) => void reports.push(line));
  cleanUpAfter(t, () => services.stop());
  const died = new AbortController();
  const processes = new Map<RoleProcess, Set<ChildProcess>>(ROLE_PROCESSES.map((name) => [name, new Set()]));
  let over = false;
  let offsetMs = 0;
  const begin = async (name: RoleProcess): Promise<void> => {
    const clockOffsetMs = offsetMs;
    const child = spawnRoles({ roles: PARTS[name], services: services.urls, variables, clockOffsetMs });
    const all = processes.get(name);
    all?.add(child);
    child.once('exit', (code, signal) => {
      const wasKilled = all?.delete(child) === false;
      if (!wasKilled && !over) died.abort(new Error(`${name} ended by itself (${signal ?? `code ${code}`})`));
    });
    await ready(child);
    if (clockOffsetMs !== offsetMs) await tellClock(child, offsetMs);
  };
  const end = async (name: RoleProcess, child: ChildProcess): Promise<void> => {
    processes.get(name)?.delete(child);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  cleanUpAfter(t, async () => {
    over = true;
    for (const [name, children] of processes) await Promise.all([...children].map((child) => end(name, child)));
  });
  await Promise.all(ROLE_PROCESSES.map(begin));

  const killService = async (name: ServiceName): Promise<void> => {
    const isBack = (): number => reports.filter((line) => line === `${name} is back`).length;
    const before = isBack();
    process.kill(pidOf(dataDir, name), 'SIGKILL');
    await inbox().until(async () => isBack() > before, 60_000);
  };
  const atSandbox: Installation['atSandbox'] = async (method, path, body = {}) => {
    const { origin, password } = new URL(services.urls.payments ?? '');
    const { control } = sandboxKeysOf(decodeURIComponent(password));
    let answer: Response | undefined;
    await inbox().until(async () => {
      answer = await fetch(`${origin}/sandbox/${path}`, {
        method,
        headers: { authorization: `Bearer ${control}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
      }).catch(() => undefined);
      return answer?.ok === true;
    }, 60_000);
    if (answer === undefined) throw new Error('unreachable');
    return answer;
  };
  return {
    dataDir,
    urls: services.urls,
    gatewayUrl: `http://127.0.0.1:${variables.REPRISE_PORT}`,
    operatorToken: config.operatorToken,
    died: died.signal,
    atSandbox,
    async moveClock(ms) {
      // Webhooks that come in between are refused for their time, and sent again.
      await atSandbox('PUT', 'settings', { clockOffsetMs: ms });
      offsetMs = ms;
      await Promise.all([...processes.values()].flatMap((all) => [...all].map((child) => tellClock(child, ms))));
    },
    async kill(target) {
      if (isService(target)) return killService(target);
      const [child] = processes.get(target) ?? [];
      if (child !== undefined) await end(target, child);
      if (processes.get(target)?.size === 0) await begin(target);
    },
    async freeze(target, ms) {
      const [pid = 0] = isService(target)
        ? [pidOf(dataDir, target)]
        : [...(processes.get(target) ?? [])].map((child) => child.pid);
      const pids = [pid, ...childrenOf(pid)];
      for (const each of pids) signal(each, 'SIGSTOP');
      try {
        if (!isService(target) && target !== 'gateway') await begin(target);
        await sleep(ms);
      } finally {
        for (const each of pids) signal(each, 'SIGCONT');
      }
    },
  };
}

function spawnRoles(orders: RolesOrders): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'roles-process.ts'), JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
}

/** Resolves when the process goes by that clock, or has ended. */
async function tellClock(child: ChildProcess, clockOffsetMs: number): Promise<void> {
  if (!child.connected) return;
  const answered = Promise.race([once(child, 'message'), once(child, 'exit')]);
  child.send({ clockOffsetMs }, () => undefined);
  await answered;
}

async function ready(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? [])
    if (String(chunk).includes('READY')) return;
  // Killed while it was starting; one that ended by itself is noticed by its exit.
}

const pidOf = (dataDir: string, name: ServiceName): number =>
  (JSON.parse(readFileSync(join(dataDir, `services/${name}.pid`), 'utf8')) as { child: { pid: number } }).child.pid;

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/** One that has ended meanwhile needs none. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
