import type { Session, Sql } from '../../ports/database.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Projection } from '../runtime/projection.ts';
import { createIndexesSql } from './table.ts';
import type { AnyTable } from './table.ts';

/** The extensions that this database has. */
async function extensionsOf(sql: Sql): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ name: string }>('select extname as name from pg_extension');
  return new Set(rows.map(({ name }) => name));
}

/** Makes the indexes of a table, save those whose extension the database has not. */
export async function createIndexes(sql: Sql, schema: string, of: AnyTable): Promise<void> {
  const extensions = await extensionsOf(sql);
  for (const text of createIndexesSql(schema, of, (extension) => extensions.has(extension))) await sql.query(text);
}

/**
 * Creates the extensions that indexes need, within the caller's transaction. Where the server has not got one, or our user
 * may not create it, everything works without its indexes, and the log says what to do.
 */
export async function ensureExtensions(
  session: Session,
  projections: readonly Projection[],
  logger: Pick<Logger, 'warn'> | undefined,
): Promise<void> {
  const there = await extensionsOf(session);
  const indexes = projections.flatMap(({ tables }) => tables.flatMap((table) => table.indexes));
  const missing = new Set(indexes.flatMap(({ needs }) => (needs === undefined || there.has(needs) ? [] : [needs])));
  for (const extension of missing) {
    await session.query('savepoint extension');
    try {
      await session.query(`create extension "${extension}"`);
      await session.query('release savepoint extension');
    } catch (error) {
      await session.query('rollback to savepoint extension');
      logger?.warn(
        { extension, error: error instanceof Error ? error.message : String(error) },
        `PostgreSQL has no ${extension}, so searches read whole tables. Install the server's contrib package, let an administrator run \`create extension ${extension}\` in this database, and rebuild the read models that search`,
      );
    }
  }
}
