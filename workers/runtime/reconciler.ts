import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { OpenJob, OpenJobs } from '../../ports/open-jobs.ts';
import type { Queues } from '../../ports/queues.ts';
import type { Signals } from '../../ports/signals.ts';
import { pause } from '../../runtime/backoff.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { toJobMessage } from './job-message.ts';

/** All in milliseconds. */
export interface ReconcilerTiming {
  /** Between two looks. */
  readonly everyMs: number;
  /** A job without a sign of life for so long may be published again. Longer than the queue's ack wait. */
  readonly silentMs: number;
}

export const reconcilerTiming: ReconcilerTiming = { everyMs: 10_000, silentMs: 45_000 };

export interface Reconciling {
  readonly log: EventLog;
  readonly language: Language;
  readonly queues: Queues;
  readonly signals: Signals;
  readonly checkpoints: Checkpoints;
  readonly logger: Logger;
  readonly openJobs: OpenJobs;
  readonly timing?: Partial<ReconcilerTiming>;
  readonly holder: string;
  readonly signal: AbortSignal;
}

/**
 * JetStream is delivery only: a wiped directory or a power cut may lose messages. Whenever fewer messages of a kind wait
 * than jobs of it are open, those without a sign of life are published again. A needless message is harmless: the job's
 * own stream decides which attempt counts.
 */
export async function reconcile(how: Reconciling): Promise<void> {
  const timing = { ...reconcilerTiming, ...how.timing };
  /** When each open job last gave a sign of life, or was published again. Milliseconds since the epoch. */
  const lastSigns = new Map<string, number>();
  const unsubscribe = how.signals.subscribe('progress.job.*', (_, payload) => {
    const { jobId } = payload as { jobId?: unknown };
    if (typeof jobId === 'string') lastSigns.set(jobId, Date.now());
  });
  try {
    while (!how.signal.aborted) {
      await pause(timing.everyMs, how.signal);
      if (how.signal.aborted) return;
      await publishLost(how, timing, lastSigns).catch((error: unknown) =>
        how.logger.warn({ err: error }, 'open jobs could not be compared with the queues; trying again'),
      );
    }
  } finally {
    unsubscribe();
  }
}

async function publishLost(how: Reconciling, timing: ReconcilerTiming, lastSigns: Map<string, number>): Promise<void> {
  const now = Date.now();
  // What is older decides nothing; whoever stands by would otherwise remember every job for ever.
  for (const [jobId, at] of lastSigns) if (now - at > timing.silentMs) lastSigns.delete(jobId);
  const lease = await how.checkpoints.acquire('dispatcher/reconciler', how.holder, timing.everyMs * 2);
  if (lease === undefined) return;
  const open = await how.openJobs();
  for (const [kind, jobs] of Map.groupBy(open, (job) => job.kind)) {
    if ((await how.queues.depth(`jobs.${kind}`)) >= jobs.length) continue;
    for (const job of jobs)
      if (now - Math.max(lastSigns.get(job.jobId) ?? 0, Date.parse(job.requestedAt)) > timing.silentMs) {
        await publishAgain(how, job, now);
        lastSigns.set(job.jobId, now);
      }
  }
}

async function publishAgain(
  { log, language, queues, logger }: Reconciling,
  { jobId, kind, stream, revision }: OpenJob,
  now: number,
): Promise<void> {
  for await (const recorded of log.readStream(stream, { from: revision, limit: 1 })) {
    const decoded = language.decode(recorded);
    const message = decoded.kind === 'known' ? toJobMessage(decoded.event) : undefined;
    if (message?.jobId !== jobId) return;
    await queues.enqueue(`jobs.${kind}`, message, `${jobId}/again/${now}`);
    logger.warn({ jobId, kind }, 'an open job that nobody works on was published again');
  }
}
