import { decodeCursor } from '../db/cursor.ts';
import type { Database } from '../db/database.ts';
import { limitOf, pageOf } from '../db/page.ts';
import type { StoredEvent } from './event-index.projection.ts';
import type { EventIndexQueries, EventIndexRow } from './event-index.rows.ts';

const columns = [
  'position',
  'eventId',
  'stream',
  'revision',
  'type',
  'recordedAt',
  'actorKind',
  'actorId',
  'correlationId',
  'causationId',
  'commandId',
] as const;

const toRow = (row: StoredEvent): EventIndexRow => ({
  ...row,
  position: String(row.position),
  revision: String(row.revision),
});

const hasNul = (text: string): boolean => text.includes('\u0000');

/** The only door to the tables of `event_index`. */
export function createEventIndexQueries({ kysely }: Database): EventIndexQueries {
  return {
    async events({ first, after, stream, types, correlationId }) {
      const before = after === undefined ? undefined : decodeCursor('events', after);
      // PostgreSQL takes no NUL in a text, and no event is filed under one.
      if ([stream ?? '', correlationId ?? '', ...(types ?? [])].some(hasNul) || types?.length === 0)
        return { rows: [], hasNextPage: false };
      let query = kysely.selectFrom('eventIndex.events').select(columns);
      if (stream !== undefined) query = query.where('stream', '=', stream);
      if (types !== undefined) query = query.where('type', 'in', types);
      if (correlationId !== undefined) query = query.where('correlationId', '=', correlationId);
      if (before !== undefined) query = query.where('position', '<', before);
      const rows = await query.orderBy('position', 'desc').limit(limitOf(first)).execute();
      return pageOf(rows, { first, list: 'events', positionOf: (row) => row.position, map: toRow });
    },
    async count() {
      const { count } = await kysely
        .selectFrom('eventIndex.events')
        .select(({ fn }) => fn.countAll<bigint>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
