import type { DomainEvent } from '../contexts.ts';
import type { Catalog } from './catalog.ts';
import { RecordedMetadata, currentMetadata } from './metadata.ts';
import type { Metadata } from './metadata.ts';
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

/** An event of any context, valid, in its current version. */
export interface AnyEvent {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** An event of the standard contexts, valid, in its current version, with its position in the log. Narrow it by `type`. */
export type DecodedEvent = DomainEvent & Recording;

export type Decoded<E = DecodedEvent> =
  | { readonly kind: 'known'; readonly event: E }
  | { readonly kind: 'unknown'; readonly reason: string };

/** As input: metadata may carry more than this version knows. */
const checkMetadata = compileLazily(RecordedMetadata, 'input');
const unknown = (reason: string): { kind: 'unknown'; reason: string } => ({ kind: 'unknown', reason });

/**
 * Turns what the log holds into an event of the catalogue: checks metadata and data against the JSON Schema of the version
 * that it was written with, then brings it to the current version, and to the type that it is read as. Never throws for
 * what it reads.
 */
export function decodeBy(known: Catalog, recorded: Recorded): Decoded<AnyEvent & Recording> {
  const type = known.get(recorded.type);
  if (type === undefined) return unknown(`no definition for the event type "${recorded.type}"`);
  const wrongMetadata = checkMetadata(recorded.metadata);
  if (wrongMetadata !== undefined) return unknown(`metadata: ${wrongMetadata}`);
  const metadata = currentMetadata(recorded.metadata as RecordedMetadata);
  const version = type.versions.get(metadata.schema);
  if (version === undefined)
    return unknown(`no definition for "${metadata.schema}"; the newest known is ${type.current.schema}`);
  const wrongData = version.validate(recorded.data);
  if (wrongData !== undefined) return unknown(`${metadata.schema}: ${wrongData}`);
  const valid = recorded.data as Record<string, unknown>;
  let data = version === type.current ? valid : upcast(type.chain, version.definition.version, valid);
  let name = recorded.type;
  if (type.renaming !== undefined) {
    const { to, version: from, up } = type.renaming;
    data = upcast(known.get(to)?.chain ?? [], from, up(data));
    name = to;
  }
  const { id, stream, revision, position, recordedAt } = recorded;
  return { kind: 'known', event: { type: name, data, id, stream, revision, position, recordedAt, metadata } };
}
