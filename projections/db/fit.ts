import { columnsOf } from './table.ts';
import type { AnyTable, Column, Row } from './table.ts';

const INT_MAX = 2 ** 31 - 1;
const LONG_MAX = 2n ** 63n - 1n;
/** ISO 8601 has a year 0 and, spelled with a sign, years beyond 9999; `timestamptz` and our spelling of it have neither. */
const FIRST_INSTANT = '0001-01-01T00:00:00.000Z';
const LAST_INSTANT = '9999-12-31T23:59:59.999Z';
const NUL = '\u0000';

/** PostgreSQL holds no null character and no half of a surrogate pair. */
export function fitText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes(NUL) ? whole.replaceAll(NUL, '\uFFFD') : whole;
}

/** A whole number of 32 bits: what `int` holds, and GraphQL's `Int`. */
export function fitInt(value: number): number {
  if ((value | 0) === value) return value;
  return Math.max(-INT_MAX - 1, Math.min(INT_MAX, Math.trunc(value)));
}

const fitLong = (value: bigint): bigint => {
  if (value > LONG_MAX) return LONG_MAX;
  return value < -LONG_MAX - 1n ? -LONG_MAX - 1n : value;
};

/** Any ISO 8601 instant in the spelling that its column gives back; most have it already. */
export function fitInstant(at: string): string {
  if (at.length !== FIRST_INSTANT.length) {
    const ms = Date.parse(at);
    return Number.isNaN(ms) ? at : fitInstant(spelled(ms));
  }
  return at < FIRST_INSTANT ? FIRST_INSTANT : at;
}
const spelled = (ms: number): string =>
  ms > Date.parse(LAST_INSTANT) ? LAST_INSTANT : new Date(Math.max(ms, Date.parse(FIRST_INSTANT))).toISOString();

type Kind = Column<unknown>['kind'];

/** A value of a wrong type stays: that is a bug of the fold, and no column takes it. JSON is made to fit when it is written. */
function fitValue(kind: Kind, value: unknown): unknown {
  if (typeof value === 'string') {
    if (kind === 'text') return fitText(value);
    // Both spellings are one UUID, which the column gives back in lower case.
    if (kind === 'uuid') return value.toLowerCase();
    return kind === 'instant' ? fitInstant(value) : value;
  }
  if (kind === 'int' && typeof value === 'number') return fitInt(value);
  return kind === 'long' && typeof value === 'bigint' ? fitLong(value) : value;
}

/** The columns of a table that hold less than a value may be. */
interface Plan {
  readonly properties: readonly string[];
  readonly kinds: readonly Kind[];
}
const plans = new WeakMap<AnyTable, Plan>();

function planOf(table: AnyTable): Plan {
  const known = plans.get(table);
  if (known !== undefined) return known;
  const columns = columnsOf(table).filter(({ column: { kind } }) => kind !== 'json' && kind !== 'boolean');
  const plan = { properties: columns.map(({ property }) => property), kinds: columns.map(({ column }) => column.kind) };
  plans.set(table, plan);
  return plan;
}

/**
 * The row as its table can hold it. Events of published versions may say what no column holds (a number of 53 bits, a null
 * character, the year 0); it is cut to the nearest that one does, so that no event of a valid schema stops a read model.
 * @param before the row that it was made of: what it shares with that has been looked at already
 */
export function fitRow(table: AnyTable, row: Row, before?: Row): Row {
  const { properties, kinds } = planOf(table);
  let fitted: Record<string, unknown> | undefined;
  for (let index = 0; index < properties.length; index += 1) {
    const property = properties[index] as string;
    const value = row[property];
    if (value === null || (before !== undefined && before[property] === value)) continue;
    const held = fitValue(kinds[index] as Kind, value);
    if (held === value) continue;
    fitted ??= { ...row };
    fitted[property] = held;
  }
  return fitted ?? row;
}

/** Parts of a key as its columns can hold them. */
export function fitKey<T>(table: AnyTable, key: readonly T[]): readonly T[] {
  for (let index = 0; index < key.length; index += 1) {
    const kind = (table.columns[table.key[index] as string] as Column<unknown>).kind;
    const held = fitValue(kind, key[index]);
    if (held === key[index]) continue;
    return fitKey(table, key.toSpliced(index, 1, held as T));
  }
  return key;
}
