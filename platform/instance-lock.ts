import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed, print } from './cli/print.ts';
import { closeDataDir } from './data-directory.ts';
import { identify, isSameProcess } from './services/process-identity.ts';

/**
 * Takes a data directory for this process. A lock left by a killed process is taken over: pid and start time identify its process.
 * @throws CommandFailed while another process holds it, or when the directory cannot be used
 * @returns a function that gives it back
 */
export function lockDataDir(dataDir: string): () => void {
  const path = join(dataDir, 'instance.lock');
  const mine = `${path}.${process.pid}`;
  try {
    const [open] = closeDataDir(dataDir);
    if (open !== undefined)
      print('·', `${open} belongs to somebody else, and others may read it: close it (chmod 700)`);
    writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: identify(process.pid)?.startedAt ?? '' }));
  } catch (error) {
    throw new CommandFailed(
      `${dataDir} cannot be used (${error instanceof Error ? error.message : String(error)}). Free some space, make it yours, or name another directory in REPRISE_DATA_DIR.`,
    );
  }
  try {
    for (let tries = 0; tries < 3; tries += 1) {
      if (tryLink(mine, path)) return () => rmSync(path, { force: true });
      const holder = read(path);
      if (holder !== undefined && isSameProcess(holder))
        throw new CommandFailed(
          `Reprise already runs on ${dataDir} (process ${holder.pid}). Stop that one, or name another directory in REPRISE_DATA_DIR and another port in REPRISE_PORT.`,
        );
      rmSync(path, { force: true });
    }
    throw new CommandFailed(`${path} keeps changing hands. Start Reprise once, not several times at once.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): { pid: number; startedAt: string } | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value)) return undefined;
    return { pid: Number(value.pid), startedAt: String(value.startedAt) };
  } catch {
    return undefined;
  }
}
