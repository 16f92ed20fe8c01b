import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { extractOperations } from './operations.ts';

/** Beside the built pages; its name begins with a dot, so that it is not served to browsers. */
export const MANIFEST = '.persisted-operations.json';

/**
 * Gives the app the hashes of its operations by name, and writes the documents by hash for the gateway. A development
 * server gives none, because documents change there while the gateway runs: the app sends their texts.
 */
export function persistedOperations(): Plugin {
  return {
    name: 'reprise-persisted-operations',
    async config(_config, { command }) {
      const operations = command === 'build' ? await extractOperations() : [];
      const hashes = Object.fromEntries(operations.map(({ name, hash }) => [name, hash]));
      return { define: { PERSISTED_OPERATIONS: JSON.stringify(hashes) } };
    },
    async writeBundle({ dir }) {
      const operations = await extractOperations();
      const documents = Object.fromEntries(operations.map(({ hash, document }) => [hash, document]));
      mkdirSync(dir ?? '', { recursive: true });
      writeFileSync(join(dir ?? '', MANIFEST), `${JSON.stringify(documents, null, 1)}\n`);
    },
  };
}
