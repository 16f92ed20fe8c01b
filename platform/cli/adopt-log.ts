import { parseArgs } from 'node:util';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { createFileMemory } from '../../adapters/files/log-memory.ts';
import { emptyQueues } from '../../adapters/nats/empty-queues.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { consumersAtWork, forgetLog } from '../../projections/db/forget.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { language } from '../../schemas/language.ts';
import { loadConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { standardProjections } from '../contexts.ts';
import { claimLog } from '../log/claim.ts';
import { describeMismatches } from '../log/describe.ts';
import { lookAtLog } from '../log/look.ts';
import { eventStoreAt, fileOfFilms, placesOf } from '../log/places.ts';
import { createLogger } from '../logging.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { CommandFailed, print } from './print.ts';
import { withServices } from './with-services.ts';

const USAGE =
  'Use: reprise adopt-log --rebuild. It takes the log that the event store holds now, empties the read models, checkpoints and queues, and lets the next start fill them from that log. Films are left where they are.';

/** `reprise adopt-log --rebuild`: from now on everything here comes from the log that the event store holds. */
export async function adoptLog(args: readonly string[]): Promise<number> {
  const rebuild = parse(args);
  const config = loadConfig();
  return withServices(config, async (urls) => {
    const logger = createLogger('warn');
    const log = openEventLog({ url: urls.eventstore, log: logger });
    const db = openDatabase({ url: urls.postgres, log: logger });
    try {
      return await adopt({ config, urls, log, db, rebuild });
    } finally {
      await Promise.allSettled([log.close(), db.close()]);
    }
  });
}

async function adopt(how: {
  readonly config: Config;
  readonly urls: ServiceUrls;
  readonly log: EventLog;
  readonly db: Database;
  readonly rebuild: boolean;
}): Promise<number> {
  const { config, urls, log, db } = how;
  const places = placesOf(config, db, urls);
  const at = eventStoreAt(config, urls);
  const look = await lookAtLog(log, language, places);
  if (look.mismatches.length === 0) {
    print('✓', 'everything here comes from this log already: there is nothing to adopt');
    return 0;
  }
  if (!how.rebuild) throw new CommandFailed(`${describeMismatches(look, at)}\n${USAGE}`);
  await migrate(db, standardProjections);
  const working = await consumersAtWork(db);
  if (working.length > 0)
    throw new CommandFailed(
      `Roles are at work (${working.join(', ')}). Stop every process of Reprise, wait ten seconds, and try again. Nothing was changed.`,
    );
  // First: what waits there is published again, and whoever is interrupted here still finds that the log is another one.
  await emptyQueues(urls.nats);
  await createFileMemory(fileOfFilms(config)).forget();
  await forgetLog(db, standardProjections);
  const { logId, position } = await claimLog({ log, language, places, at, logger: createLogger('warn') });
  print('✓', `the log ${logId} is adopted (up to position ${position}); the next start fills the read models from it`);
  return 0;
}

function parse(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { rebuild: { type: 'boolean' } } }).values.rebuild === true;
  } catch (error) {
    throw new CommandFailed(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
}
