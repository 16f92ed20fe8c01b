import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { migrate } from '../../projections/db/migrate.ts';
import type { Config } from '../config.ts';
import { standardContexts, standardProjections } from '../contexts.ts';
import { checkLog, claimLog } from '../log/claim.ts';
import { eventStoreAt, placesOf } from '../log/places.ts';
import { createLogger } from '../logging.ts';
import { CommandFailed } from './print.ts';
import { withServices } from './with-services.ts';

const { language, commands } = standardContexts;

/** The log and the database of an installation, which belong together. */
export interface OpenLog {
  readonly log: EventLog;
  readonly db: Database;
}

/** Runs `work` with the log and the database, for commands that write. Works beside a running platform. */
export const withLog = <T>(config: Config, work: (on: OpenLog) => Promise<T>): Promise<T> =>
  withServices(config, async (urls) => {
    const logger = createLogger('warn');
    const log = openEventLog({ url: urls.eventstore, log: logger });
    const db = openDatabase({ url: urls.postgres, log: logger });
    try {
      const deps = { log, language, places: placesOf(config, db, urls), at: eventStoreAt(config, urls), logger };
      await checkLog(deps);
      await migrate(db, standardProjections);
      await claimLog(deps);
      return await work({ log, db });
    } finally {
      await Promise.allSettled([log.close(), db.close()]);
    }
  });

/**
 * Executes a command as the platform itself: whoever may start this program may do everything here.
 * @param usage said where the data does not fit the command
 * @returns whether anything changed
 * @throws CommandFailed when it is refused
 */
export async function executeAsPlatform(
  log: EventLog,
  given: {
    readonly definition: { readonly type: string; readonly data: z.ZodObject };
    readonly streamId: string;
    readonly data: unknown;
    readonly usage: string;
  },
): Promise<boolean> {
  const { definition, streamId, usage } = given;
  const data = definition.data.safeParse(given.data);
  if (!data.success) throw new CommandFailed(`${data.error.issues[0]?.message ?? 'That does not fit'}. ${usage}`);
  const commandId = randomUUID();
  const outcome = await createExecute(commands, { log, language })({
    commandId,
    streamId,
    command: { type: definition.type, data: data.data, at: new Date().toISOString() },
    actor: { kind: 'system', id: 'command-line' },
    correlationId: commandId,
  });
  if (outcome.kind === 'rejected') throw new CommandFailed(outcome.rejection.message);
  if (outcome.kind === 'contended') throw new CommandFailed('Others keep changing this. Try again.');
  return outcome.kind !== 'no-op';
}
