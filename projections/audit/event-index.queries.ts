import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from '../../ports/database.ts';
import { decodeCursor } from '../db/cursor.ts';
import { containing, isUuid, limitOf, pageOf } from '../db/page.ts';
import type { StoredEvent, eventIndexProjection } from './event-index.projection.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { EventFilter, EventIndexQueries, EventIndexRow } from './event-index.rows.ts';

type Tables = TablesOf<typeof eventIndexProjection>;

type Sql = RawBuilder<unknown>;

const columns = sql.raw(
  `position, event_id, stream, revision, type, recorded_at, actor_kind, actor_id, correlation_id, causation_id, command_id`,
);

const toRow = (row: StoredEvent): EventIndexRow => ({
  ...row,
  position: String(row.position),
  revision: String(row.revision),
  actorKind: row.actorKind === '' ? null : row.actorKind,
});

/**
 * The pairs of type and kind of actor that the index holds, each found by one step into `events_kind`: some dozens,
 * however many events there are.
 */
const kinds = sql`
  kinds(type, actor_kind) as (
    (select type, actor_kind from event_index.events order by type, actor_kind limit 1)
    union all
    select next.type, next.actor_kind from kinds cross join lateral (
      select type, actor_kind from event_index.events
      where (type, actor_kind) > (kinds.type, kinds.actor_kind) order by type, actor_kind limit 1
    ) next
  )`;

const and = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** What the kind of an event must fulfil: its type and who did it. */
function kindConditions({ types, contexts, actorKinds, search }: EventFilter): readonly Sql[] {
  const words = search === undefined || isUuid(search) ? [] : search.split(/\s+/).filter((word) => word !== '');
  return [
    ...(types === undefined ? [] : [sql`type = any(${types})`]),
    ...(contexts === undefined ? [] : [sql`split_part(type, '.', 1) = any(${contexts})`]),
    ...(actorKinds === undefined ? [] : [sql`actor_kind = any(${actorKinds})`]),
    ...words.map((word) => sql`lower(type) like ${containing(word)}`),
  ];
}

/** Positions of the newest events that fit, taken from the one index that fits best. */
function wanted(filter: EventFilter, before: bigint | undefined, limit: number): Sql {
  const kind = kindConditions(filter);
  const earlier = before === undefined ? [] : [sql`position < ${before}`];
  const newest = (conditions: readonly Sql[]): Sql =>
    sql`select position from event_index.events where ${and([...conditions, ...earlier])} order by position desc limit ${sql.lit(limit)}`;
  const ofStream = filter.stream === undefined ? [] : [sql`stream = ${filter.stream}`];
  const ofCorrelation = filter.correlationId === undefined ? [] : [sql`correlation_id = ${filter.correlationId}`];
  const inEntity = (id: string): Sql => sql`right(stream, 36) = ${id}`;
  const fixed = [
    ...(filter.stream === undefined ? [] : [inEntity(filter.stream.slice(-36))]),
    ...ofStream,
    ...ofCorrelation,
  ];
  if (filter.search !== undefined && isUuid(filter.search)) {
    const id = filter.search.toLowerCase();
    return sql`select position from (
      (${newest([inEntity(id), ...fixed, ...kind])}) union (${newest([sql`correlation_id = ${id}`, ...fixed, ...kind])})
    ) found order by position desc limit ${sql.lit(limit)}`;
  }
  if (fixed.length > 0) return newest([...fixed, ...kind]);
  if (kind.length === 0) return newest([]);
  return sql`select found.position from (select type, actor_kind from kinds where ${and(kind)}) kind cross join lateral (
    ${newest([sql`type = kind.type`, sql`actor_kind = kind.actor_kind`])}
  ) found order by position desc limit ${sql.lit(limit)}`;
}

/** The statement behind `events`; exported so that a test can look at its plan. */
export const eventsSql = (filter: EventFilter, before: bigint | undefined, limit: number): RawBuilder<StoredEvent> =>
  sql`with recursive ${kinds}, wanted as (${wanted(filter, before, limit)})
    select ${columns} from wanted join event_index.events using (position) order by position desc`;

const hasNul = (text: string): boolean => text.includes('\u0000');

/** The only way to the tables of `event_index`. */
export function createEventIndexQueries(db: Database): EventIndexQueries {
  const kysely = db.kysely<Tables>();
  return {
    async events({ first, after, ...filter }) {
      const before = after === undefined ? undefined : decodeCursor('events', after);
      const { stream, correlationId, search, types, contexts, actorKinds } = filter;
      const lists = [types, contexts, actorKinds].filter((list) => list !== undefined);
      // PostgreSQL takes no NUL in a text, and no event is filed under one.
      if ([stream, correlationId, search, ...lists.flat()].some((text) => hasNul(text ?? '')))
        return { rows: [], hasNextPage: false };
      if (lists.some((list) => list.length === 0)) return { rows: [], hasNextPage: false };
      const { rows } = await eventsSql(filter, before, limitOf(first)).execute(kysely);
      return pageOf(rows, { first, list: 'events', positionOf: (row) => row.position, map: toRow });
    },
    async kinds() {
      const { rows } = await sql<Pick<StoredEvent, 'type' | 'actorKind'>>`
        with recursive ${kinds} select type, actor_kind from kinds order by type, actor_kind`.execute(kysely);
      return rows.map(({ type, actorKind }) => ({ type, actorKind: actorKind === '' ? null : actorKind }));
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
