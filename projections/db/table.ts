/** A value as it stands in a row: what the fold writes is what `pg` reads back (bigints for int8, ISO texts for instants). */
export type Row = Readonly<Record<string, unknown>>;

/** How one column is stored. `T` is its type in TypeScript. */
export interface Column<T> {
  readonly kind: 'text' | 'uuid' | 'int' | 'long' | 'instant' | 'boolean' | 'json';
  readonly nullable: boolean;
  /** Never present: carries the type for `RowOf`. */
  readonly type?: T;
}

const column = <T>(kind: Column<T>['kind']): Column<T> => Object.freeze({ kind, nullable: false });

export const text = column<string>('text');
export const uuid = column<string>('uuid');
/** 32 bits. */
export const int = column<number>('int');
/** 64 bits: positions, revisions, sizes in bytes. */
export const long = column<bigint>('long');
/** An ISO 8601 instant in UTC with milliseconds. */
export const instant = column<string>('instant');
export const boolean = column<boolean>('boolean');
/** `T` must be plain JSON: no `undefined`, no dates. */
export const json = <T>(): Column<T> => column<T>('json');
export const nullable = <T>(of: Column<T>): Column<T | null> => ({ kind: of.kind, nullable: true });
/** A text column that holds one of a few words. */
export const oneOf = <T extends string>(): Column<T> => column<T>('text');

/** An index besides the key. */
export interface Index {
  readonly name: string;
  /** SQL inside the parentheses. */
  readonly on: string;
  /** SQL that makes the index partial. */
  readonly where?: string;
  /** The access method; default: btree. */
  readonly using?: 'gin';
  /** An extension without which the index is left out: it may only make queries faster. */
  readonly needs?: string;
}

/** A table of which one does not know the row type. */
export interface AnyTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: Columns;
  readonly indexes: readonly Index[];
}

/** A table of a read model. It is made, filled, compared and dropped by machinery; it holds no truth. */
export interface Table<R extends Row, N extends string = string> {
  readonly name: N;
  readonly key: readonly (keyof R & string)[];
  readonly columns: { readonly [K in keyof R & string]: Column<R[K]> };
  readonly indexes: readonly Index[];
}

type Columns = Readonly<Record<string, Column<unknown>>>;
type RowFrom<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** The row type of a table. */
export type RowOf<T> = T extends Table<infer R> ? R : never;

/** Defines a table: property names in camelCase become columns in snake_case. */
export function table<const N extends string, const C extends Columns>(
  name: N,
  definition: { readonly key: readonly (keyof C & string)[]; readonly columns: C; readonly indexes?: readonly Index[] },
): Table<RowFrom<C>, N> {
  const { key, columns, indexes = [] } = definition;
  const made: AnyTable = { name, key, columns, indexes };
  return Object.freeze(made) as unknown as Table<RowFrom<C>, N>;
}

/** `titleId` → `title_id`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const sqlTypes: Readonly<Record<Column<unknown>['kind'], string>> = {
  text: 'text',
  uuid: 'uuid',
  int: 'integer',
  long: 'bigint',
  instant: 'timestamptz',
  boolean: 'boolean',
  json: 'jsonb',
};

/** The PostgreSQL type of a column. */
export const sqlType = (of: Column<unknown>): string => sqlTypes[of.kind];

/** The columns of a table in their one order. */
export const columnsOf = (
  of: AnyTable,
): readonly { readonly property: string; readonly name: string; readonly column: Column<unknown> }[] =>
  Object.entries(of.columns).map(([property, column]) => ({ property, name: `"${snakeCase(property)}"`, column }));

const keyOf = (of: AnyTable): string => of.key.map((property) => `"${snakeCase(property)}"`).join(', ');

/** `create table` without its key and indexes, so that they can be made after the rows, which is faster. */
export function createTableSql(schema: string, of: AnyTable): string {
  const columns = columnsOf(of).map(
    ({ name, column }) => `${name} ${sqlType(column)}${column.nullable ? '' : ' not null'}`,
  );
  return `create table "${schema}"."${of.name}" (${columns.join(', ')})`;
}

/** Makes the key of a table, without which no row can be upserted. */
export const createKeySql = (schema: string, of: AnyTable): string =>
  `alter table "${schema}"."${of.name}" add primary key (${keyOf(of)})`;

/** @param has says whether the database has an extension; indexes that need another are left out */
export const createIndexesSql = (
  schema: string,
  of: AnyTable,
  has: (extension: string) => boolean,
): readonly string[] =>
  of.indexes
    .filter(({ needs }) => needs === undefined || has(needs))
    .map(
      ({ name, on, using = 'btree', where }) =>
        `create index "${name}" on "${schema}"."${of.name}" using ${using} (${on})${where === undefined ? '' : ` where ${where}`}`,
    );
