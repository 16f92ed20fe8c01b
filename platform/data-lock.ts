import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, isSameProcess } from './services/process-identity.ts';
import { PlainError } from './terminal.ts';

const owner = z.object({ pid: z.int(), startedAt: z.string() });

/**
 * Takes the data directory for this process; the returned function gives it back.
 * Throws a `PlainError` when a living process has it. The lock of a dead one is taken over.
 */
export const lockDataDir = (dataDir: string): (() => void) => {
  const path = join(dataDir, 'reprise.lock');
  const mine = `${path}.${process.pid}`;
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: identify(process.pid)?.startedAt ?? '' }));
  } catch (error) {
    throw new PlainError(`${dataDir} cannot be written (${error instanceof Error ? error.message : String(error)}). Name another directory in REPRISE_DATA_DIR, or free some space.`);
  }
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // Linking is atomic and fails when the lock is there, so that of two processes one wins.
        linkSync(mine, path);
        return () => rmSync(path, { force: true });
      } catch {
        const other = readOwner(path);
        if (other !== undefined && isSameProcess(other))
          throw new PlainError(`Reprise already runs on ${dataDir} (process ${other.pid}). Stop it with Ctrl-C there, or name another directory in REPRISE_DATA_DIR.`);
        rmSync(path, { force: true });
      }
    }
    throw new PlainError(`${path} is being taken by another process. Try again.`);
  } finally {
    rmSync(mine, { force: true });
  }
};

const readOwner = (path: string): z.infer<typeof owner> | undefined => {
  try {
    return owner.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
};
