import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import type { Signals } from '../../ports/signals.ts';
import type { Lease } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Database } from '../db/database.ts';
import { LeaseLost, messageOf } from '../db/failures.ts';
import { consumerOf } from '../db/migrate.ts';
import { announce } from './announce.ts';
import { applyBatch } from './apply.ts';
import type { Step } from './apply.ts';
import { pause, waitAtMost } from './backoff.ts';
import { createCheckpoints } from './checkpoints.ts';
import type { Mailbox } from './mailbox.ts';
import { loadBlocked } from './parked.ts';
import type { Projection } from './projection.ts';
import { readAhead } from './read-ahead.ts';
import { settle } from './settle.ts';
import type { Settlement } from './settle.ts';
import type { Trunk } from './trunk.ts';

/** What a projection's runner may be told; the defaults are for production. */
export interface RunnerOptions {
  /** Milliseconds without a sign of life after which another process takes over. */
  readonly leaseMs: number;
  /** Events in one transaction, at most. */
  readonly batchSize: number;
  /** The same while catching up: fewer transactions for the same rows. */
  readonly catchUpBatchSize: number;
  /** Least milliseconds from one batch to the next, so that a trickle of events shares transactions. */
  readonly batchMs: number;
  /** Live events that a projection may lag behind before it catches up by itself. */
  readonly capacity: number;
  /** Blocked keys beyond which the projection pauses: then it is the code that is sick, not the data. */
  readonly maxBlocked: number;
  readonly onStep?: (projection: string, step: Step) => void;
}

export const defaults: RunnerOptions = {
  leaseMs: 10_000,
  batchSize: 500,
  catchUpBatchSize: 2_000,
  batchMs: 25,
  capacity: 4_000,
  maxBlocked: 100,
};

export type FollowerState = 'waiting' | 'catching-up' | 'live' | 'paused' | 'stopped';

export interface Follower {
  run(): Promise<void>;
  /** The last sentence about trouble; undefined when all is well. */
  status(): { readonly state: FollowerState; readonly position: bigint; readonly trouble: string | undefined };
}

interface Deps {
  readonly log: EventLog;
  readonly db: Database;
  readonly signals: Signals;
  readonly logger: Logger;
  readonly trunk: Trunk;
  readonly signal: AbortSignal;
  readonly options: RunnerOptions;
  /** Brings the tables to the projection's version before it is followed. */
  readonly prepare: (projection: Projection) => Promise<void>;
}

