import type { Catalog } from './catalog.ts';
import type { Metadata } from './metadata.ts';

/** An event ready for the log; structurally the port's `NewEvent`. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Metadata;
}

/** An event does not fit its own definition: a bug of whoever made it. */
export class SchemaViolation extends Error {
  override name = 'SchemaViolation';
}

/**
 * Gives an event its id and metadata (`schema` is filled in here) and checks it against its JSON Schema.
 * @param id derived by `uuid5`, so that a repeat is recognised by the log
 * @throws SchemaViolation when the data does not fit
 */
export function encodeBy(
  known: Catalog,
  event: { readonly type: string; readonly data: unknown },
  id: string,
  metadata: Omit<Metadata, 'schema'>,
): EncodedEvent {
  const type = known.get(event.type);
  if (type === undefined || type.renaming !== undefined)
    throw new SchemaViolation(`"${event.type}" is not in the catalogue: define it in schemas/.`);
  const wrong = type.current.validate(event.data);
  if (wrong !== undefined) throw new SchemaViolation(`${type.current.schema}: ${wrong}`);
  return { id, type: event.type, data: event.data, metadata: { ...metadata, schema: type.current.schema } };
}
