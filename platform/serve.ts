import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createExecute } from '../commands/pipeline/execute.ts';
import type { Logger } from '../ports/logger.ts';
import type { Role } from '../ports/role.ts';
import type { Signals } from '../ports/signals.ts';
import type { Database } from '../ports/database.ts';
import { openEventLog } from '../adapters/eventstore/event-log.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { WrongMasterKey } from '../adapters/postgres/master-keys.ts';
import { createVault } from '../adapters/postgres/vault.ts';
import type { StoredVault } from '../adapters/postgres/vault.ts';
import { migrate } from '../projections/db/migrate.ts';
import { createQueries } from '../projections/queries.ts';
import type { Queries } from '../projections/queries.ts';
import { createCheckpoints } from '../projections/runtime/checkpoints.ts';
import { projectionsOf } from '../projections/runtime/context.ts';
import { createFileStore } from '../adapters/files/file-store.ts';
import { openSharedState } from '../adapters/redis/redis.ts';
import { connectNats } from '../adapters/nats/nats.ts';
import type { NatsBus } from '../adapters/nats/nats.ts';
import { CommandFailed } from './cli/print.ts';
import { checkPatiently, claimLog } from './log/claim.ts';
import type { LogMismatch } from './log/claim.ts';
import { keepLog } from './log/keep.ts';
import { eventStoreAt, patienceWith, placesOf } from './log/places.ts';
import { createRestoreTables } from './log/restore-tables.ts';
import { createPersonalPlaces } from './erasure/places.ts';
import { openPayments, type OpenPayments } from './payments.ts';
import { openPeople } from './people.ts';
import { withoutPassword } from './config.ts';
import type { Config } from './config.ts';
import { standardContexts } from './contexts.ts';
import type { Contexts } from './contexts.ts';
import { rolesOf } from './role-names.ts';
import type { RoleName } from './role-names.ts';
import { createRole } from './roles.ts';
import type { ServiceUrls } from './service-urls.ts';
import type { Ports } from './roles.ts';
import { reasonOf } from '../runtime/reason.ts';

/** Longer than every role's own patience. */
const STOP_WITHIN_MS = 20_000;

/** Pages of an installation. */
export interface Pages {
  readonly viewer: string;
  readonly studio: string;
  readonly graphiql: string;
}

/** What roles are made of, when it is not the standard contexts and roles. */
export interface MadeOf {
  readonly contexts?: Contexts | undefined;
  readonly create?: typeof createRole | undefined;
}

/** Roles at work in this process. */
export interface Running {
  readonly roles: readonly Role[];
  /** Absent when no gateway runs here. */
  readonly urls: Pages | undefined;
  /** Aborted, with a `CommandFailed`, when the roles must not go on: the log was exchanged. Whoever serves then stops. */
  readonly failed: AbortSignal;
  /** Stops the roles (intake first, stores last) and closes every connection. */
  stop(): Promise<void>;
}

/**
 * Opens the ports, migrates the read models and starts the roles in this process. When a role cannot start, those that
 * did are stopped again before the error is thrown.
 */
