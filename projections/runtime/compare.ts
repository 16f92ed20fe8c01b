import type { Sql } from '../../ports/database.ts';
import { snakeCase } from '../db/table.ts';
import type { AnyTable } from '../db/table.ts';
import type { Projection } from './projection.ts';

/** One row that is not the same in both; null where there is none. Columns as in the database. */
export interface Difference {
  readonly table: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface Comparison {
  readonly differing: number;
  /** The first 20 of each table. */
  readonly differences: readonly Difference[];
}

const MOST_LISTED = 20;

/** Compares the tables of a projection in two schemas row by row, inside the database. Tables of another shape count as different. */
export async function compareTables(
  sql: Sql,
  projection: Projection,
  before: string,
  after: string,
): Promise<Comparison> {
  let differing = 0;
  const differences: Difference[] = [];
  for (const table of projection.tables) {
    const found = await compareTable(sql, table, before, after);
    differing += found.differing;
    differences.push(...found.differences);
  }
  return { differing, differences };
}

async function compareTable(sql: Sql, table: AnyTable, before: string, after: string): Promise<Comparison> {
  const known = await sql.query('select 1 from information_schema.tables where table_schema = $1 and table_name = $2', [
    before,
    table.name,
  ]);
  if (known.count === 0) return { differing: 1, differences: [{ table: table.name, before: null, after: null }] };
  const key = table.key.map((property) => `"${snakeCase(property)}"`).join(', ');
  const { rows } = await sql.query<{ differing: bigint; before: Difference['before']; after: Difference['after'] }>(
    `select count(*) over () as differing, to_jsonb(o) as before, to_jsonb(n) as after
     from "${before}"."${table.name}" o full join "${after}"."${table.name}" n using (${key})
     where to_jsonb(o) is distinct from to_jsonb(n)
     order by ${key} limit ${MOST_LISTED}`,
  );
  return {
    differing: Number(rows[0]?.differing ?? 0),
    differences: rows.map((row) => ({ table: table.name, before: row.before, after: row.after })),
  };
}
