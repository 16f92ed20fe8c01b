import { openDatabase } from '../../projections/db/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { loadConfig } from '../config.ts';
import { withDatabaseUrl } from '../one-service.ts';
import { createLogger } from '../logging.ts';
import { tell } from '../terminal.ts';

/** `reprise migrate`: brings the read models' database to this version. Starting any role does it too. */
export const migrateDatabase = async (): Promise<number> => {
  const config = loadConfig();
  await withDatabaseUrl(config, async (url) => {
    const db = openDatabase({ url, log: createLogger('warn') });
    try {
      await migrate(db);
    } finally {
      await db.close();
    }
  });
  tell('✓', 'the database is at this version');
  return 0;
};
