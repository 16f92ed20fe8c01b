import type { Session } from '../../ports/database.ts';
import { FoldFailed, messageOf } from '../db/failures.ts';
import { fitKey, fitRow } from '../db/fit.ts';
import { copyRows, loadRows, upsertRows } from '../db/rows.ts';
import type { AnyTable, Row } from '../db/table.ts';
import type { Edit, Entry, KeyValue, Projection } from './projection.ts';

interface Slot {
  row: Row | undefined;
  /** The row is in the table, or on its way there. Only known when copying. */
  stored: boolean;
  dirty: boolean;
  /** No edit so far looked at the row. */
  blind: boolean;
}

/** One table's part of the workspace. */
interface Shelf {
  readonly table: AnyTable;
  readonly slots: Map<string, Slot>;
  /** Every row of the table is in memory: what is not here does not exist. */
  isWhole: boolean;
  /** Dirty and not stored, when copying. */
  fresh: Slot[];
  /** Dirty otherwise. */
  changed: Slot[];
}

/** Rows of a projection in memory, between the log and the tables. */
export interface Workspace {
  /** Brings in the rows that these entries touch, one statement per table, then folds the entries in order. */
  fold(session: Session, entries: readonly Entry[]): Promise<void>;
  /** Writes what changed: one `unnest` per table, or COPY for rows known to be new. Rows stay, those of blind edits aside. */
  flush(session: Session): Promise<void>;
  /**
   * Only when copying: writes the rows that are new by COPY. Folding may go on meanwhile: the rows are those of this moment.
   */
  flushNew(session: Session): Promise<void>;
  /** Only when copying: rows that are new and not yet on their way. */
  newRows(): number;
  /** Rows held. */
  size(): number;
  /** Forgets all rows: what was not flushed is lost. */
  clear(): void;
}

const keyText = (key: readonly KeyValue[]): string => (key.length === 1 ? String(key[0]) : key.join('\u0000'));

/**
 * Blind rows are never looked up: when copying, a repeated one makes the table's key fail, which the rebuild handles.
 * @param schema where the tables are: the projection's own, or the shadow of a rebuild.
 * @param options.empty the tables have no rows, and nobody else writes to them while this lives.
 * @param options.copying new rows go in by COPY; only into tables that were empty.
 */
export function createWorkspace(
  projection: Projection,
  schema: string,
  { empty = false, copying = false }: { readonly empty?: boolean; readonly copying?: boolean } = {},
): Workspace {
  const shelves = new Map<AnyTable, Shelf>(
    projection.tables.map((table) => [
      table,
      { table, slots: new Map<string, Slot>(), isWhole: empty, fresh: [], changed: [] },
    ]),
  );
  const shelfOf = (table: AnyTable): Shelf => {
    const found = shelves.get(table);
    if (found === undefined)
      throw new FoldFailed(`the table ${table.name} is not among the tables of ${projection.name}`);
    return found;
  };

  /** The slots of these edits, in their order; rows that may exist and are not known yet are read first. */
  async function slotsFor(session: Session, edits: readonly (readonly Edit[])[]): Promise<readonly Slot[]> {
    const found: Slot[] = [];
    const missing = new Map<Shelf, (readonly KeyValue[])[]>();
    for (const group of edits)
      for (const { table, key: said, blind } of group) {
        const shelf = shelfOf(table);
        const key = fitKey(table, said);
        const text = keyText(key);
        let slot = shelf.slots.get(text);
        if (slot === undefined) {
          slot = { row: undefined, stored: false, dirty: false, blind };
          shelf.slots.set(text, slot);
          if (!shelf.isWhole && !blind) {
            const keys = missing.get(shelf);
            if (keys === undefined) missing.set(shelf, [key]);
            else keys.push(key);
          }
        } else if (!blind) slot.blind = false;
        found.push(slot);
      }
    for (const [{ table, slots }, keys] of missing)
      for (const row of await loadRows(session, schema, table, keys)) {
        const slot = slots.get(keyText(table.key.map((property) => row[property] as KeyValue)));
        if (slot === undefined) throw new Error(`${table.name} gave a row that nobody asked for`);
        slot.row = row;
        slot.stored = true;
      }
    return found;
  }

  async function flushNew(session: Session): Promise<void> {
    const writing = [...shelves.values()].map(({ table, fresh }) => ({
      table,
      rows: rowsOf(fresh.splice(0).map(sent)),
    }));
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
          slot.row = fitRow(table, row, slot.row);
          if (slot.dirty) continue;
          slot.dirty = true;
          const { fresh, changed } = shelfOf(table);
          (copying && !slot.stored ? fresh : changed).push(slot);
        }
    },
    async flush(session) {
      if (copying) await flushNew(session);
      for (const shelf of shelves.values()) {
        const written = shelf.changed.splice(0);
        await upsertRows(session, schema, shelf.table, rowsOf(written));
        written.forEach(sent);
        if (!copying && written.some(({ blind }) => blind)) forgetBlind(shelf);
      }
    },
    flushNew,
    newRows: () => [...shelves.values()].reduce((sum, { fresh }) => sum + fresh.length, 0),
    size: () => [...shelves.values()].reduce((sum, { slots }) => sum + slots.size, 0),
    clear() {
      for (const shelf of shelves.values()) {
        shelf.slots.clear();
        shelf.fresh = [];
        shelf.changed = [];
        shelf.isWhole = false;
      }
    },
  };
}

/** On its way into the table: from now on it is changed there by upsert. */
function sent(slot: Slot): Slot {
  slot.dirty = false;
  slot.stored = true;
  return slot;
}

/** Rows that nobody looks at are not worth their memory. */
function forgetBlind(shelf: Shelf): void {
  shelf.isWhole = false;
  for (const [key, { blind }] of shelf.slots) if (blind) shelf.slots.delete(key);
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
