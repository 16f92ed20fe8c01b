import type pg from 'pg';
import { FoldFailed, messageOf } from '../db/failures.ts';
import { copyRows, loadRows, upsertRows } from '../db/rows.ts';
import type { AnyTable, Row } from '../db/table.ts';
import type { Edit, Entry, KeyValue, Projection } from './projection.ts';

interface Slot {
  row: Row | undefined;
  /** The row is in the table already. Undefined: nobody looked. */
  stored: boolean | undefined;
  dirty: boolean;
}

/** Rows of a projection in memory, between the log and the tables. */
export interface Workspace {
  /** Brings in the rows that these entries touch, one statement per table, then folds the entries in order. */
  fold(client: pg.ClientBase, entries: readonly Entry[]): Promise<void>;
  /** Writes what changed: one `unnest` per table, or COPY for rows known to be new. */
  flush(client: pg.ClientBase): Promise<void>;
  /** Rows held. */
  size(): number;
  /** Forgets all rows; only after a flush. */
  clear(): void;
}

const keyText = (key: readonly KeyValue[]): string => (key.length === 1 ? String(key[0]) : key.join('\u0000'));

/**
 * Blind rows are never looked up: in a filling workspace a repeated one makes COPY fail, which the rebuild handles.
 * @param schema where the tables are: the projection's own, or the shadow of a rebuild.
 * @param filling the tables were empty at first and nobody else writes to them: what is not in memory and was never
 *   flushed needs no loading, and new rows go in by COPY.
 */
export function createWorkspace(projection: Projection, schema: string, filling: boolean): Workspace {
  const slots = new Map<AnyTable, Map<string, Slot>>(projection.tables.map((table) => [table, new Map()]));
  let empty = filling;

  const slotsOf = (table: AnyTable): Map<string, Slot> => {
    const found = slots.get(table);
    if (found === undefined) throw new FoldFailed(`the table ${table.name} is not among the tables of ${projection.name}`);
    return found;
  };

  async function load(client: pg.ClientBase, edits: readonly (readonly Edit[])[]): Promise<void> {
    const missing = new Map<AnyTable, (readonly KeyValue[])[]>();
    for (const group of edits)
      for (const { table, key, blind } of group) {
        const known = slotsOf(table);
        const text = keyText(key);
        if (known.has(text)) continue;
        known.set(text, { row: undefined, stored: blind && !filling ? undefined : false, dirty: false });
        if (empty || blind) continue;
        const keys = missing.get(table) ?? [];
        keys.push(key);
        missing.set(table, keys);
      }
    for (const [table, keys] of missing) {
      const known = slotsOf(table);
      for (const row of await loadRows(client, schema, table, keys))
        known.set(keyText(table.key.map((property) => row[property] as KeyValue)), { row, stored: true, dirty: false });
    }
  }

  return {
    async fold(client, entries) {
      const edits = entries.map((entry) => guarded(entry, () => projection.editsOf(entry)));
      await load(client, edits);
      for (const [index, group] of edits.entries())
        guarded(entries[index] as Entry, () => {
          for (const { table, key, apply } of group) {
            const slot = slotsOf(table).get(keyText(key)) as Slot;
            const next = apply(slot.row);
            if (next === undefined || next === slot.row) continue;
            slot.row = next;
            slot.dirty = true;
          }
        });
    },
    async flush(client) {
      for (const [table, known] of slots) {
        const dirty = [...known.values()].filter((slot) => slot.dirty);
        const fresh = filling ? dirty.filter((slot) => slot.stored === false) : [];
        const old = filling ? dirty.filter((slot) => slot.stored !== false) : dirty;
        await copyRows(client, schema, table, rowsOf(fresh));
        await upsertRows(client, schema, table, rowsOf(old));
        for (const slot of dirty) Object.assign(slot, { dirty: false, stored: true });
      }
      empty = false;
    },
    size: () => [...slots.values()].reduce((sum, known) => sum + known.size, 0),
    clear() {
      for (const known of slots.values()) known.clear();
    },
  };
}

const rowsOf = (slots: readonly Slot[]): readonly Row[] => slots.flatMap(({ row }) => (row === undefined ? [] : [row]));

/** What a projection throws is the event's fault; the message names the event. */
function guarded<T>({ recorded }: Entry, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new FoldFailed(`${recorded.type} at ${recorded.position}: ${messageOf(error)}`, { cause: error });
  }
}
