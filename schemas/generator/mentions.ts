import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mentions } from './event-model.ts';

/** Only deciders and processes emit; besides them, projections and the workers' roles react to what is written. */
const rooms = ['domain', 'projections', 'workers'];
const emitter = /\.(decider|process)\.ts$/;
const isCode = (path: string): boolean =>
  emitter.test(path) ||
  path.endsWith('.projection.ts') ||
  (path.startsWith('workers/') && path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('/testing/'));

/**
 * Reads which files name which event types, by their text. A file that builds `{ type: 'x', data … }` emits x; folding what
 * one emits oneself does not count as handling; every other mention does.
 */
export function readMentions(root: string): (type: string) => Mentions {
  const files = rooms
    .flatMap((room) => filesBelow(root, room))
    .filter(isCode)
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  return (type) => {
    const emits = files.filter(
      ({ text }) =>
        text.includes(`type: '${type}', data`) || new RegExp(`type: '${type.replace('.', '\\.')}',\\s+data`).test(text),
    );
    const handles = files.filter(
      ({ path, text }) => text.includes(`'${type}'`) && !emits.some((emitter) => emitter.path === path),
    );
    return { emits: emits.map(({ path }) => path), handles: handles.map(({ path }) => path) };
  };
}

function filesBelow(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
