import { openDatabase } from '../../adapters/postgres/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { loadConfig } from '../config.ts';
import { standardProjections } from '../contexts.ts';
import { createLogger } from '../logging.ts';
import { print } from './print.ts';
import { withServices } from './with-services.ts';

/** `reprise migrate`: brings the tables of the read models up to date. Safe to run at any time and twice. */
export async function migrateCommand(): Promise<number> {
  return withServices(loadConfig(), async (urls) => {
    const db = openDatabase({ url: urls.postgres, log: createLogger('warn') });
    try {
      await migrate(db, standardProjections);
      print('✓', 'the tables are up to date');
      return 0;
    } finally {
      await db.close();
    }
  });
}