export async function serve(
  config: Config,
  roles: readonly RoleName[],
  services: ServiceUrls,
  logger: Logger,
  { contexts = standardContexts, create = createRole }: MadeOf = {},
): Promise<Running> {
  const { ports, nats, vault, money, close } = await openPorts(config, services, logger, contexts);
  const started: Role[] = [];
  const failed = new AbortController();
  const stopped = new AbortController();
  let stopKeeping = async (): Promise<void> => undefined;
  const stop = async (): Promise<void> => {
    stopped.abort();
    for (const role of started.toReversed()) await inTime(role.name, role.stop(), logger);
    await inTime('the keeper of the log', stopKeeping(), logger);
    await inTime('the connections', close(), logger);
  };
  try {
    await checkAnswers(services, ports);
    const { logId, stopKeeping: stopIt } = await claim({ config, roles, services, ports }, (mismatch) =>
      failed.abort(mismatch),
    );
    stopKeeping = stopIt;
    await vault.prepare().catch(explainMasterKey);
    await nats.serveLog(logId);
    for (const name of rolesOf(contexts.workers).filter((each) => roles.includes(each))) {
      const role = create(name, config, ports, () => started.filter((each) => each.name !== 'gateway'));
      await role.start();
      started.push(role);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const gateway = started.find((role): role is Gateway => role.name === 'gateway');
  if (gateway !== undefined) {
    ports.people.listensAt(gateway.url());
    money.listensAt(gateway.url(), stopped.signal);
  }
  const urls = gateway === undefined ? undefined : pages(config, gateway.url());
  return { roles: started, urls, failed: failed.signal, stop };
}

/**
 * Makes sure that everything here comes from this log, before anything is written, and migrates; then watches over both.
 * @returns the log's identity, and how to stop watching
 * @throws LogMismatch
 */
async function claim(
  {
    config,
    roles,
    services,
    ports,
  }: {
    readonly config: Config;
    readonly roles: readonly RoleName[];
    readonly services: ServiceUrls;
    readonly ports: Ports;
  },
  onMismatch: (mismatch: LogMismatch) => void,
): Promise<{ readonly logId: string; readonly stopKeeping: () => Promise<void> }> {
  const { db, logger } = ports;
  const projections = projectionsOf(ports.contexts.projections);
  const places = placesOf(config, db, services, roles);
  const deps = { ...ports, places, at: eventStoreAt(config, services), patienceSeconds: patienceWith(services) };
  await checkPatiently(deps);
  await migrate(db, projections, logger);
  const known = await claimLog(deps);
  const restoreTables = createRestoreTables({ db, url: services.postgres, projections, logger });
  return { logId: known.logId, stopKeeping: keepLog({ ...deps, known, restoreTables, onMismatch }) };
}

async function openPorts(
  config: Config,
  services: ServiceUrls,
  logger: Logger,
  contexts: Contexts,
): Promise<{ ports: Ports; nats: NatsBus; vault: StoredVault; money: OpenPayments; close: () => Promise<void> }> {
  const nats = await connectNats({ url: services.nats, log: logger, replicas: config.natsReplicas });
  const db = openDatabase({ url: services.postgres, log: logger });
  const log = openEventLog({ url: services.eventstore, log: logger });
  const shared = openSharedState({ url: services.redis, logger });
  const vault = createVault(db, config.masterKeys);
  const people = openPeople(config, db, vault);
  const money = openPayments(config, services, logger);
  const queries = queriesOf(db, contexts, nats.signals);
  const projections = projectionsOf(contexts.projections);
  const ports: Ports = {
    log,
    language: contexts.language,
    execute: createExecute(contexts.commands, { log, language: contexts.language }),
    db,
    logger,
    contexts,
    queries,
    places: createPersonalPlaces({ db, queries, projections, urls: services }),
    checkpoints: createCheckpoints(db),
    signals: nats.signals,
    queues: nats.queues,
    store: createFileStore(join(config.dataDir, 'media')),
    shared,
    vault,
    people,
    payments: money.payments,
  };
  const close = async (): Promise<void> => {
    shared.close();
    people.close();
    await Promise.allSettled([log.close(), nats.close(), db.close()]);
  };
  return { ports, nats, vault, money, close };
}

/** The list may hold more than the standard contexts, never less: what the rooms ask is there. */
const queriesOf = (db: Database, contexts: Contexts, signals: Signals): Queries =>
  createQueries(db, contexts.projections, signals) as Queries;

/** @throws CommandFailed when the event store or the database does not answer; NATS was asked by connecting, and Redis may be away */
async function checkAnswers({ eventstore, postgres }: ServiceUrls, { log, db }: Ports): Promise<void> {
  const refuse =
    (what: string, url: string, variable: string) =>
    (error: unknown): never => {
      const why = reasonOf(error);
      throw new CommandFailed(
        `${what} does not answer at ${withoutPassword(url)} (${withoutPassword(why)}). Start it, or correct ${variable}.`,
      );
    };
  await log.head().catch(refuse('The event store', eventstore, 'REPRISE_EVENTSTORE_URL'));
  await db.query('select 1').catch(refuse('PostgreSQL', postgres, 'REPRISE_DATABASE_URL'));
}

const explainMasterKey = (error: unknown): never => {
  throw error instanceof WrongMasterKey ? new CommandFailed(error.message) : error;
};

/** One that hangs must not keep everything else from stopping: what it did not commit, the next start does again. */
async function inTime(name: string, stopping: Promise<void>, logger: Logger): Promise<void> {
  const late = new AbortController();
  const failed = (error: unknown): void => logger.error({ name, err: error }, 'failed to stop and is left behind');
  const stopped = stopping.catch(failed).finally(() => late.abort());
  const patience = sleep(STOP_WITHIN_MS, 'late' as const, { signal: late.signal }).catch(() => undefined);
  if ((await Promise.race([stopped, patience])) === 'late')
    logger.error({ name, afterMs: STOP_WITHIN_MS }, 'did not stop in time and is left behind');
}

/** The studio's link carries the operator token in its fragment, which browsers do not send to servers. */
function pages(config: Config, listening: string): Pages {
  const base = config.port === 0 ? listening : config.publicUrl;
  return { viewer: `${base}/`, studio: `${base}/studio#token=${config.operatorToken}`, graphiql: `${base}/graphiql/` };
}
