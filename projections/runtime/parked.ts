import type { Sql } from '../../ports/database.ts';
import { arrayLiteral } from '../db/encode.ts';
import { boolean, long, text } from '../db/table.ts';
import { createBlocked } from './blocked.ts';
import type { Blocked } from './blocked.ts';
import type { RecordedEvent } from '../../ports/event-log.ts';
import type { Entry, Projection } from './projection.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { storableText } from '../../schemas/kernel/text.ts';

/** An event put aside: the projection cannot handle it, or it waits behind one of its key. */
export interface Parking {
  readonly entry: Entry;
  readonly key: string;
  /** Later events of the key queue behind it. */
  readonly blocks: boolean;
  readonly error: string;
}

/** What a batch means once unknown events and those behind parked ones are sorted out. */
export interface Sorted {
  readonly fold: readonly Entry[];
  readonly park: readonly Parking[];
}

/**
 * Sorts a batch. An event is parked when no code understands it, or when its key or its stream is blocked: within a stream
 * and within a key, nothing overtakes. A projection over all events handles unknown ones too, and parks them for show only.
 */
export function sortBatch(
  projection: Projection,
  entries: readonly Entry[],
  blocked: Pick<Blocked, 'has' | 'size'>,
): Sorted {
  const unknown = entries.some(({ fact }) => fact === undefined);
  if (!unknown && blocked.size === 0) return { fold: entries, park: [] };
  const fold: Entry[] = [];
  const park: Parking[] = [];
  const added = new Set<string>();
  const isBlocked = (name: string): boolean => blocked.has(name) || added.has(name);
  for (const entry of entries) {
    const { recorded, reason } = entry;
    const key = keyOf(projection, entry);
    const behind = [key, recorded.stream].find(isBlocked);
    if (behind !== undefined) {
      park.push({ entry, key, blocks: true, error: `waits behind a parked event of ${behind}` });
      added.add(key);
      continue;
    }
    if (reason !== undefined) {
      const blocks = projection.types !== undefined;
      park.push({ entry, key: recorded.stream, blocks, error: `not understood: ${reason}` });
      if (blocks) {
        added.add(recorded.stream);
        continue;
      }
    }
    fold.push(entry);
  }
  return { fold, park };
}

/** The key of an entry; the stream where the projection's own function fails. */
export function keyOf(projection: Projection, entry: Entry): string {
  try {
    return projection.keyOf(entry);
  } catch {
    return entry.recorded.stream;
  }
}

const columns = {
  position: long,
  eventId: text,
  stream: text,
  type: text,
  key: text,
  blocks: boolean,
  error: text,
  event: text,
};

/** Writes parked events; part of the transaction that moves the checkpoint past them. One statement. */
export async function parkEvents(sql: Sql, projection: string, parked: readonly Parking[]): Promise<void> {
  if (parked.length === 0) return;
  const rows = parked.map(({ entry: { recorded }, key, blocks, error }) => ({
    position: recorded.position,
    eventId: storableText(recorded.id),
    stream: storableText(recorded.stream),
    type: storableText(recorded.type),
    key: storableText(key),
    blocks,
    error: storableText(error).slice(0, 2000),
    event: serialize(recorded),
  }));
  const values = Object.entries(columns).map(([property, column]) => arrayLiteral(rows, property, column));
  await sql.query(
    `insert into runtime.parked_events (projection, position, event_id, stream, type, key, blocks, error, event)
     select $9, * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[])
     on conflict (projection, position) do update
       set error = excluded.error, blocks = excluded.blocks, key = excluded.key, retry_requested_at = null`,
    values.concat(projection),
  );
}

/** Keys and streams that are blocked, by the earliest event of each: what `blockAll` came to as they were parked. */
export async function loadBlocked(
  sql: Sql,
  projection: string,
  { isByViewer }: Pick<Language, 'isByViewer'>,
): Promise<Blocked> {
  const { rows } = await sql.query<{ key: string; event: string }>(
    `select key, event from (
       select distinct on (key) key, event, position from runtime.parked_events
       where projection = $1 and blocks order by key, position
     ) as earliest order by position`,
    [projection],
  );
  const blocked = createBlocked(isByViewer);
  for (const { key, event } of rows) blocked.add(key, parseParked(event));
  return blocked;
}

/** From now on later events of these keys and streams wait. */
export function blockAll(blocked: Blocked, parked: readonly Parking[]): void {
  for (const { key, blocks, entry } of parked) if (blocks) blocked.add(key, entry.recorded);
}

/** JSON text escapes whatever PostgreSQL's text would refuse. */
const serialize = (recorded: RecordedEvent): string =>
  JSON.stringify({ ...recorded, revision: String(recorded.revision), position: String(recorded.position) });

/** The parked event as it was read from the log. */
export function parseParked(event: string): RecordedEvent {
  const raw = JSON.parse(event) as Omit<RecordedEvent, 'revision' | 'position' | 'recordedAt'> &
    Record<'revision' | 'position' | 'recordedAt', string>;
  return {
    ...raw,
    revision: BigInt(raw.revision),
    position: BigInt(raw.position),
    recordedAt: new Date(raw.recordedAt),
  };
}
