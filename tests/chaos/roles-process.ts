/**
 * Some roles as a process of their own, as `reprise serve` runs them, to be killed and frozen by tests. Only their patience is
 * shorter: what a dead one held is free after seconds. Says READY on standard output when all are at work.
 * Usage: node roles-process.ts ORDERS, as JSON
 */
import { hostname } from 'node:os';
import { loadConfig } from '../../platform/config.ts';
import { createRole } from '../../platform/roles.ts';
import type { RoleName } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import { createPersonStreams } from '../../platform/erasure/person-streams.ts';
import type { ServiceUrls } from '../../platform/service-urls.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { projectionsOf } from '../../projections/runtime/context.ts';
import { createParkingLot } from '../../projections/runtime/parking-lot.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { createDispatcher } from '../../workers/runtime/dispatcher.ts';
import { createJobWorker } from '../../workers/runtime/job-worker.ts';

/** What the test tells such a process. */
export interface RolesOrders {
  readonly roles: readonly RoleName[];
  readonly services: ServiceUrls;
  /** `REPRISE_…` variables. */
  readonly variables: Readonly<Record<string, string>>;
}

const PROJECTOR_LEASE_MS = 1_500;
/** Leases of followers are renewed every 3.3 s. */
const LEASE_MS = 4_000;
const ACK_WAIT_MS = 3_000;

const orders = JSON.parse(process.argv[2] ?? '') as RolesOrders;

const brief = (checkpoints: Checkpoints): Checkpoints => ({
  ...checkpoints,
  acquire: (consumer, holder, ttlMs) => checkpoints.acquire(consumer, holder, Math.min(ttlMs, LEASE_MS)),
  renew: (lease, ttlMs) => checkpoints.renew(lease, Math.min(ttlMs, LEASE_MS)),
});

const createBrief: typeof createRole = (name, config, given, others) => {
  const ports = { ...given, checkpoints: brief(given.checkpoints) };
  if (name === 'projector')
    return createProjector({
      ...ports,
      projections: projectionsOf(ports.contexts.projections),
      options: { leaseMs: PROJECTOR_LEASE_MS },
    });
  if (name === 'dispatcher')
    return createDispatcher({
      ...ports,
      parking: createParkingLot(ports.db, ports.signals),
      openJobs: ports.queries.jobs.open,
      timing: { everyMs: 500, silentMs: 2 * ACK_WAIT_MS },
    });
  if (name === 'worker')
    return createJobWorker({
      ...ports,
      people: { ...ports.people.ports, places: ports.places, streams: createPersonStreams(ports.queries) },
      contexts: ports.contexts.workers,
      worker: `${hostname()}/${process.pid}`,
      settings: { encoderPreset: config.encoderPreset, limits: config.limits },
      ackWaitMs: ACK_WAIT_MS,
    });
  return createRole(name, config, ports, others);
};

// The test's end, however it ends, is ours too.
process.stdin.on('end', () => process.exit(0)).resume();

const running = await serve(loadConfig(orders.variables), orders.roles, orders.services, silentLogger, {
  create: createBrief,
});
process.stdout.write('READY\n');
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
