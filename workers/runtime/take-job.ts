import { randomUUID } from 'node:crypto';
import { loadState } from '../../commands/pipeline/load.ts';
import { jobDecider } from '../../domain/kernel/job.decider.ts';
import type { JobState } from '../../domain/kernel/job.decider.ts';
import type { Delivery } from '../../ports/queues.ts';
import type { JobMessage } from '../../schemas/kernel/job.messages.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { runAttempt } from './attempt.ts';
import type { AttemptDeps, Claimed, ReadyHandler } from './attempt.ts';
import { about, executeThroughOutages } from './job-commands.ts';
import { isClosed, isOver, waitMs } from './job-state.ts';
import type { Peers } from './peers.ts';
import { SILENT_MS } from './signs-of-life.ts';

export interface TakeDeps extends AttemptDeps {
  readonly peers: Peers;
  /** Silence after which another worker may take a job over. */
  readonly ackWaitMs: number;
  /** Called with what people should look at; undefined: all is well with this kind. */
  readonly onTrouble: (kind: string, trouble: string | undefined) => void;
}

/**
 * Takes one delivery: claims the next attempt in the job's stream, works, and ends the delivery only after the commit.
 * @returns whether the work was done here
 * @throws when `stopped` is aborted, and outages of the log before the claim: the message comes again
 */
export async function takeJob(
  deps: TakeDeps,
  handler: ReadyHandler,
  delivery: Delivery<unknown>,
  message: JobMessage,
  stopped: AbortSignal,
): Promise<boolean> {
  const { ackWaitMs, worker } = deps;
  const { jobId, kind } = message;
  const later = (ms: number): false => {
    delivery.retry(ms);
    return false;
  };
  const done = async (): Promise<false> => {
    await delivery.ack();
    return false;
  };
  const { state: before } = await loadState(deps, jobDecider, jobId);
  if (isClosed(before)) return done();
  const early = waitMs(before);
  if (early > 0) return later(early);
  if (before.status === 'running' && deps.peers.wasSeenWithin(jobId, Math.max(ackWaitMs / 3, SILENT_MS)))
    return later(ackWaitMs / 3);
  const lacking = await handler.lacksSpace?.(handler.tools, message.input);
  deps.onTrouble(kind, lacking);
  if (lacking !== undefined) return later(ackWaitMs / 3);

  const claimId = `claim/${randomUUID()}`;
  const claim = { type: 'ClaimJob', at: new Date().toISOString(), data: about(message, worker) } as const;
  const claimed = await executeThroughOutages(deps, message, claimId, claim, stopped);
  const held = await loadState(deps, jobDecider, jobId);
  if (isClosed(held.state)) return done();
  if (claimed.kind === 'rejected')
    deps.logger.error(
      { jobId, kind, rejection: claimed.rejection },
      'this worker cannot claim a job; it is offered again',
    );
  // Also after a lost reply: whose claim holds is what the stream says. A running job's last event is its claim.
  if (held.state.status !== 'running' || held.last?.metadata.commandId !== uuid5(jobId, claimId))
    return later(ackWaitMs / 3);

  const { attempt, lastFailure } = held.state;
  const after = await work(deps, { handler, message, attempt, lastFailure }, delivery, stopped);
  if (after === undefined) return false;
  if (isClosed(after)) await delivery.ack();
  else if (after.status === 'waiting') delivery.retry(Math.max(0, waitMs(after)));
  // Superseded otherwise: somebody else holds this message now, and a late acknowledgement of ours would end it for them.
  return true;
}

/** @returns undefined when the attempt was lost to another worker and given up */
async function work(
  deps: TakeDeps,
  claimed: Claimed,
  delivery: Delivery<unknown>,
  stopped: AbortSignal,
): Promise<JobState | undefined> {
  const { message, attempt } = claimed;
  const lost = new AbortController();
  let lastSignAt = performance.now();
  let asking = false;
  const onSign = (): void => {
    if (asking || performance.now() - lastSignAt < deps.ackWaitMs / 3) return;
    asking = true;
    // A worker that slept too long asks before it claims to be at work: the message may be somebody else's by now.
    void loadState(deps, jobDecider, message.jobId)
      .then(
        ({ state }) => (isOver(state, attempt) ? lost.abort() : delivery.working()),
        () => delivery.working(),
      )
      .finally(() => {
        lastSignAt = performance.now();
        asking = false;
      });
  };
  try {
    return await runAttempt(deps, claimed, AbortSignal.any([stopped, lost.signal]), onSign);
  } catch (error) {
    if (!lost.signal.aborted) throw error;
    deps.logger.warn({ jobId: message.jobId, attempt }, 'this attempt was superseded and is given up');
    return undefined;
  }
}
