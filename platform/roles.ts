import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Queues } from '../ports/queues.ts';
import type { Signals } from '../ports/signals.ts';
import type { Checkpoints } from '../ports/checkpoints.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { Logger } from '../ports/logger.ts';
import type { MediaStore } from '../ports/media-store.ts';
import type { SharedState } from '../ports/shared-state.ts';
import type { PersonalPlaces } from '../ports/personal-places.ts';
import type { Vault } from '../ports/vault.ts';
import type { Execute } from '../commands/pipeline/execute.ts';
import type { Language } from '../schemas/kernel/language.ts';
import type { Role } from '../ports/role.ts';
import { createGateway } from '../gateway/gateway.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Database } from '../ports/database.ts';
import type { Queries } from '../projections/queries.ts';
import { projectionsOf } from '../projections/runtime/context.ts';
import { createParkingLot } from '../projections/runtime/parking-lot.ts';
import { createProjector } from '../projections/runtime/projector.ts';
import { createDueTimers } from '../projections/kernel/timers.queries.ts';
import { systemClock } from '../runtime/system-clock.ts';
import { createDispatcher } from '../workers/runtime/dispatcher.ts';
import { createJobWorker } from '../workers/runtime/job-worker.ts';
import { createProcessor } from '../workers/runtime/processor.ts';
import { createTimers } from '../workers/runtime/timers.ts';
import { createPersonStreams } from './erasure/person-streams.ts';
import { createRetryParked } from './retry-parked.ts';
import type { Payments } from '../ports/payments.ts';
import type { People } from './people.ts';
import type { Config } from './config.ts';
import type { Contexts } from './contexts.ts';
import type { RoleName } from './role-names.ts';

/** The ports that roles are made of, opened once per process. */
export interface Ports {
  readonly contexts: Contexts;
  readonly log: EventLog;
  readonly language: Language;
  readonly execute: Execute;
  readonly db: Database;
  readonly queries: Queries;
  readonly checkpoints: Checkpoints;
  readonly signals: Signals;
  readonly queues: Queues;
  readonly store: MediaStore;
  readonly shared: SharedState;
  readonly vault: Vault;
  readonly people: People;
  /** Undefined: nothing is sold. */
  readonly payments: Payments | undefined;
  readonly places: PersonalPlaces;
  readonly logger: Logger;
}

const WEB_ROOT = fileURLToPath(new URL('../web/dist/', import.meta.url));

/** Makes a role by its name: the machinery's, or one that a context brings. The gateway gets the health of the other roles of this process. */
export function createRole(name: RoleName, config: Config, ports: Ports, others: () => readonly Role[]): Role {
  const logger = ports.logger.child({ role: name });
  const parking = createParkingLot(ports.db, ports.signals);
  switch (name) {
    case 'projector':
      return createProjector({
        log: ports.log,
        language: ports.language,
        db: ports.db,
        signals: ports.signals,
        logger,
        projections: projectionsOf(ports.contexts.projections),
      });
    case 'processor':
      return createProcessor({
        contexts: ports.contexts.domain,
        log: ports.log,
        language: ports.language,
        execute: ports.execute,
        checkpoints: ports.checkpoints,
        logger,
        parking,
      });
    case 'dispatcher':
      return createDispatcher({ ...ports, logger, parking, openJobs: ports.queries.jobs.open });
    case 'worker':
      return createJobWorker({
        ...ports,
        people: { ...ports.people.ports, places: ports.places, streams: createPersonStreams(ports.queries) },
        subscribers: ports.queries.subscriptions.subscribers,
        contexts: ports.contexts.workers,
        seller: config.seller,
        logger,
        worker: `${hostname()}/${process.pid}`,
        concurrency: config.workerConcurrency,
        concurrencyOf: config.workerConcurrencyOf,
        settings: {
          encoderPreset: config.encoderPreset,
          limits: { pixels: config.limits.pixels, durationSeconds: config.limits.durationSeconds },
        },
      });
    case 'timers':
      return createTimers({
        log: ports.log,
        language: ports.language,
        timers: createDueTimers(ports.queries.timers, ports.queries.consistency, ports.signals),
        clock: systemClock,
        logger,
      });
    case 'gateway':
      return createGatewayRole(config, ports, logger, others);
    default: {
      const create = ports.contexts.workers.map(({ roles }) => roles?.[name]).find((each) => each !== undefined);
      if (create === undefined) throw new Error(`No context brings the role "${name}".`);
      return create({ ...ports, logger });
    }
  }
}

function createGatewayRole(config: Config, ports: Ports, logger: Logger, others: () => readonly Role[]): Gateway {
  return createGateway({
    ...ports,
    retryParked: createRetryParked(ports.db, ports.signals, ports.contexts),
    contexts: ports.contexts.gateway,
    outbox: ports.people.outbox,
    exports: ports.people.exports,
    logger,
    secret: config.secret,
    operatorToken: config.operatorToken,
    accounts: config.accounts,
    staffSecondFactor: config.staffSecondFactor,
    seller: config.seller,
    devicesPerAccount: config.devicesPerAccount,
    freeStreams: config.freeStreams,
    erasureDays: config.erasureDays,
    openId: config.openId,
    webRoot: WEB_ROOT,
    host: config.host,
    port: config.port,
    maxUploadBytes: config.limits.uploadBytes,
    // With any free port the address is not known beforehand: the gateway then goes by its own.
    ...(config.port === 0 ? {} : { publicUrl: config.publicUrl }),
    allowedHosts: config.allowedHosts,
    titlesWithoutRights: config.titlesWithoutRights,
    territories: config.territories,
    territoryHeader: config.territoryHeader,
    homeTerritory: config.homeTerritory,
    ...(config.trustedProxies.length === 0 ? {} : { trustProxy: config.trustedProxies }),
    health: () => others().map((role) => ({ name: role.name, required: false, check: () => role.health() })),
  });
}
