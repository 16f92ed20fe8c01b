import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../../ports/logger.ts';

/** Documents by the sha256 of their text, as the build of the web app writes them beside its pages. */
const Manifest = z.record(z.string(), z.string());
const MANIFEST = '.persisted-operations.json';

/** `extensions` of a request that names its document by hash instead of sending it. */
export const PersistedExtensions = z.object({
  persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) }),
});

/** The operations of our own app. */
export interface PersistedOperations {
  /** The document with this hash, or undefined. */
  document(sha256: string): string | undefined;
}

/**
 * Reads the operations that belong to the built app in `webRoot`. Without them (no build, a broken file) the app sends
 * its documents as text, so this never fails; a file that is there and does not fit is logged.
 */
export function loadPersistedOperations(webRoot: string, logger: Logger): PersistedOperations {
  const documents = new Map<string, string>();
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(webRoot, MANIFEST), 'utf8')));
    for (const [hash, text] of Object.entries(manifest)) {
      if (createHash('sha256').update(text).digest('hex') !== hash)
        throw new Error(`The hash ${hash} is not its document's.`);
      documents.set(hash, text);
    }
  } catch (error) {
    documents.clear();
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isAbsent) logger.warn({ err: error }, 'the persisted operations of the web app cannot be read');
  }
  return { document: (sha256) => documents.get(sha256) };
}