/** Follows the log for one projection for as long as it holds the lease, and stands by while somebody else does. */
export function createFollower(deps: Deps, projection: Projection): Follower {
  const { log, db, signals, trunk, signal, options } = deps;
  const logger = deps.logger.child({ projection: projection.name });
  const checkpoints = createCheckpoints(db);
  const holder = `${hostname()}:${process.pid}:${randomUUID()}`;
  const { leaseMs, batchSize, catchUpBatchSize, batchMs, maxBlocked } = options;
  let state: FollowerState = 'waiting';
  let position = 0n;
  let trouble: string | undefined;
  let failures = 0;

  const setState = async (next: FollowerState): Promise<void> => {
    if (state === next) return;
    await db.pool.query('update runtime.projections set state = $2 where name = $1', [projection.name, next]);
    state = next;
  };
  const isWell = (): void => {
    trouble = undefined;
    failures = 0;
  };

  /** Renews the lease, which is also how a stolen one is noticed while nothing happens. */
  const renew = async (lease: Lease): Promise<void> => {
    if (!(await checkpoints.renew(lease, leaseMs)))
      throw new LeaseLost(`${lease.consumer} belongs to somebody else now`);
  };

  function settlementOf(lease: Lease, blocked: Set<string>): Settlement {
    return {
      projection,
      blocked,
      async commit(proposal) {
        const onStep = options.onStep && ((step: Step) => options.onStep?.(projection.name, step));
        await applyBatch(db.pool, { projection, lease, ttlMs: leaseMs, ...proposal, onStep });
        position = proposal.to;
        isWell();
        announce(signals, projection, proposal);
      },
      async retry(error, attempt) {
        trouble = `cannot write: ${messageOf(error)}`;
        logger.warn({ error: messageOf(error), attempt }, 'a batch could not be written; trying again');
        await pause(attempt, signal);
        return !signal.aborted;
      },
      onParked: ({ entry: { recorded }, key, error }) =>
        logger.error({ position: String(recorded.position), type: recorded.type, key, error }, 'an event was parked'),
    };
  }

  /** Handles what the mailbox holds until it ends or the follower must stop. */
  async function drain(mailbox: Mailbox, lease: Lease, settlement: Settlement): Promise<void> {
    let last = 0;
    while (!signal.aborted) {
      // Live, an event that comes after a pause is handled at once; the past is worth filling a batch.
      const linger = state === 'live' ? Math.max(0, last + batchMs - performance.now()) : batchMs;
      const batch = await mailbox.take(state === 'live' ? batchSize : catchUpBatchSize, linger, leaseMs / 3);
      options.onStep?.(projection.name, 'batch-taken');
      last = performance.now();
      if (batch.position !== undefined && batch.position > position) {
        const entries = batch.entries.filter(({ recorded }) => recorded.position > position);
        await settle(settlement, entries, { from: position, to: batch.position });
      } else if (batch.position === undefined && !batch.ended) await renew(lease);
      if (batch.ended || settlement.blocked.size > maxBlocked) return;
    }
  }

  async function follow(lease: Lease): Promise<void> {
    position = lease.position;
    const settlement = settlementOf(lease, await loadBlocked(db.pool, projection.name));
    while (!signal.aborted) {
      if (settlement.blocked.size > maxBlocked) {
        await sleepPaused(lease, settlement.blocked.size);
        continue;
      }
      await setState('catching-up');
      const branch = await trunk.join(projection);
      if (branch === undefined) return;
      try {
        const reader = readAhead(log, projection, { after: position, capacity: catchUpBatchSize * 2, signal });
        await drain(reader.mailbox, lease, settlement).finally(reader.stop);
        if (signal.aborted || settlement.blocked.size > maxBlocked) continue;
        if (branch.from > position) await settle(settlement, [], { from: position, to: branch.from });
        await setState('live');
        isWell();
        await drain(branch.mailbox, lease, settlement);
      } finally {
        branch.leave();
      }
    }
  }

  async function sleepPaused(lease: Lease, keys: number): Promise<void> {
    trouble = `paused: ${keys} keys are blocked by parked events; see what they have in common, then retry them`;
    await setState('paused');
    await waitAtMost(Math.min(leaseMs / 3, 1_000), signal);
    if (!signal.aborted) await renew(lease);
  }

  const standBy = async (): Promise<void> => {
    state = 'waiting';
    isWell();
    await waitAtMost(Math.min(leaseMs / 4, 1_000), signal);
  };

  async function hold(lease: Lease): Promise<void> {
    try {
      await follow(lease);
      await setState('stopped');
    } finally {
      if (signal.aborted) await checkpoints.release(lease).catch(() => {});
    }
  }

  async function recover(error: unknown): Promise<void> {
    state = 'waiting';
    if (signal.aborted) return;
    if (error instanceof LeaseLost) {
      logger.info({ reason: error.message }, 'the lease was lost');
      return;
    }
    failures += 1;
    trouble = messageOf(error);
    logger.warn({ error: trouble, failures }, 'the projection cannot go on; trying again');
    await pause(failures, signal);
  }

  return {
    status: () => ({ state, position, trouble }),
    async run() {
      while (!signal.aborted) {
        try {
          await deps.prepare(projection);
          const lease = await checkpoints.acquire(consumerOf(projection.name), holder, leaseMs);
          if (lease === undefined) await standBy();
          else await hold(lease);
        } catch (error) {
          await recover(error);
        }
      }
      state = 'stopped';
    },
  };
}
