import type pg from 'pg';
import { projections as allProjections } from '../all.ts';
import type { Projection } from '../runtime/projection.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations.ts';
import { createIndexesSql, createTableSql } from './table.ts';
import { inTransaction } from './transaction.ts';

/** Any number will do; all processes of Reprise must use the same one. */
const MIGRATION_LOCK = 7_237_410_001;

/** The name under which a projection keeps its place among the consumers of the log. */
export const consumerOf = (projection: string): string => `projection/${projection}`;

/**
 * Brings the database to this version of Reprise: the `runtime` schema, and empty tables of projections that are new.
 * Safe when several processes do it at once; all or nothing.
 * @throws when a newer Reprise has migrated the database.
 */
export async function migrate(db: Database, projections: readonly Projection[] = allProjections): Promise<void> {
  await inTransaction(db.pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query('create schema if not exists runtime');
    await client.query(
      'create table if not exists runtime.migrations (id integer primary key, name text not null, applied_at timestamptz not null default now())',
    );
    await applyMissing(client);
    for (const projection of projections) {
      for (const former of projection.formerly ?? []) await carryOver(client, former, projection.name);
      await createIfNew(client, projection);
    }
  });
}

async function applyMissing(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ id: number }>('select id from runtime.migrations');
  const applied = new Set(rows.map((row) => row.id));
  const known = new Set(migrations.map((migration) => migration.id));
  const foreign = [...applied].filter((id) => !known.has(id));
  if (foreign.length > 0)
    throw new Error(
      `The database was migrated by a newer Reprise (migration ${foreign.join(', ')}). Run that version, or give this one an empty database: everything in it is rebuilt from the event store.`,
    );
  for (const migration of migrations.filter(({ id }) => !applied.has(id))) {
    await client.query(migration.sql);
    await client.query('insert into runtime.migrations (id, name) values ($1, $2)', [migration.id, migration.name]);
  }
}

/**
 * Gives the tables, the place in the log and the parked events of a projection its new name. Where both names have tables,
 * those of the old one are dropped. A process that still follows under the old name loses its lease and says so.
 */
async function carryOver(client: pg.PoolClient, from: string, to: string): Promise<void> {
  const has = async (sql: string, name: string): Promise<boolean> => (await client.query(sql, [name])).rowCount !== 0;
  const isKnown = (name: string): Promise<boolean> => has('select 1 from runtime.projections where name = $1', name);
  const hasSchema = (name: string): Promise<boolean> =>
    has('select 1 from information_schema.schemata where schema_name = $1', name);
  if (!(await isKnown(from))) return;
  const keeps = !(await isKnown(to)) && (await hasSchema(from));
  await client.query(`drop schema if exists "${from}_next" cascade`);
  for (const suffix of ['', '_old']) {
    if (keeps && (await hasSchema(from + suffix))) {
      await client.query(`drop schema if exists "${to}${suffix}" cascade`);
      await client.query(`alter schema "${from}${suffix}" rename to "${to}${suffix}"`);
      await client.query('delete from runtime.parked_events where projection = $1', [to + suffix]);
      await client.query('update runtime.parked_events set projection = $2 where projection = $1', [
        from + suffix,
        to + suffix,
      ]);
    } else {
      await client.query(`drop schema if exists "${from}${suffix}" cascade`);
      await client.query('delete from runtime.parked_events where projection = $1', [from + suffix]);
    }
  }
  if (keeps) {
    await client.query('update runtime.projections set name = $2 where name = $1', [from, to]);
    await client.query('delete from runtime.checkpoints where consumer = $1', [consumerOf(to)]);
    await client.query(
      'update runtime.checkpoints set consumer = $2, epoch = epoch + 1, holder = null, expires_at = now() where consumer = $1',
      [consumerOf(from), consumerOf(to)],
    );
  } else await client.query('delete from runtime.projections where name = $1', [from]);
  await client.query('delete from runtime.checkpoints where consumer = any($1)', [
    [consumerOf(from), `rebuild/${from}`],
  ]);
}

async function createIfNew(client: pg.PoolClient, projection: Projection): Promise<void> {
  const known = await client.query('select 1 from runtime.projections where name = $1', [projection.name]);
  if (known.rowCount !== 0) return;
  await createProjectionSchema(client, projection, projection.name);
  for (const of of projection.tables) for (const sql of createIndexesSql(projection.name, of)) await client.query(sql);
  await client.query('insert into runtime.projections (name, version) values ($1, $2)', [
    projection.name,
    projection.version,
  ]);
  await client.query('delete from runtime.parked_events where projection = $1', [projection.name]);
  // The epoch must not start again at 0: a runner of the lost tables may still hold an old one.
  await client.query(
    `insert into runtime.checkpoints as c (consumer) values ($1)
     on conflict (consumer) do update set position = 0, epoch = c.epoch + 1, holder = null, expires_at = now()`,
    [consumerOf(projection.name)],
  );
}

/** Makes the schema and its tables anew, without their indexes; what was there is dropped. */
export async function createProjectionSchema(
  client: pg.ClientBase,
  projection: Projection,
  schema: string,
): Promise<void> {
  await client.query(`drop schema if exists "${schema}" cascade`);
  await client.query(`create schema "${schema}"`);
  for (const of of projection.tables) await client.query(createTableSql(schema, of));
}
