import type { Queues } from '../../ports/queues.ts';
import type { Signals } from '../../ports/signals.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { language } from '../../schemas/language.ts';
import type { JobMessage } from '../../schemas/media/job.messages.ts';
import { pause } from '../../runtime/backoff.ts';
import { toJobMessage } from './job-message.ts';

/** Jobs that the log says are requested and neither completed nor finally failed. */
export type OpenJobs = () => Promise<
  readonly { readonly jobId: string; readonly assetId: string; readonly requestedAt: string }[]
>;

/** All in milliseconds. */
export interface ReconcilerTiming {
  /** Between two looks. */
  readonly everyMs: number;
  /** A job without a sign of life for so long may be published anew. Longer than the queue's ack wait. */
  readonly silentMs: number;
}

export const reconcilerTiming: ReconcilerTiming = { everyMs: 10_000, silentMs: 45_000 };

export interface Reconciling {
  readonly log: EventLog;
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
 * JetStream is delivery only: a wiped directory or a power cut may lose messages. Whenever fewer messages wait than jobs
 * are open, the open jobs without a sign of life are published again. A needless message is harmless: the job's own
 * stream decides which attempt counts.
 */
export async function reconcile(how: Reconciling): Promise<void> {
  const timing = { ...reconcilerTiming, ...how.timing };
  const heard = new Map<string, number>();
  const unsubscribe = how.signals.subscribe('progress.job.*', (_, payload) => {
    const jobId = (payload as { jobId?: unknown }).jobId;
    if (typeof jobId === 'string') heard.set(jobId, Date.now());
  });
  try {
    while (!how.signal.aborted) {
      await pause(timing.everyMs, how.signal);
      if (how.signal.aborted) return;
      await look(how, timing, heard).catch((error: unknown) =>
        how.logger.warn({ err: error }, 'open jobs could not be compared with the queue; trying again'),
      );
    }
  } finally {
    unsubscribe();
  }
}

async function look(how: Reconciling, timing: ReconcilerTiming, heard: Map<string, number>): Promise<void> {
  const { checkpoints, queues, logger } = how;
  const lease = await checkpoints.acquire('dispatcher/reconciler', how.holder, timing.everyMs * 2);
  if (lease === undefined) return;
  const open = await how.openJobs();
  const now = Date.now();
  for (const jobId of heard.keys()) if (!open.some((job) => job.jobId === jobId)) heard.delete(jobId);
  if (open.length === 0 || (await queues.depth('jobs.media')) >= open.length) return;
  const silent = open.filter(
    (job) => now - Math.max(heard.get(job.jobId) ?? 0, Date.parse(job.requestedAt)) > timing.silentMs,
  );
  for (const job of silent) {
    const message = await findRequest(how.log, job);
    if (message === undefined) continue;
    await queues.enqueue('jobs.media', message, `${job.jobId}/again/${now}`);
    heard.set(job.jobId, now);
    logger.warn({ jobId: job.jobId, assetId: job.assetId }, 'an open job that nobody works on was published again');
  }
}

async function findRequest(
  log: EventLog,
  job: { readonly jobId: string; readonly assetId: string },
): Promise<JobMessage | undefined> {
  for await (const recorded of log.readStream(`ingest-${job.assetId}`)) {
    const decoded = language.decode(recorded);
    if (decoded.kind !== 'known') continue;
    const message = toJobMessage(decoded.event);
    if (message?.jobId === job.jobId) return message;
  }
  return undefined;
}
