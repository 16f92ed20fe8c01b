import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../ports/database.ts';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { arrayLiteral, copyLine } from '../../projections/db/encode.ts';
import { columnsOf, sqlType, type AnyTable, type Row } from '../../projections/db/table.ts';
import type { Projection } from '../../projections/runtime/projection.ts';
import { foldRows } from '../../projections/testing/plain-fold.ts';
import { seconds } from './bench.ts';

/** Rows in a transaction, as a live projection has them. */
const BATCH = 500;

/** Our database, and a bare connection to the same. */
export interface Bench {
  readonly db: Database;
  readonly client: pg.Client;
}

/** Empties the tables and sets the checkpoint to the beginning. */
export async function reset(db: Database, { name, tables }: Projection): Promise<void> {
  for (const table of tables) await db.query(`truncate "${name}"."${table.name}"`);
  await db.query('update runtime.checkpoints set position = 0, epoch = epoch + 1, holder = null where consumer = $1', [
    `projection/${name}`,
  ]);
}

/** Rows a second by one upsert and one checkpoint in a transaction for each batch, and nothing else. */
export async function rawUnnest(
  { db, client }: Bench,
  projection: Projection,
  table: AnyTable,
  rows: readonly Row[],
): Promise<number> {
  await reset(db, projection);
  const columns = columnsOf(table);
  const arrays = columns.map(({ column }, index) => `$${index + 1}::${sqlType(column)}[]`).join(', ');
  const changes = columns.map(({ name }) => `${name} = excluded.${name}`).join(', ');
  const names = columns.map(({ name }) => name).join(', ');
  const key = columns
    .filter(({ property }) => table.key.includes(property))
    .map(({ name }) => name)
    .join(', ');
  const sql = `insert into "${projection.name}"."${table.name}" (${names}) select * from unnest(${arrays}) on conflict (${key}) do update set ${changes}`;
  const taken = await seconds(async () => {
    for (let start = 0; start < rows.length; start += BATCH) {
      const batch = rows.slice(start, start + BATCH);
      await client.query('begin');
      await client.query(`update runtime.checkpoints set position = position + 1 where consumer = $1`, [
        `projection/${projection.name}`,
      ]);
      await client.query(
        sql,
        columns.map(({ property, column }) => arrayLiteral(batch, property, column)),
      );
      await client.query('commit');
    }
  });
  return rows.length / taken;
}

/**
 * Events a second by a fold in memory and one COPY of its rows into the same tables with the same indexes, one after the
 * other: what a script of one page would do that need not survive anything.
 */
export async function foldAndCopy(
  { db, client }: Bench,
  projection: Projection,
  events: readonly RecordedEvent[],
): Promise<number> {
  await reset(db, projection);
  const taken = await seconds(async () => {
    const folded = foldRows(projection, events);
    for (const table of projection.tables) await copyRows(client, projection, table, folded.get(table.name) ?? []);
  });
  return events.length / taken;
}

async function copyRows(
  client: pg.Client,
  projection: Projection,
  table: AnyTable,
  rows: Iterable<Row>,
): Promise<void> {
  const columns = columnsOf(table);
  const stream = client.query(
    copyFrom(`copy "${projection.name}"."${table.name}" (${columns.map(({ name }) => name).join(', ')}) from stdin`),
  );
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(copyLine(row, columns));
    if (lines.length < BATCH) continue;
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
    lines = [];
  }
  stream.end(lines.join(''));
  await finished(stream);
}
