import type { Sql } from '../../ports/database.ts';
import type { Projection } from '../runtime/projection.ts';
import { createIndexes } from './indexes.ts';
import { createKeySql, createTableSql } from './table.ts';

/**
 * SQL of a first epoch: none that a lease of lost tables may have had. An epoch grows by one at each lease, the clock by a
 * thousand a second.
 */
export const FIRST_EPOCH = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** The name under which a projection keeps its checkpoint among the consumers of the log. */
export const consumerOf = (projection: string): string => `projection/${projection}`;

/**
 * Gives the tables, the position in the log and the parked events of a projection its new name. Where both names have tables,
 * those of the old one are dropped. A process that still follows under the old name loses its lease and says so.
 */
export async function carryOver(sql: Sql, from: string, to: string): Promise<void> {
  const has = async (text: string, name: string): Promise<boolean> => (await sql.query(text, [name])).count !== 0;
  const isKnown = (name: string): Promise<boolean> => has('select 1 from runtime.projections where name = $1', name);
  const hasSchema = (name: string): Promise<boolean> =>
    has('select 1 from information_schema.schemata where schema_name = $1', name);
  if (!(await isKnown(from))) return;
  const keeps = !(await isKnown(to)) && (await hasSchema(from));
  await sql.query(`drop schema if exists "${from}_next" cascade`);
  for (const suffix of ['', '_old']) {
    if (keeps && (await hasSchema(from + suffix))) {
      await sql.query(`drop schema if exists "${to}${suffix}" cascade`);
      await sql.query(`alter schema "${from}${suffix}" rename to "${to}${suffix}"`);
      await sql.query('delete from runtime.parked_events where projection = $1', [to + suffix]);
      await sql.query('update runtime.parked_events set projection = $2 where projection = $1', [
        from + suffix,
        to + suffix,
      ]);
    } else {
      await sql.query(`drop schema if exists "${from}${suffix}" cascade`);
      await sql.query('delete from runtime.parked_events where projection = $1', [from + suffix]);
    }
  }
  if (keeps) {
    await sql.query('update runtime.projections set name = $2 where name = $1', [from, to]);
    await sql.query('delete from runtime.checkpoints where consumer = $1', [consumerOf(to)]);
    await sql.query(
      'update runtime.checkpoints set consumer = $2, epoch = epoch + 1, holder = null, expires_at = now() where consumer = $1',
      [consumerOf(from), consumerOf(to)],
    );
  } else await sql.query('delete from runtime.projections where name = $1', [from]);
  await sql.query('delete from runtime.checkpoints where consumer = any($1)', [[consumerOf(from), `rebuild/${from}`]]);
}

/**
 * Makes the empty tables of a projection that the database does not know.
 * @param lost it knows it, but the tables are gone: they are made again
 */
export async function createIfNew(sql: Sql, projection: Projection, lost: boolean): Promise<void> {
  const known = await sql.query('select 1 from runtime.projections where name = $1', [projection.name]);
  if (known.count !== 0 && !lost) return;
  await createProjectionSchema(sql, projection, projection.name);
  await createKeys(sql, projection, projection.name);
  for (const of of projection.tables) await createIndexes(sql, projection.name, of);
  await sql.query(
    `insert into runtime.projections (name, version) values ($1, $2)
     on conflict (name) do update set version = excluded.version, previous_version = null, previous_position = null`,
    [projection.name, projection.version],
  );
  await sql.query('delete from runtime.parked_events where projection = $1', [projection.name]);
  // The epoch must not start again at 0: a runner of the lost tables may still hold an old one.
  await sql.query(
    `insert into runtime.checkpoints as c (consumer, epoch) values ($1, ${FIRST_EPOCH})
     on conflict (consumer) do update set position = 0, epoch = c.epoch + 1, holder = null, expires_at = now()`,
    [consumerOf(projection.name)],
  );
}

/** Makes the keys of the tables. @throws DataRefused when a key stands there twice. */
export async function createKeys(sql: Sql, projection: Projection, schema: string): Promise<void> {
  for (const of of projection.tables) await sql.query(createKeySql(schema, of));
}

/** Makes the schema and its empty tables, without their keys and indexes; what was there is dropped. */
export async function createProjectionSchema(sql: Sql, projection: Projection, schema: string): Promise<void> {
  await sql.query(`drop schema if exists "${schema}" cascade`);
  await sql.query(`create schema "${schema}"`);
  for (const of of projection.tables) await sql.query(createTableSql(schema, of));
}
