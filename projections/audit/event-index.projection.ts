import type { RecordedEvent } from '../../ports/event-log.ts';
import { instant, long, nullable, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { projectionOfAll, put } from '../runtime/projection.ts';

export const eventIndex = table('events', {
  key: ['position'],
  columns: {
    position: long,
    eventId: uuid,
    stream: text,
    revision: long,
    type: text,
    recordedAt: instant,
    actorKind: nullable(text),
    actorId: nullable(text),
    correlationId: nullable(text),
    causationId: nullable(text),
    commandId: nullable(text),
  },
  indexes: [
    { name: 'events_stream', on: 'stream, position desc' },
    { name: 'events_type', on: 'type, position desc' },
    { name: 'events_correlation', on: 'correlation_id, position desc', where: 'correlation_id is not null' },
  ],
});
export type StoredEvent = RowOf<typeof eventIndex>;

/** Longer texts cannot be indexed; nothing of ours is near it. */
const LONGEST = 500;

/** Anybody may have written this event: PostgreSQL takes neither NUL nor endless index keys. */
const plain = (value: unknown): string | null =>
  typeof value === 'string' ? value.slice(0, LONGEST).replaceAll('\u0000', '\uFFFD').toWellFormed() : null;

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

function indexed(recorded: RecordedEvent): StoredEvent {
  const { metadata } = recorded;
  const actor = field(metadata, 'actor');
  return {
    position: recorded.position,
    eventId: recorded.id,
    stream: plain(recorded.stream) ?? '',
    revision: recorded.revision,
    type: plain(recorded.type) ?? '',
    recordedAt: recorded.recordedAt.toISOString(),
    actorKind: plain(field(actor, 'kind')),
    actorId: plain(field(actor, 'id')),
    correlationId: plain(field(metadata, '$correlationId')),
    causationId: plain(field(metadata, '$causationId')),
    commandId: plain(field(metadata, 'commandId')),
  };
}

/** Every event of the log, findable by stream, type and correlation; also those that no code understands. */
export const eventIndexProjection = projectionOfAll({
  name: 'event_index',
  version: 1,
  tables: [eventIndex],
  onEvery: (recorded) => [put(eventIndex, indexed(recorded))],
});
