import type { RecordedEvent } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { decodeEntry, isForeign, typeFilterOf } from '../runtime/language.ts';
import type { Projection } from '../runtime/projection.ts';
import { fitKey, fitRow } from '../db/fit.ts';
import type { AnyTable, Row, RowOf } from '../db/table.ts';

/** Rows of a projection by table name, sorted by key. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** The plainest fold there is: every event in order, every row in a map. What the machinery must equal. */
export function plainFold(projection: Projection, events: Iterable<RecordedEvent>): Rows {
  const folded = foldRows(projection, events);
  return Object.fromEntries(
    projection.tables.map((table) => [table.name, sorted(table.key, [...(folded.get(table.name) ?? [])])]),
  );
}

/** The rows of one of its tables, as they are declared. */
export const rowsIn = <T extends AnyTable>(
  projection: Projection,
  table: T,
  events: Iterable<RecordedEvent>,
): readonly RowOf<T>[] => (plainFold(projection, events)[table.name] ?? []) as unknown as readonly RowOf<T>[];

/** The same, as the rows came to be: by table name, in the order of their first events. */
export function foldRows(projection: Projection, events: Iterable<RecordedEvent>): ReadonlyMap<string, Iterable<Row>> {
  const tables = new Map(projection.tables.map((table) => [table.name, new Map<string, Row>()]));
  const { accepts } = typeFilterOf(projection, language);
  for (const recorded of events) {
    if (!accepts(recorded.type)) continue;
    const entry = decodeEntry(language, recorded);
    if (entry.fact === undefined && (projection.types !== undefined || isForeign(entry, language))) continue;
    for (const { table, key, apply } of projection.editsOf(entry)) {
      const rows = tables.get(table.name) as Map<string, Row>;
      const at = fitKey(table, key).join();
      const next = apply(rows.get(at));
      if (next !== undefined) rows.set(at, fitRow(table, next));
    }
  }
  return new Map([...tables].map(([name, rows]) => [name, rows.values()]));
}

/** Sorts rows by their key and puts columns in one order. */
export function sorted(key: readonly string[], rows: readonly Row[]): readonly Row[] {
  const keyOf = (row: Row): string => key.map((property) => String(row[property]).padStart(20)).join();
  return rows.map(canonical).toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

const canonical = (row: Row): Row => Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => a.localeCompare(b)));
