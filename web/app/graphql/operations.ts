import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, Kind, OperationTypeNode } from 'graphql';
import { formatDocument, stringifyDocument, type TypedDocumentNode } from 'urql';

const WEB = join(import.meta.dirname, '../..');

/** One operation that the app sends over HTTP. */
export interface PersistedOperation {
  readonly name: string;
  /** sha256 of the document's text, in hex. */
  readonly hash: string;
  /** The document as the app would send it. */
  readonly document: string;
}

/**
 * Every query and mutation of the app, by name: read from the `*.queries.ts` files, the only ones that may hold documents.
 * Subscriptions go over the socket and are not among them. The same sources give the same operations, in the same order.
 * @throws when an operation has no name, or two have the same one
 */
export async function extractOperations(): Promise<readonly PersistedOperation[]> {
  const found = new Map<string, PersistedOperation>();
  for (const file of globSync('**/*.queries.ts', { cwd: WEB, exclude: ['dist/**'] })) {
    const exported = (await import(join(WEB, file))) as Record<string, unknown>;
    for (const document of Object.values(exported).filter(isDocument)) {
      const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
      if (operation === undefined || operation.operation === OperationTypeNode.SUBSCRIPTION) continue;
      const name = operation.name?.value;
      if (name === undefined) throw new Error(`An operation in web/${file} has no name.`);
      if (found.has(name)) throw new Error(`Two operations are named ${name}; one of them is in web/${file}.`);
      const text = stringifyDocument(formatDocument(document as TypedDocumentNode) as DocumentNode);
      found.set(name, { name, hash: createHash('sha256').update(text).digest('hex'), document: text });
    }
  }
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

const isDocument = (value: unknown): value is DocumentNode =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT;
