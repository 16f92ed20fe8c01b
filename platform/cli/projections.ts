import cliProgress from 'cli-progress';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Database } from '../../ports/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createQueries } from '../../projections/queries.ts';
import type { Signals } from '../../ports/signals.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { retryParked } from '../../projections/runtime/retry-parked.ts';
import { rollBackRebuild } from '../../projections/runtime/swap.ts';
import { loadConfig } from '../config.ts';
import { checkLog } from '../log/claim.ts';
import { eventStoreAt, placesOf } from '../log/places.ts';
import { createRetryParked } from '../retry-parked.ts';
import { standardContexts, standardProjections as projections } from '../contexts.ts';
import { createLogger } from '../logging.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { print, printError, CommandFailed } from './print.ts';
import { withServices } from './with-services.ts';

const { language } = standardContexts;
const NAMES = projections.map(({ name }) => name);
const USAGE = `Use: reprise projections list | rebuild NAME | rollback NAME | retry NAME. The names: ${NAMES.join(', ')}; retry also takes what else has parked events, e.g. processor/commands.`;
type Action = (db: Database, urls: ServiceUrls, name: string) => Promise<number>;
const ACTIONS: Readonly<Record<string, Action>> = { rebuild: rebuildOne, rollback, retry };

/** `reprise projections …`: looks at the read models and fills them again. Works beside a running platform. */
export async function projectionsCommand([action = 'list', name, ...rest]: readonly string[]): Promise<number> {
  const run = ACTIONS[action];
  if (rest.length > 0 || (action !== 'list' && run === undefined)) throw new CommandFailed(USAGE);
  const isKnown = name !== undefined && (NAMES.includes(name) || (run === retry && name.includes('/')));
  if (run !== undefined && !isKnown) throw new CommandFailed(`There is no projection "${name ?? ''}". ${USAGE}`);
  return withServices(loadConfig(), async (urls) => {
    const db = openDatabase({ url: urls.postgres, log: createLogger('warn') });
    try {
      await migrate(db, projections);
      return run === undefined ? await list(db) : await run(db, urls, name ?? '');
    } finally {
      await db.close();
    }
  });
}

async function list(db: Database): Promise<number> {
  const { consistency } = createQueries(db, standardContexts.projections);
  for (const { name, state, position, parked, updatedAt } of await consistency.status())
    process.stdout.write(
      `${name.padEnd(20)} ${state.padEnd(12)} at ${position.padEnd(14)} ${parked} parked   ${updatedAt}\n`,
    );
  for (const event of await consistency.parked(20))
    process.stdout.write(
      `  parked in ${event.projection}: ${event.type} at ${event.position} in ${event.stream}: ${event.error}\n`,
    );
  return 0;
}

async function rebuildOne(db: Database, urls: ServiceUrls, name: string): Promise<number> {
  await checkOrigin(db, urls);
  const log = openEventLog({ url: urls.eventstore, log: createLogger('warn') });
  const head = Math.max(1, Number(await log.head()));
  const bar = new cliProgress.SingleBar({
    format: `  ${name} {bar} {percentage}% | {events} events | {phase}`,
    stream: process.stderr,
  });
  bar.start(head, 0, { events: 0, phase: 'reading' });
  try {
    const result = await rebuild({
      log,
      language,
      db,
      name,
      projections,
      compare: true,
      onProgress: ({ phase, events, position }) => bar.update(Math.min(head, Number(position)), { events, phase }),
    });
    bar.update(head, { events: result.events, phase: 'done' });
    bar.stop();
    print('✓', `${name}: ${result.events} events, ${result.parked} parked; the new rows are in service`);
    if (result.identical === true) print('✓', 'identical with the rows before');
    else
      printError(
        `${result.differing} rows differ from those before; the first:\n${result.differences
          .slice(0, 5)
          .map((difference) => JSON.stringify(difference, bigints))
          .join('\n')}\nIf the old ones were right: reprise projections rollback ${name}`,
      );
    return result.identical === true ? 0 : 1;
  } finally {
    bar.stop();
    await log.close();
  }
}

/** @throws LogMismatch before rows of this log take the place of those of another */
async function checkOrigin(db: Database, urls: ServiceUrls): Promise<void> {
  const config = loadConfig();
  const logger = createLogger('warn');
  const log = openEventLog({ url: urls.eventstore, log: logger });
  const places = placesOf(config, db, urls, []);
  try {
    await checkLog({ log, language, places, at: eventStoreAt(config, urls), logger });
  } finally {
    await log.close();
  }
}

async function rollback(db: Database, _: ServiceUrls, name: string): Promise<number> {
  await rollBackRebuild(db, name);
  print('✓', `${name} has its rows from before the last rebuild and follows the log from there`);
  return 0;
}

async function retry(db: Database, _: ServiceUrls, name: string): Promise<number> {
  if (!NAMES.includes(name)) {
    const marked = await createRetryParked(db, noSignals, standardContexts)(name);
    print('✓', `${marked} parked events are tried again within seconds while the role that follows as ${name} runs`);
    return 0;
  }
  const { handled, parked } = await retryParked({ db, language, name, projections });
  print(parked === 0 ? '✓' : '✗', `${handled} parked events were handled, ${parked} stay parked`);
  return parked === 0 ? 0 : 1;
}

/** The mark in the database is enough: followers look for it every few seconds. */
const noSignals: Signals = { publish: () => undefined, subscribe: () => () => undefined };

const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
