import { parseArgs } from 'node:util';
import { openEventLog } from '../../commands/store/event-log.ts';
import { openDatabase } from '../../projections/db/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { loadConfig } from '../config.ts';
import { createLogger } from '../logging.ts';
import { withDatabaseUrl, withEventStoreUrl } from '../one-service.ts';
import { PlainError, tell } from '../terminal.ts';

/** `reprise projections rebuild NAME`: fills a read model anew from the log, compares it with the old one and swaps. */
export const projections = async (args: readonly string[]): Promise<number> => {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [verb, name] = positionals;
  if (verb !== 'rebuild' || name === undefined) throw new PlainError('Say which one: reprise projections rebuild NAME.');
  const config = loadConfig();
  const logger = createLogger('warn');
  await withEventStoreUrl(config, (eventstore) =>
    withDatabaseUrl(config, async (database) => {
      const log = openEventLog({ url: eventstore, log: logger });
      const db = openDatabase({ url: database, log: logger });
      try {
        await migrate(db);
        const result = await rebuild({ log, db, name, compare: true });
        console.log(JSON.stringify(result, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)));
        tell('✓', `${name} is rebuilt; ${result.differing} rows differ from the old one`);
      } finally {
        await Promise.all([log.close(), db.close()]);
      }
    }),
  );
  return 0;
};
