/**
 * Some roles as a process of their own, as `reprise serve` runs them, to be killed and frozen by tests. Only their patience is
 * shorter: what a dead one held is free after seconds. Says READY on standard output when all are at work.
 * Usage: node roles-process.ts ORDERS, as JSON
 */
// First: who notes `Date.now` when it is loaded notes the clock that can be moved.
import { shiftClock } from '../harness/shifted-clock.ts';
import { hostname } from 'node:os';
import { loadConfig } from '../../platform/config.ts';
import { createRole } from '../../platform/roles.ts';
import type { RoleName } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import { createPersonStreams } from '../../platform/erasure/person-streams.ts';
import type { ServiceUrls } from '../../platform/service-urls.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { Clock } from '../../ports/clock.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { projectionsOf } from '../../projections/runtime/context.ts';
import { createDueTimers } from '../../projections/kernel/timers.queries.ts';
import { createParkingLot } from '../../projections/runtime/parking-lot.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { pause } from '../../runtime/backoff.ts';
import { createDispatcher } from '../../workers/runtime/dispatcher.ts';
import { createJobWorker } from '../../workers/runtime/job-worker.ts';
import { createTimers } from '../../workers/runtime/timers.ts';

/** What the test tells such a process. */
export interface RolesOrders {
  readonly roles: readonly RoleName[];
  readonly services: ServiceUrls;
  /** `REPRISE_…` variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** How much later than the machine's clock it is, ms. A message `{ clockOffsetMs }` moves it, and is answered by itself. */
  readonly clockOffsetMs: number;
}

const PROJECTOR_LEASE_MS = 1_500;
/** Leases of followers are renewed every 3.3 s. */
const LEASE_MS = 4_000;
const ACK_WAIT_MS = 3_000;

/** A clock that was moved is noticed so soon. */
const LOOK_EVERY_MS = 100;

const orders = JSON.parse(process.argv[2] ?? '') as RolesOrders;
shiftClock(orders.clockOffsetMs);
process.on('message', (message: Pick<RolesOrders, 'clockOffsetMs'>) => {
  shiftClock(message.clockOffsetMs);
  process.send?.(message);
});

const movedClock: Clock = {
  now: () => Date.now(),
  async until(instant, signal) {
    for (let left = instant - Date.now(); left > 0 && !signal.aborted; left = instant - Date.now())
      await pause(Math.min(left, LOOK_EVERY_MS), signal);
  },
};

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
  if (name === 'timers') {
    const { queries, signals } = ports;
    const timers = createDueTimers(queries.timers, queries.consistency, signals);
    return createTimers({ ...ports, timers, clock: movedClock });
  }
  return createRole(name, config, ports, others);
};

// The test's end, however it ends, is ours too.
process.stdin.on('end', () => process.exit(0)).resume();

const running = await serve(loadConfig(orders.variables), orders.roles, orders.services, silentLogger, {
  create: createBrief,
});
process.stdout.write('READY\n');
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
