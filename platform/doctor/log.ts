import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { language } from '../../schemas/language.ts';
import type { Config } from '../config.ts';
import { describeMismatches } from '../log/describe.ts';
import { lookAtLog } from '../log/look.ts';
import { eventStoreAt, placesOf } from '../log/places.ts';
import { createLogger } from '../logging.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { reasonOf } from '../../runtime/reason.ts';
import type { Finding } from './finding.ts';

/** Whether read models, checkpoints and films come from the log that is there. Never rejects; changes nothing. */
export async function lookAtIdentity(config: Config, urls: ServiceUrls): Promise<Finding> {
  const part = 'log';
  const logger = createLogger('silent');
  const log = openEventLog({ url: urls.eventstore, log: logger });
  const db = openDatabase({ url: urls.postgres, log: logger, connections: 2 });
  try {
    const look = await lookAtLog(log, language, placesOf(config, db, urls));
    const { logId, end } = look.present;
    const fact = logId === undefined ? 'not begun: the next start gives it its identity' : `${logId}, up to ${end}`;
    if (look.mismatches.length === 0) return { part, fact };
    return { part, fact, trouble: describeMismatches(look, eventStoreAt(config, urls)) };
  } catch (error) {
    return { part, fact: 'cannot be compared with what was made from it', trouble: reasonOf(error) };
  } finally {
    await Promise.allSettled([log.close(), db.close()]);
  }
}
