import { catalog, type DomainEvent } from '../catalogue.ts';
import type { Catalog } from './catalog.ts';
import { Metadata } from './metadata.ts';
import { upcast } from './upcast.ts';
import { compileLazily } from './validate.ts';

/** What the log hands out; structurally the port's `RecordedEvent`. */
export interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly recordedAt: Date;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** Where and when an event stands in the log, and who caused it. */
export interface Recording {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly recordedAt: Date;
  readonly metadata: Metadata;
}

/** An event of the catalogue, valid, in its current version, with its place in the log. Narrow it by `type`. */
export type DecodedEvent = DomainEvent & Recording;

export type Decoded<E = DecodedEvent> =
  | { readonly kind: 'known'; readonly event: E }
  | { readonly kind: 'unknown'; readonly reason: string };

/** As input: metadata may carry more than this version knows. */
const checkMetadata = compileLazily(Metadata, 'input');
const unknown = (reason: string): { kind: 'unknown'; reason: string } => ({ kind: 'unknown', reason });

/** Decodes by any catalogue; the project's own is `decode`. Never throws for what it reads. */
export function decodeBy(
  known: Catalog,
  recorded: Recorded,
): Decoded<{ readonly type: string; readonly data: Record<string, unknown> } & Recording> {
  const type = known.get(recorded.type);
  if (type === undefined) return unknown(`no definition for the event type "${recorded.type}"`);
  const wrongMetadata = checkMetadata(recorded.metadata);
  if (wrongMetadata !== undefined) return unknown(`metadata: ${wrongMetadata}`);
  const metadata = recorded.metadata as Metadata;
  const version = type.versions.find((candidate) => candidate.schema === metadata.schema);
  if (version === undefined)
    return unknown(`no definition for "${metadata.schema}"; the newest known is ${type.current.schema}`);
  const wrongData = version.validate(recorded.data);
  if (wrongData !== undefined) return unknown(`${metadata.schema}: ${wrongData}`);
  const valid = recorded.data as Record<string, unknown>;
  const data = version === type.current ? valid : upcast(type.chain, version.definition.version, valid);
  const { id, stream, revision, position, recordedAt } = recorded;
  return { kind: 'known', event: { type: recorded.type, data, id, stream, revision, position, recordedAt, metadata } };
}

/**
 * Turns what the log holds into an event of the catalogue: checks metadata and data against the JSON Schema of the version
 * that it was written with, then upcasts it to the current version.
 */
export function decode(recorded: Recorded): Decoded {
  return decodeBy(catalog, recorded) as Decoded;
}
