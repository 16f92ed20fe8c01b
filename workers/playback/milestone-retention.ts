import type { Checkpoints, Lease } from '../../ports/checkpoints.ts';
import type { EventLog, Position } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { holderName, LeaseLost, workUnderLease } from '../../runtime/lease.ts';
import { milestonesStream } from './session-writer.ts';

/** Whose checkpoint says how far the log was gone through. */
export const MILESTONE_RETENTION = 'telemetry/milestone-retention';
/** The checkpoint of work that is done for good: no position of a log is so high. */
export const DONE: Position = 2n ** 63n - 1n;
/** Streams that are changed at the same time, and between two checkpoints. */
const BATCH = 256;
const LEASE_MS = 30_000;

export interface RetentionDeps {
  readonly log: Pick<EventLog, 'readMaxAges' | 'setMaxAge'>;
  readonly checkpoints: Checkpoints;
  readonly logger: Logger;
}

/**
 * Lifts the age from every stream of milestones that version 0.1.0 gave one, once per log: what was started, ended and
 * failed is kept for ever. Goes through the settings of ages in the log, not through its events; whoever stops it, it goes on
 * from its checkpoint. Ends when it is done or aborted.
 */
export async function keepMilestones(deps: RetentionDeps, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  await workUnderLease(
    {
      checkpoints: deps.checkpoints,
      logger: deps.logger,
      consumer: MILESTONE_RETENTION,
      holder: holderName(),
      ttlMs: LEASE_MS,
      signal: AbortSignal.any([signal, done.signal]),
      onFailure: (error, failures) =>
        deps.logger.warn({ err: error, failures }, 'lifting the age of old milestones broke off; trying again'),
    },
    async (lease, until, isWell) => {
      const lifted = await liftAges(deps, lease, until, isWell);
      if (lifted > 0) deps.logger.info({ streams: lifted }, 'milestones of old playbacks are kept for ever now');
      done.abort();
    },
  );
}

/** @returns how many streams lost their age */
async function liftAges(
  { log, checkpoints }: RetentionDeps,
  lease: Lease,
  signal: AbortSignal,
  isWell: () => void,
): Promise<number> {
  if (lease.position === DONE) return 0;
  const save = async (position: Position): Promise<void> => {
    if (!(await checkpoints.save(lease, position)))
      throw new LeaseLost(`${lease.consumer} belongs to somebody else now`);
    isWell();
  };
  let lifted = 0;
  let batch: string[] = [];
  const lift = async (): Promise<void> => {
    await Promise.all(batch.map((stream) => log.setMaxAge(stream, undefined)));
    lifted += batch.length;
    batch = [];
  };
  for await (const { stream, seconds, position } of log.readMaxAges(lease.position)) {
    signal.throwIfAborted();
    if (seconds === undefined || !stream.startsWith(milestonesStream(''))) continue;
    batch.push(stream);
    if (batch.length < BATCH) continue;
    await lift();
    await save(position);
  }
  await lift();
  await save(DONE);
  return lifted;
}
