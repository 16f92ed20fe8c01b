import { Migrator } from 'kysely/migration';
import type { Database, Sql } from '../../ports/database.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Projection } from '../runtime/projection.ts';
import { ensureExtensions } from './indexes.ts';
import { isRuntimeLost, lostProjections } from './lost-tables.ts';
import { migrations } from './migrations.ts';
import { carryOver, createIfNew } from './read-model-schema.ts';

/** Any number will do; all processes of Reprise must use the same one. */
const MIGRATION_LOCK = 7_237_410_001;

/**
 * Brings the database to this version of Reprise: the `runtime` schema, empty tables of projections that are new or whose
 * tables were dropped, and the new names of those that were renamed. Safe when several processes do it at once.
 * @param logger gets what the database lacks and works without
 * @throws when a newer Reprise has migrated the database.
 */
export async function migrate(
  db: Database,
  projections: readonly Projection[],
  logger?: Pick<Logger, 'warn'>,
): Promise<void> {
  await db.transaction(async (session) => {
    await session.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(session);
    await repeatIfLost(db);
    const migrator = new Migrator({
      db: db.kysely(),
      migrationTableSchema: 'runtime',
      provider: { getMigrations: async () => migrations },
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    await ensureExtensions(session, projections, logger);
    for (const projection of projections) {
      for (const former of projection.formerly ?? []) await carryOver(session, former, projection.name);
    }
    const lost = await lostProjections(session, projections);
    for (const projection of projections) await createIfNew(session, projection, lost.has(projection.name));
  });
}

/** Tables that were made and are gone: every step is taken again, which leaves alone what is there. */
async function repeatIfLost(db: Database): Promise<void> {
  const { rows } = await db.query<{ found: boolean }>(
    `select to_regclass('runtime.kysely_migration') is not null as found`,
  );
  if (rows[0]?.found === true && (await isRuntimeLost(db))) await db.query('delete from runtime.kysely_migration');
}

async function refuseNewer(sql: Sql): Promise<void> {
  const { rows: tables } = await sql.query<{ found: boolean }>(
    `select to_regclass('runtime.kysely_migration') is not null as found`,
  );
  if (tables[0]?.found !== true) return;
  const { rows } = await sql.query<{ name: string }>('select name from runtime.kysely_migration order by name');
  const foreign = rows.map(({ name }) => name).filter((name) => !(name in migrations));
  if (foreign.length > 0)
    throw new Error(
      `The database was migrated by a newer Reprise (migration ${foreign.join(', ')}). Run that version, or give this one an empty database: everything in it is rebuilt from the event store.`,
    );
}
