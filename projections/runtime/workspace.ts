import type { Session } from '../../ports/database.ts';
import { FoldFailed, messageOf } from '../db/failures.ts';
import { copyRows, loadRows, upsertRows } from '../db/rows.ts';
import type { AnyTable, Row } from '../db/table.ts';
import type { Edit, Entry, KeyValue, Projection } from './projection.ts';

interface Slot {
  row: Row | undefined;
  /** The row is in the table, or on its way there. Only known when filling. */
  stored: boolean;
  dirty: boolean;
}

/** Rows of a projection in memory, between the log and the tables. */
export interface Workspace {
  /** Brings in the rows that these entries touch, one statement per table, then folds the entries in order. */
  fold(session: Session, entries: readonly Entry[]): Promise<void>;
  /** Writes what changed: one `unnest` per table, or COPY for rows known to be new. */
  flush(session: Session): Promise<void>;
  /**
   * Only when filling: writes the rows that are new by COPY and keeps them in memory. Folding may go on meanwhile: the rows
   * are those of this moment.
   */
  flushNew(session: Session): Promise<void>;
  /** Only when filling: rows that are new and not yet on their way. */
  newRows(): number;
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
  /** Every row of the tables is in memory: what is not here does not exist. */
  let isWhole = filling;
  /** Slots that are dirty and not stored, when filling. */
  const fresh = projection.tables.map((table) => ({ table, slots: [] as Slot[] }));
  const freshOf = (table: AnyTable): Slot[] =>
    (fresh.find((each) => each.table === table) as (typeof fresh)[number]).slots;

  const slotsOf = (table: AnyTable): Map<string, Slot> => {
    const found = slots.get(table);
    if (found === undefined)
      throw new FoldFailed(`the table ${table.name} is not among the tables of ${projection.name}`);
    return found;
  };

  /** The slots of these edits, in their order; rows that may exist and are not known yet are read first. */
  async function slotsFor(session: Session, edits: readonly (readonly Edit[])[]): Promise<readonly Slot[]> {
    const found: Slot[] = [];
    const missing = new Map<AnyTable, (readonly KeyValue[])[]>();
    for (const group of edits)
      for (const { table, key, blind } of group) {
        const known = slotsOf(table);
        const text = keyText(key);
        let slot = known.get(text);
        if (slot === undefined) {
          slot = { row: undefined, stored: false, dirty: false };
          known.set(text, slot);
          if (!isWhole && !blind) {
            const keys = missing.get(table);
            if (keys === undefined) missing.set(table, [key]);
            else keys.push(key);
          }
        }
        found.push(slot);
      }
    for (const [table, keys] of missing) {
      const known = slotsOf(table);
      for (const row of await loadRows(session, schema, table, keys)) {
        const slot = known.get(keyText(table.key.map((property) => row[property] as KeyValue)));
        if (slot === undefined) throw new Error(`${table.name} gave a row that nobody asked for`);
        slot.row = row;
        slot.stored = true;
      }
    }
    return found;
  }

  async function flushNew(session: Session): Promise<void> {
    const writing = fresh.map(({ table, slots: of }) => ({ table, rows: rowsOf(of.splice(0).map(stored)) }));
    for (const { table, rows } of writing) await copyRows(session, schema, table, rows);
  }

  return {
    async fold(session, entries) {
      const edits: (readonly Edit[])[] = [];
      for (const entry of entries) edits.push(editsOf(projection, entry));
      const found = await slotsFor(session, edits);
      let next = 0;
      for (let index = 0; index < edits.length; index += 1)
        for (const { table, apply } of edits[index] as readonly Edit[]) {
          const slot = found[next] as Slot;
          next += 1;
          const row = applied(entries[index] as Entry, apply, slot.row);
          if (row === undefined || row === slot.row) continue;
          slot.row = row;
          if (slot.dirty) continue;
          slot.dirty = true;
          if (filling && !slot.stored) freshOf(table).push(slot);
        }
    },
    async flush(session) {
      if (filling) await flushNew(session);
      for (const [table, known] of slots) {
        const dirty = [...known.values()].filter((slot) => slot.dirty);
        await upsertRows(session, schema, table, rowsOf(dirty));
        for (const slot of dirty) slot.dirty = false;
      }
    },
    flushNew,
    newRows: () => fresh.reduce((sum, { slots: of }) => sum + of.length, 0),
    size: () => [...slots.values()].reduce((sum, known) => sum + known.size, 0),
    clear() {
      isWhole = false;
      for (const known of slots.values()) known.clear();
    },
  };
}

/** On its way into the table: from now on it is changed there by upsert. */
function stored(slot: Slot): Slot {
  slot.dirty = false;
  slot.stored = true;
  return slot;
}

const rowsOf = (slots: readonly Slot[]): readonly Row[] => slots.flatMap(({ row }) => (row === undefined ? [] : [row]));

function editsOf(projection: Projection, entry: Entry): readonly Edit[] {
  try {
    return projection.editsOf(entry);
  } catch (error) {
    throw blaming(entry, error);
  }
}

function applied(entry: Entry, apply: Edit['apply'], row: Row | undefined): Row | undefined {
  try {
    return apply(row);
  } catch (error) {
    throw blaming(entry, error);
  }
}

/** What a projection throws is the event's fault; the message names the event. */
const blaming = ({ recorded }: Entry, error: unknown): FoldFailed =>
  new FoldFailed(`${recorded.type} at ${recorded.position}: ${messageOf(error)}`, { cause: error });
