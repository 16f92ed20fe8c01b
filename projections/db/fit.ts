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

type Fit = (value: unknown) => unknown;
const fitting =
  (type: 'string' | 'number' | 'bigint', fit: (value: never) => unknown): Fit =>
  (value) =>
    typeof value === type ? fit(value as never) : value;

/** A value of a wrong type stays: that is a bug of the fold, and no column takes it. JSON is made to fit when it is written. */
const fits: Readonly<Partial<Record<Column<unknown>['kind'], Fit>>> = {
  text: fitting('string', fitText),
  // Both spellings are one UUID, which the column gives back in lower case.
  uuid: fitting('string', (id: string) => id.toLowerCase()),
  int: fitting('number', fitInt),
  long: fitting('bigint', fitLong),
  instant: fitting('string', fitInstant),
};

const plans = new WeakMap<AnyTable, readonly (readonly [property: string, fit: Fit])[]>();

function planOf(table: AnyTable): readonly (readonly [property: string, fit: Fit])[] {
  const known = plans.get(table);
  if (known !== undefined) return known;
  const plan = columnsOf(table).flatMap(({ property, column: { kind } }) => {
    const fit = fits[kind];
    return fit === undefined ? [] : [[property, fit] as const];
  });
  plans.set(table, plan);
  return plan;
}

/**
 * The row as its table can hold it. Events of published versions may say what no column holds (a number of 53 bits, a null
 * character, the year 0); it is cut to the nearest that one does, so that no event of a valid schema stops a read model.
 * @param before the row that it was made of: what it shares with that has been looked at already
 */
export function fitRow(table: AnyTable, row: Row, before?: Row): Row {
  let fitted: Record<string, unknown> | undefined;
  for (const [property, fit] of planOf(table)) {
    const value = row[property];
    if (value === null || (before !== undefined && before[property] === value)) continue;
    const held = fit(value);
    if (held === value) continue;
    fitted ??= { ...row };
    fitted[property] = held;
  }
  return fitted ?? row;
}

/** Parts of a key as its columns can hold them. */
export function fitKey<T>(table: AnyTable, key: readonly T[]): readonly T[] {
  const held = key.map((part, index) => {
    const fit = fits[(table.columns[table.key[index] ?? ''] as Column<unknown>).kind];
    return fit === undefined ? part : (fit(part) as T);
  });
  return held.every((part, index) => part === key[index]) ? key : held;
}
