import type { RecordedEvent } from '../../ports/event-log.ts';
import type { AnyEvent, DecodedEvent, Recording } from '../../schemas/kernel/decode.ts';
import type { AnyTable, Row, RowOf, Table } from '../db/table.ts';

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

/** An event of any context, decoded and in its current version. */
export type AnyFact = AnyEvent & Recording;

/** An event of one of these types, decoded and in its current version. */
export type Fact<T extends DecodedEvent['type'] = DecodedEvent['type']> = Extract<DecodedEvent, { readonly type: T }>;

/** An event of the log, decoded once for all projections. */
export interface Entry {
  readonly recorded: RecordedEvent;
  /** Undefined when no code understands the event; then `reason` says why. */
  readonly fact: AnyFact | undefined;
  readonly reason: string | undefined;
}

/**
 * A read model: which events it takes, and what each of them does to which rows. Live and rebuild use the same value.
 * It is a pure function of the log: no clock, no randomness, no effects.
 */
export interface Projection<N extends string = string, T extends readonly AnyTable[] = readonly AnyTable[]> {
  /** Also the PostgreSQL schema of its tables. snake_case. */
  readonly name: N;
  /** Names that it had before: migrating an old database carries its tables over. */
  readonly formerly?: readonly string[] | undefined;
  /** Bump it when the fold or a table changes: the next start rebuilds. */
  readonly version: number;
  readonly tables: T;
  /** Undefined: takes every event, also those that no code understands, save what it ignores. */
  readonly types: ReadonlySet<string> | undefined;
  /** Types that a projection of every event passes over. */
  readonly ignores?: ReadonlySet<string> | undefined;
  /** Whether each changed key is announced as `read.{name}.{key}`. */
  readonly announces: boolean;
  /** Events of one key depend on each other: behind a parked one, they queue. */
  readonly keyOf: (entry: Entry) => string;
  readonly editsOf: (entry: Entry) => readonly Edit[];
}

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

type Camel<S extends string> = S extends `${infer A}_${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;

/** The tables of a read model as kysely sees them: `eventIndex.events`. */
export type TablesOf<P extends Projection> = {
  readonly [T in P['tables'][number] as `${Camel<P['name']>}.${Camel<T['name']>}`]: RowOf<T>;
};

/** What a projection is declared by: a handler for each event type that it takes. */
interface Definition<E extends AnyFact, K extends E['type'], N extends string, T extends readonly AnyTable[]> {
  readonly name: N;
  readonly formerly?: readonly string[];
  readonly version: number;
  readonly tables: T;
  readonly key: (fact: Extract<E, { readonly type: NoInfer<K> }>) => string;
  readonly on: { readonly [X in K]: (fact: Extract<E, { readonly type: X }>) => readonly Edit[] };
}

/**
 * Declares projections over the events `E`, which need not be those of the standard contexts.
 * @example projectionOver<MyEvent>()({ name: 'orders', version: 1, tables: [orders], key: (e) => e.data.orderId, on: { … } })
 */
export const projectionOver =
  <E extends AnyFact>() =>
  <const N extends string, const T extends readonly AnyTable[], K extends E['type']>(
    definition: Definition<E, K, N, T>,
  ): Projection<N, T> => {
    const { name, formerly, version, tables, key, on } = definition;
    const handlers = on as unknown as Readonly<Record<string, (fact: AnyFact) => readonly Edit[]>>;
    const keyOfFact = key as unknown as (fact: AnyFact) => string;
    return {
      name,
      formerly,
      version,
      tables,
      types: new Set(Object.keys(on)),
      announces: true,
      keyOf: ({ fact, recorded }) => (fact === undefined ? recorded.stream : keyOfFact(fact)),
      editsOf: ({ fact }) => (fact === undefined ? [] : (handlers[fact.type]?.(fact) ?? [])),
    };
  };

/**
 * Declares a projection over events of the standard contexts.
 * @example projection({ name: 'titles', version: 1, tables: [titles], key: (e) => e.data.titleId, on: { 'catalog.TitleCreated': (e) => [edit(…)] } })
 */
export const projection = projectionOver<DecodedEvent>();

/** Declares a projection over every event as it stands in the log, save some types; nothing is announced. */
export function projectionOfAll<const N extends string, const T extends readonly AnyTable[]>(definition: {
  readonly name: N;
  readonly version: number;
  readonly tables: T;
  readonly ignores?: ReadonlySet<string>;
  /** `fact` is the event in its current version, undefined when no code understands it. */
  readonly onEvery: (recorded: RecordedEvent, fact: AnyFact | undefined) => readonly Edit[];
}): Projection<N, T> {
  const { name, version, tables, ignores, onEvery } = definition;
  return {
    name,
    version,
    tables,
    types: undefined,
    ignores,
    announces: false,
    keyOf: ({ recorded }) => recorded.stream,
    editsOf: ({ recorded, fact }) => onEvery(recorded, fact),
  };
}
