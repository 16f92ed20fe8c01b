import type { RecordedEvent } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { instant, long, nullable, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { projectionOfAll, put } from '../runtime/projection.ts';
import type { AnyFact } from '../runtime/projection.ts';

export const eventIndex = table('events', {
  key: ['position'],
  columns: {
    position: long,
    eventId: uuid,
    stream: text,
    revision: long,
    type: text,
    recordedAt: instant,
    /** '' when the event does not say. */
    actorKind: text,
    actorId: nullable(text),
    correlationId: nullable(text),
    causationId: nullable(text),
    commandId: nullable(text),
  },
  indexes: [
    // The last 36 characters are the entity's id: one index finds a stream, and every stream of an entity.
    { name: 'events_entity', on: 'right(stream, 36), position desc' },
    // Serves any choice of contexts, types and kinds of actors: few groups, each in the order of the log.
    { name: 'events_kind', on: 'type, actor_kind, position desc' },
    { name: 'events_correlation', on: 'correlation_id, position desc', where: 'correlation_id is not null' },
  ],
});
export type StoredEvent = RowOf<typeof eventIndex>;

/** Longer texts cannot be indexed; nothing of ours is near it. */
const LONGEST = 500;

/** Anybody may have written this event: PostgreSQL takes no endless index keys. */
const plain = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, LONGEST) : null);

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

function indexed(recorded: RecordedEvent, fact: AnyFact | undefined): StoredEvent {
  const { metadata } = recorded;
  const actor = field(metadata, 'actor');
  return {
    position: recorded.position,
    eventId: recorded.id,
    stream: plain(recorded.stream) ?? '',
    revision: recorded.revision,
    type: plain(recorded.type) ?? '',
    recordedAt: recorded.recordedAt.toISOString(),
    actorKind: fact?.metadata.actor.kind ?? plain(field(actor, 'kind')) ?? '',
    actorId: plain(field(actor, 'id')),
    correlationId: plain(field(metadata, '$correlationId')),
    causationId: plain(field(metadata, '$causationId')),
    commandId: plain(field(metadata, 'commandId')),
  };
}

/** Heartbeats would be nearly all rows; they are read from their streams when somebody asks. */
const telemetry: ReadonlySet<string> = new Set(
  language.events.filter((event) => event.telemetry === true).map((event) => event.type),
);

/** Every event of the log but telemetry, findable by stream, kind and correlation; also those that no code understands. */
export const eventIndexProjection = projectionOfAll({
  name: 'event_index',
  version: 2,
  tables: [eventIndex],
  ignores: telemetry,
  onEvery: (recorded, fact) => [put(eventIndex, indexed(recorded, fact))],
});
