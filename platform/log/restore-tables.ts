import { createDatabase } from '../../adapters/postgres/create-database.ts';
import { isNoSuchDatabase } from '../../adapters/postgres/failures.ts';
import type { Database } from '../../ports/database.ts';
import type { Logger } from '../../ports/logger.ts';
import { isAnythingLost } from '../../projections/db/lost-tables.ts';
import { migrate } from '../../projections/db/migrate.ts';
import type { Projection } from '../../projections/runtime/projection.ts';
import { withoutPassword } from '../config.ts';

/**
 * Makes again what somebody dropped under running roles: the database, its tables, those of one read model. Roles find them
 * at their next try and fill them from the log.
 * @throws Outage while the database does not answer
 */
export function createRestoreTables(deps: {
  readonly db: Database;
  /** Of the database. */
  readonly url: string;
  readonly projections: readonly Projection[];
  readonly logger: Logger;
}): () => Promise<void> {
  const { db, url, projections, logger } = deps;
  return async () => {
    try {
      if (!(await isAnythingLost(db, projections))) return;
    } catch (error) {
      if (!isNoSuchDatabase(error)) throw error;
      await makeIt(url);
    }
    await migrate(db, projections, logger);
    logger.warn({}, 'tables were gone; they are made again and filled from the log');
  };
}

async function makeIt(url: string): Promise<void> {
  try {
    await createDatabase(url);
  } catch (error) {
    throw new Error(
      `The database ${withoutPassword(url)} is gone, and its user may not make it. Make it as the server's administrator: the roles then fill it from the log.`,
      { cause: error },
    );
  }
}
