import { isByViewer } from './by-viewer.ts';
import { createCatalog } from './catalog.ts';
import type { Catalog } from './catalog.ts';
import type { SchemaContext } from './context.ts';
import { decodeBy } from './decode.ts';
import type { Decoded, Recorded } from './decode.ts';
import type { CommandDefinition, EventDefinition, JobDefinition } from './define.ts';
import { encodeBy } from './encode.ts';
import type { EncodedEvent } from './encode.ts';
import type { Metadata } from './metadata.ts';

/** Every event, command and job of this platform, made of a list of contexts. */
export interface Language {
  readonly contexts: readonly SchemaContext[];
  /** Every event version, past ones too. */
  readonly events: readonly EventDefinition[];
  /** Event types by name. */
  readonly catalog: Catalog;
  readonly commands: ReadonlyMap<string, CommandDefinition>;
  readonly jobs: ReadonlyMap<string, JobDefinition>;
  /** @throws SchemaViolation when the data does not fit the current version of the type */
  encode(
    event: { readonly type: string; readonly data: unknown },
    id: string,
    metadata: Omit<Metadata, 'schema'>,
  ): EncodedEvent;
  /** Checks and brings to the current version. The type is that of the standard contexts; others narrow it themselves. */
  decode(recorded: Recorded): Decoded;
  /**
   * Whether a stream is one of the platform's own, by its name: `{category}-{uuid}`. An event store may hold those of others too,
   * which concern nobody here.
   */
  isOwnStream(stream: string): boolean;
  /** Whether an event was caused by somebody who watches, be it through processes and workers. */
  isByViewer(recorded: Pick<Recorded, 'stream' | 'data' | 'metadata'>): boolean;
  /** The names under which events of these types may stand in the log: their own, and what they were called before. */
  recordedNames(types: Iterable<string>): readonly string[];
}

const ownStream = /^(.+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Makes the language of a list of contexts.
 * @throws Error when a name is used twice, or a history of versions has a gap
 */
export function createLanguage(contexts: readonly SchemaContext[]): Language {
  const events = contexts.flatMap((context) => [...context.events, ...(context.pastEvents ?? [])]);
  const renamings = contexts.flatMap((context) => context.renamings ?? []);
  const catalog = createCatalog(
    events,
    contexts.flatMap((context) => context.upcasters ?? []),
    renamings,
  );
  for (const { name, events: own } of contexts)
    for (const { type } of own)
      if (!type.startsWith(`${name}.`)) throw new Error(`The event "${type}" must begin with "${name}.", its context.`);
  const own = new Set([
    ...events.map(({ category }) => category),
    ...contexts.flatMap((context) => context.processes ?? []),
  ]);
  const ofViewers = new Set(contexts.flatMap((context) => context.viewers ?? []));
  return {
    contexts,
    events,
    catalog,
    commands: indexed(
      'command',
      contexts.flatMap((context) => context.commands ?? []),
      ({ type }) => type,
    ),
    jobs: indexed(
      'job',
      contexts.flatMap((context) => context.jobs ?? []),
      ({ name }) => name,
    ),
    encode: (event, id, metadata) => encodeBy(catalog, event, id, metadata),
    decode: (recorded) => decodeBy(catalog, recorded) as Decoded,
    isOwnStream: (stream) => own.has(ownStream.exec(stream)?.[1] ?? ''),
    isByViewer: (recorded) => isByViewer(recorded, ofViewers),
    recordedNames(types) {
      const wanted = new Set(types);
      return [...wanted, ...renamings.filter(({ to }) => wanted.has(to)).map(({ type }) => type)];
    },
  };
}

function indexed<T>(what: string, all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, T> {
  const found = new Map(all.map((one) => [nameOf(one), one]));
  if (found.size < all.length) throw new Error(`Two contexts define a ${what} of the same name.`);
  return found;
}
