/**
 * The timers role as a process of its own, to be killed by tests.
 * Usage: node timers-process.ts '{"eventstore":"esdb://…","postgres":"postgres://…","nats":"nats://…","dieAt":"before-append"}'
 * Says READY when it works. `dieAt` kills it as `kill -9` would, when it first holds due timers: before it appends
 * anything, or after it has appended and before the database is told to let go.
 */
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { DueTimers } from '../../ports/due-timers.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { projectionContexts } from '../../projections/contexts.ts';
import { createDueTimers } from '../../projections/kernel/timers.queries.ts';
import { createQueries } from '../../projections/queries.ts';
import { systemClock } from '../../runtime/system-clock.ts';
import { language } from '../../schemas/language.ts';
import { createTimers } from '../../workers/runtime/timers.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as {
  readonly eventstore: string;
  readonly postgres: string;
  readonly nats: string;
  readonly dieAt?: 'before-append' | 'before-commit';
};
const logger = silentLogger;
const log = openEventLog({ url: settings.eventstore, log: logger });
const bus = await connectNats({ url: settings.nats, log: logger });
const db = openDatabase({ url: settings.postgres, log: logger });
const queries = createQueries(db, projectionContexts, bus.signals);
const due = createDueTimers(queries.timers, queries.consistency, bus.signals);
const die = (): void => void process.kill(process.pid, 'SIGKILL');
const timers: DueTimers = {
  ...due,
  take: (now, limit, fire, after) =>
    due.take(
      now,
      limit,
      async (held) => {
        if (settings.dieAt === 'before-append') die();
        await fire(held);
        if (settings.dieAt === 'before-commit') die();
      },
      after,
    ),
};
const role = createTimers({ log, language, timers, clock: systemClock, logger });
await role.start();
process.stdout.write('READY\n');
