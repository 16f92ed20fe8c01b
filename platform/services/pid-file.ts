import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identify, isSameProcess } from './process-identity.ts';
import { ServiceFailed, type ServiceName } from './service.ts';

const processRecord = z.object({ pid: z.int().positive(), startedAt: z.string() });
const pidRecord = z.object({ child: processRecord, parent: processRecord, program: z.string() });

const pidFile = (dataDir: string, name: ServiceName): string => join(dataDir, `${name}.pid`);

/** Records a child and its parent, so that the next start can distinguish a stale child from a foreign process. */
export const writePidFile = (dataDir: string, name: ServiceName, pid: number, program: string): void => {
  const child = identify(pid);
  const parent = identify(process.pid);
  if (child === undefined || parent === undefined) return;
  const path = pidFile(dataDir, name);
  const record = {
    child: { pid, startedAt: child.startedAt },
    parent: { pid: parent.pid, startedAt: parent.startedAt },
    program,
  };
  writeFileSync(`${path}.new`, JSON.stringify(record));
  renameSync(`${path}.new`, path);
};

export const removePidFile = (dataDir: string, name: ServiceName): void =>
  rmSync(pidFile(dataDir, name), { force: true });

/**
 * Stops the child that a killed run of ours left behind in this data directory. A process is touched only when its
 * pid, its start time and its command line all match what was recorded.
 * Throws `ServiceFailed` when the recorded parent is alive: then the data directory is in use.
 */
export const stopStale = async (
  dataDir: string,
  name: ServiceName,
  signal: NodeJS.Signals,
  log: (line: string) => void,
): Promise<void> => {
  const record = readRecord(pidFile(dataDir, name));
  if (record === undefined) return;
  const child = identify(record.child.pid);
  if (child === undefined || child.startedAt !== record.child.startedAt || !child.command.includes(record.program)) {
    removePidFile(dataDir, name);
    return;
  }
  if (isSameProcess(record.parent))
    throw new ServiceFailed(
      name,
      `${dataDir} is in use: process ${record.parent.pid} already runs ${name} on it. Stop that one, or name another directory in REPRISE_DATA_DIR.`,
    );
  log(`stopping ${name} (process ${child.pid}), left behind by a run that was killed`);
  process.kill(child.pid, signal);
  await waitUntilGone(record.child, 15_000);
  if (isSameProcess(record.child)) process.kill(child.pid, 'SIGKILL');
  await waitUntilGone(record.child, 5_000);
  removePidFile(dataDir, name);
};

const readRecord = (path: string): z.infer<typeof pidRecord> | undefined => {
  try {
    return pidRecord.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Absent, or cut short by a crash: there is nothing to go by, so nothing is touched.
    return undefined;
  }
};

const waitUntilGone = async (recorded: { pid: number; startedAt: string }, withinMs: number): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (isSameProcess(recorded) && performance.now() < deadline) await sleep(25);
};
