import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { KnownLog, LogMemory } from '../../ports/log-memory.ts';

const whole = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform(BigInt);
const Note = z.object({
  logId: z.string(),
  position: whole,
  witness: z.object({ stream: z.string(), revision: whole, eventId: z.string() }).optional(),
});

/**
 * A file that remembers the log to which the files beside it belong. One that cannot be read as such remembers nothing: a
 * power cut may leave it empty, and the next note makes it whole.
 * @param path of the file; its directory is made when it is missing
 */
export function createFileMemory(path: string): LogMemory & { forget(): Promise<void> } {
  const recall = async (): Promise<(KnownLog & { logId: string }) | undefined> => {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
    const parsed = Note.safeParse(jsonOf(text));
    return parsed.success ? { ...parsed.data, witness: parsed.data.witness } : undefined;
  };
  return {
    recall,
    forget: () => rm(path, { force: true }),
    async note(known) {
      const before = await recall();
      if (before !== undefined && before.logId !== known.logId) return false;
      if (before !== undefined && before.position >= known.position) return true;
      await mkdir(dirname(path), { recursive: true });
      // In containers every process may have the same number.
      const next = `${path}.${randomUUID()}`;
      await writeFile(next, `${JSON.stringify(known, bigints, 2)}\n`, { mode: 0o600, flush: true });
      await rename(next, path);
      return true;
    },
  };
}

const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
