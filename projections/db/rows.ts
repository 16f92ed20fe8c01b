import type { Session, Sql } from '../../ports/database.ts';
import { arrayLiteral, copyLine } from './encode.ts';
import { columnsOf, snakeCase, sqlType } from './table.ts';
import type { AnyTable, Column, Row } from './table.ts';

/** Rows in one `unnest`: more gain nothing and cost memory on both sides. */
const UPSERT_ROWS = 2_000;
/** Bytes gathered before they go down the wire. */
const COPY_CHUNK = 256 * 1024;

const quoted = (properties: readonly string[]): string =>
  properties.map((property) => `"${snakeCase(property)}"`).join(', ');

interface Statements {
  readonly upsert: string;
  readonly load: string;
  readonly copy: string;
}

const statements = new WeakMap<AnyTable, Map<string, Statements>>();

function statementsOf(schema: string, table: AnyTable): Statements {
  const bySchema = statements.get(table) ?? new Map<string, Statements>();
  statements.set(table, bySchema);
  const made = bySchema.get(schema) ?? makeStatements(schema, table);
  bySchema.set(schema, made);
  return made;
}

function makeStatements(schema: string, table: AnyTable): Statements {
  const columns = columnsOf(table);
  const target = `"${schema}"."${table.name}"`;
  const names = columns.map(({ name }) => name).join(', ');
  const arrays = columns.map(({ column }, index) => `$${index + 1}::${sqlType(column)}[]`).join(', ');
  const rest = columns.filter(({ property }) => !table.key.includes(property));
  const changes = rest.map(({ name }) => `${name} = excluded.${name}`).join(', ');
  const onConflict = rest.length === 0 ? 'do nothing' : `do update set ${changes}`;
  const keyArrays = table.key
    .map((property, index) => `$${index + 1}::${sqlType(table.columns[property] as Column<unknown>)}[]`)
    .join(', ');
  const selected = columns.map(({ name, property }) => `t.${name} as "${property}"`).join(', ');
  return {
    upsert: `insert into ${target} (${names}) select * from unnest(${arrays}) on conflict (${quoted(table.key)}) ${onConflict}`,
    load: `select ${selected} from unnest(${keyArrays}) as k (${quoted(table.key)}) join ${target} as t using (${quoted(table.key)})`,
    copy: `copy ${target} (${names}) from stdin`,
  };
}

/** Reads the rows that have these keys; the others are absent. One statement. */
export async function loadRows(
  sql: Sql,
  schema: string,
  table: AnyTable,
  keys: readonly (readonly unknown[])[],
): Promise<readonly Row[]> {
  const rows = keys.map((key) => Object.fromEntries(table.key.map((property, index) => [property, key[index]])));
  const values = table.key.map((property) => arrayLiteral(rows, property, table.columns[property] as Column<unknown>));
  return (await sql.query(statementsOf(schema, table).load, values)).rows;
}

/** Writes rows, new or known, by one `unnest` per 2,000. */
export async function upsertRows(sql: Sql, schema: string, table: AnyTable, rows: readonly Row[]): Promise<void> {
  const columns = columnsOf(table);
  for (let start = 0; start < rows.length; start += UPSERT_ROWS) {
    const chunk = rows.length <= UPSERT_ROWS ? rows : rows.slice(start, start + UPSERT_ROWS);
    const values = columns.map(({ property, column }) => arrayLiteral(chunk, property, column));
    await sql.query(statementsOf(schema, table).upsert, values);
  }
}

/** Writes rows that are new, by COPY. */
export async function copyRows(session: Session, schema: string, table: AnyTable, rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await session.copyIn(statementsOf(schema, table).copy, linesOf(rows, columnsOf(table)));
}

/** The text of a COPY in chunks, made when the server takes them. */
function* linesOf(rows: readonly Row[], columns: ReturnType<typeof columnsOf>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += copyLine(row, columns);
    if (chunk.length < COPY_CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
