import { z } from 'zod';
import { publicError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { PersistedExtensions, type PersistedOperations } from './persisted-operations.ts';

/** An operation as its text, or as the hash of a text that belongs to our own app. A text that is there counts. */
export const Body = z.object({
  query: z.string().min(1).max(LIMITS.bodyBytes).optional(),
  extensions: z.unknown().optional(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z
    .string()
    .regex(/^[_A-Za-z][_0-9A-Za-z]{0,199}$/)
    .nullish(),
});

/** The document that a request names by its hash. Throws the error that the caller gets: to send the text instead. */
export function documentOf(persisted: PersistedOperations, extensions: unknown): string {
  const named = PersistedExtensions.safeParse(extensions);
  if (!named.success)
    throw publicError('BAD_REQUEST', 'Send the operation as `query`, or its hash as `extensions.persistedQuery`.');
  const document = persisted.document(named.data.persistedQuery.sha256Hash);
  if (document === undefined)
    throw publicError('PERSISTED_QUERY_NOT_FOUND', 'No operation has this hash here. Send its text as `query`.');
  return document;
}

/** A GET carries its variables and its extensions as JSON text. */
export function fromQuery(query: Record<string, string>): unknown {
  try {
    return Object.fromEntries(
      Object.entries(query).map(([name, value]) => [
        name,
        name === 'variables' || name === 'extensions' ? JSON.parse(value) : value,
      ]),
    );
  } catch {
    return undefined;
  }
}
