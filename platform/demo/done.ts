import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { GatewayClient } from './gateway-client.ts';
import type { DemoFilm } from './films.ts';

const Done = z.object({
  films: z.array(z.object({ id: z.string(), titleId: z.uuid().optional(), reason: z.string().optional() })),
});
/** What became of each film in the end: a title, or the pipeline's reason for refusing it. */
export type Done = z.infer<typeof Done>['films'];

/** Reads the note of an earlier run. A missing or damaged one reads as nothing done: doing it again changes nothing. */
export function readDone(path: string): Done {
  try {
    return Done.parse(JSON.parse(readFileSync(path, 'utf8'))).films;
  } catch {
    return [];
  }
}

/** Notes what is done; whole or not at all. */
export function writeDone(path: string, films: Done): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify({ films }, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/**
 * Whether the note speaks of all films, and of this installation: the titles are there. An operator may have renamed or
 * unpublished them since; that is theirs to decide.
 */
export async function isAllDone(client: GatewayClient, done: Done, films: readonly DemoFilm[]): Promise<boolean> {
  if (!films.every(({ id }) => done.some((each) => each.id === id))) return false;
  const titleIds = done.flatMap(({ titleId }) => (titleId === undefined ? [] : [titleId]));
  if (titleIds.length === 0) return done.length > 0;
  const fields = titleIds.map((id, index) => `t${index}: title(id: "${id}") { id }`).join(' ');
  const found = await client.query(`{ ${fields} }`, {}, z.record(z.string(), z.object({ id: z.string() }).nullable()));
  return Object.values(found).every((title) => title !== null);
}
