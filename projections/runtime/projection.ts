import type { RecordedEvent } from '../../ports/event-log.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { AnyTable, Row, Table } from '../db/table.ts';

/** Value of a key column. */
export type KeyValue = string | bigint | number;

/** What one event does to one row. `apply` is pure: it gives back a new row, or the same one for "no change". */
export interface Edit {
  readonly table: AnyTable;
  readonly key: readonly KeyValue[];
  /** The row does not depend on the old one, which therefore need not be loaded. */
  readonly blind: boolean;
  /** Undefined: there is no such row. A row once written is never deleted. */
  readonly apply: (row: Row | undefined) => Row | undefined;
}

/** An event of one of these types, decoded and in its current version. */
export type Fact<T extends DecodedEvent['type'] = DecodedEvent['type']> = Extract<DecodedEvent, { readonly type: T }>;

/** An event of the log, decoded once for all projections. */
export interface Entry {
  readonly recorded: RecordedEvent;
  /** Undefined when no code understands the event; then `reason` says why. */
  readonly fact: DecodedEvent | undefined;
  readonly reason: string | undefined;
}

/**
 * A read model: which events it hears, and what each of them does to which rows. Live and rebuild use the same value.
 * It is a pure function of the log: no clock, no randomness, no effects.
 */
export interface Projection {
  /** Also the PostgreSQL schema of its tables. snake_case. */
  readonly name: string;
  /** Names that it had before: migrating an old database carries its tables over. */
  readonly formerly?: readonly string[] | undefined;
  /** Bump it when the fold or a table changes: the next start rebuilds. */
  readonly version: number;
  readonly tables: readonly AnyTable[];
  /** Undefined: hears every event, also those that no code understands, save what it ignores. */
  readonly types: ReadonlySet<string> | undefined;
  /** Types that a projection of every event passes over. */
  readonly ignores?: ReadonlySet<string> | undefined;
  /** Whether each changed key is announced as `read.{name}.{key}`. */
  readonly announces: boolean;
  /** Events of one key depend on each other: behind a parked one, they queue. */
  readonly keyOf: (entry: Entry) => string;
  readonly editsOf: (entry: Entry) => readonly Edit[];
}

/** Whether a projection has anything to do with events of a type. */
export const hears = ({ types, ignores }: Pick<Projection, 'types' | 'ignores'>, type: string): boolean =>
  types === undefined ? ignores?.has(type) !== true : types.has(type);

/** Changes one row that may exist. */
export function edit<R extends Row>(
  of: Table<R>,
  key: readonly KeyValue[],
  apply: (row: R | undefined) => R | undefined,
): Edit {
  return { table: of, key, blind: false, apply: apply as Edit['apply'] };
}

/** Writes one row whatever was there; saying it twice writes it once. */
export function put<R extends Row>(of: Table<R>, row: R): Edit {
  return { table: of, key: of.key.map((property) => row[property] as KeyValue), blind: true, apply: () => row };
}

type Handlers<T extends DecodedEvent['type']> = { readonly [K in T]: (fact: Fact<K>) => readonly Edit[] };

/**
 * Declares a projection by a table of handlers, one per event type.
 * @example projection({ name: 'titles', version: 1, tables: [titles], key: (e) => e.data.titleId, on: { 'catalog.TitleCreated': (e) => [edit(…)] } })
 */
export function projection<T extends DecodedEvent['type']>(definition: {
  readonly name: string;
  readonly formerly?: readonly string[];
  readonly version: number;
  readonly tables: readonly AnyTable[];
  readonly key: (fact: Fact<NoInfer<T>>) => string;
  readonly on: Handlers<T>;
}): Projection {
  const { name, version, key, on } = definition;
  const handlers = on as unknown as Readonly<Record<string, (fact: DecodedEvent) => readonly Edit[]>>;
  return {
    name,
    formerly: definition.formerly,
    version,
    tables: definition.tables,
    types: new Set(Object.keys(on)),
    announces: true,
    keyOf: ({ fact, recorded }) => (fact === undefined ? recorded.stream : key(fact as Fact<T>)),
    editsOf: ({ fact }) => (fact === undefined ? [] : (handlers[fact.type]?.(fact) ?? [])),
  };
}

/** Declares a projection over every event as it stands in the log, save some types; nothing is announced. */
export function projectionOfAll(definition: {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly AnyTable[];
  readonly ignores?: ReadonlySet<string>;
  /** `fact` is the event in its current version, undefined when no code understands it. */
  readonly onEvery: (recorded: RecordedEvent, fact: DecodedEvent | undefined) => readonly Edit[];
}): Projection {
  const { name, version, ignores, onEvery } = definition;
  return {
    name,
    version,
    tables: definition.tables,
    types: undefined,
    ignores,
    announces: false,
    keyOf: ({ recorded }) => recorded.stream,
    editsOf: ({ recorded, fact }) => onEvery(recorded, fact),
  };
}
