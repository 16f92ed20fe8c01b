import type { Database } from '../../ports/database.ts';
import type { Signals } from '../../ports/signals.ts';
import type { Lease } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { holderName, workUnderLease } from '../../runtime/lease.ts';
import { messageOf } from '../db/failures.ts';
import { consumerOf } from '../db/read-model-schema.ts';
import { announce } from './announce.ts';
import type { Blocked } from './blocked.ts';
import { applyBatch } from './apply.ts';
import type { Step } from './apply.ts';
import { createCheckpoints } from './checkpoints.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { ForeignEvents } from './language.ts';
import type { Mailbox } from './mailbox.ts';
import { loadBlocked } from './parked.ts';
import type { Projection } from './projection.ts';
import type { RunnerOptions } from './runner-options.ts';
import { readAhead } from './read-ahead.ts';
import { commitBatch } from './commit-batch.ts';
import type { BatchCommits } from './commit-batch.ts';
import { createWorkspace } from './workspace.ts';
import type { SharedSubscription } from './shared-subscription.ts';

export type FollowerState = 'waiting' | 'catching-up' | 'live' | 'paused' | 'stopped';

export interface Follower {
  run(): Promise<void>;
  /** The last sentence about trouble; undefined when all is well. */
  status(): { readonly state: FollowerState; readonly position: bigint; readonly trouble: string | undefined };
}

interface Deps {
  readonly log: EventLog;
  readonly language: Language;
  readonly db: Database;
  readonly signals: Signals;
  readonly logger: Logger;
  readonly subscription: SharedSubscription;
  readonly signal: AbortSignal;
  readonly foreign: ForeignEvents;
  readonly options: RunnerOptions;
  /** Brings the tables to the projection's version before it is followed. */
  readonly prepare: (projection: Projection) => Promise<void>;
}

/** Rows of earlier batches that are held, as the next ones often touch them: ten megabytes live, a hundred to catch up. */
const ROWS_HELD = { live: 20_000, behind: 200_000 } as const;

/** A lease at work. */
interface Holding {
  readonly lease: Lease;
  /** Aborted when the lease is lost or everything ends. */
  readonly signal: AbortSignal;
  /** Forgets troubles and failures. */
  readonly isWell: () => void;
}

/** Follows the log for one projection for as long as it holds the lease, and stands by while somebody else does. */
export function createFollower(deps: Deps, projection: Projection): Follower {
  const { db, signals, subscription, options } = deps;
  const logger = deps.logger.child({ projection: projection.name });
  const checkpoints = createCheckpoints(db);
  const { leaseMs, batchSize, catchUpBatchSize, batchMs, maxBlocked } = options;
  let state: FollowerState = 'waiting';
  let position = 0n;
  let trouble: string | undefined;

  const setState = async (next: FollowerState): Promise<void> => {
    if (state === next) return;
    await db.query('update runtime.projections set state = $2 where name = $1', [projection.name, next]);
    state = next;
  };

  function commitsOf({ lease, isWell, signal }: Holding, blocked: Blocked): BatchCommits {
    // Followed from the beginning of the log: the tables are empty.
    const workspace = createWorkspace(projection, projection.name, { empty: lease.position === 0n });
    return {
      projection,
      blocked,
      async commit(proposal) {
        const onStep = options.onStep && ((step: Step) => options.onStep?.(projection.name, step));
        await applyBatch(db, {
          projection,
          workspace,
          durable: state === 'live',
          mostRows: ROWS_HELD[state === 'live' ? 'live' : 'behind'],
          lease,
          ttlMs: leaseMs,
          ...proposal,
          onStep,
        });
        position = proposal.to;
        isWell();
        // While the database works on the next batch.
        setImmediate(announce, signals, projection, proposal);
      },
      async retry(error, attempt) {
        trouble = `cannot write: ${messageOf(error)}`;
        logger.warn({ error: messageOf(error), attempt }, 'a batch could not be written; trying again');
        await pause(backoffMs(attempt), signal);
        return !signal.aborted;
      },
      onParked: ({ entry: { recorded }, key, error }) =>
        logger.error({ position: String(recorded.position), type: recorded.type, key, error }, 'an event was parked'),
    };
  }

  /** Handles what the mailbox holds until it ends or the follower must stop. */
  async function drain(mailbox: Mailbox, signal: AbortSignal, commits: BatchCommits): Promise<void> {
    let last = 0;
    while (!signal.aborted) {
      // Live, an event that comes after a pause is handled at once; the past is worth filling a batch.
      const linger = state === 'live' ? Math.max(0, last + batchMs - performance.now()) : batchMs;
      const batch = await mailbox.take(state === 'live' ? batchSize : catchUpBatchSize, linger, leaseMs / 3);
      options.onStep?.(projection.name, 'batch-taken');
      last = performance.now();
      if (batch.position !== undefined && batch.position > position) {
        const entries = batch.entries.filter(({ recorded }) => recorded.position > position);
        await commitBatch(commits, entries, { from: position, to: batch.position });
      }
      if (batch.ended || commits.blocked.shared > maxBlocked) return;
    }
  }

  async function follow(holding: Holding): Promise<void> {
    const { lease, isWell, signal } = holding;
    position = lease.position;
    const commits = commitsOf(holding, await loadBlocked(db, projection.name, deps.language));
    while (!signal.aborted) {
      if (commits.blocked.shared > maxBlocked) {
        await stayPaused(commits.blocked.shared, signal);
        continue;
      }
      await setState('catching-up');
      const feed = await subscription.join(projection);
      if (feed === undefined) break;
      try {
        const reader = readAhead(deps, projection, { after: position, capacity: catchUpBatchSize * 2, signal });
        await drain(reader.mailbox, signal, commits).finally(reader.stop);
        if (signal.aborted || commits.blocked.shared > maxBlocked) continue;
        if (feed.from > position) await commitBatch(commits, [], { from: position, to: feed.from });
        await setState('live');
        isWell();
        await drain(feed.mailbox, signal, commits);
      } finally {
        feed.leave();
      }
    }
    if (deps.signal.aborted) await setState('stopped');
  }

  async function stayPaused(keys: number, signal: AbortSignal): Promise<void> {
    trouble = `paused: ${keys} keys are blocked by parked events; see what they have in common, then retry them`;
    await setState('paused');
    await pause(Math.min(leaseMs / 3, 1_000), signal);
  }

  return {
    status: () => ({ state, position, trouble }),
    async run() {
      await workUnderLease(
        {
          checkpoints,
          logger,
          ttlMs: leaseMs,
          signal: deps.signal,
          consumer: consumerOf(projection.name),
          holder: holderName(),
          before: () => deps.prepare(projection),
          onStandby() {
            state = 'waiting';
            trouble = undefined;
          },
          onFailure(error, failures) {
            state = 'waiting';
            trouble = messageOf(error);
            logger.warn({ error: trouble, failures }, 'the projection cannot go on; trying again');
          },
        },
        async (lease, signal, forget) => {
          state = 'waiting';
          const isWell = (): void => {
            trouble = undefined;
            forget();
          };
          await follow({ lease, signal, isWell });
        },
      );
      state = 'stopped';
    },
  };
}
