import { mkdir } from 'node:fs/promises';
import type { Queues } from '../../ports/queues.ts';
import type { Signals } from '../../ports/signals.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Outcome } from '../../commands/pipeline/outcome.ts';
import type { JobCommand } from '../../domain/kernel/job.decider.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { JobMessage } from '../../schemas/media/job.messages.ts';
import type { ToolRun } from '../../schemas/kernel/job.events.ts';
import type { JobResult } from '../../schemas/media/job.types.ts';
import { isOutage } from '../../ports/outage.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import type { MediaPrograms } from '../runtime/tool-programs.ts';
import type { AdmissionLimits } from './admission-limits.ts';
import { removeOtherAttempts } from './janitor.ts';
import type { JobContext, JobOutcome } from './job-context.ts';
import { isClosed, isOver, readJob } from './job-history.ts';
import type { JobHistory } from './job-history.ts';
import { outputParent, runJob } from './run-job.ts';

/** What attempts share in one worker process. */
export interface AttemptDeps {
  readonly log: EventLog;
  readonly execute: Execute;
  readonly queues: Queues;
  readonly signals: Signals;
  readonly store: MediaStore;
  readonly logger: Logger;
  readonly programs: MediaPrograms;
  readonly limits: AdmissionLimits;
  readonly preset: string;
  /** Name of this worker, as people see it. */
  readonly worker: string;
}

/** Media jobs are asked for by the process that leads a film along. */
export const ofIngest = (assetId: string) => ({ process: 'ingest', processId: assetId });

const PROGRESS_EVERY_MS = 250;
const STILL_HERE_EVERY_MS = 1_000;
/** The longest that a stop waits for an attempt to be given back. */
const RELEASE_MS = 2_000;

/** Executes a job command through outages of the log, until aborted: work that is done is not thrown away. */
export const executeSurely = async (
  deps: AttemptDeps,
  message: JobMessage,
  name: string,
  command: JobCommand,
  signal: AbortSignal,
): Promise<Outcome> => {
  const commandId = uuid5(message.jobId, name);
  for (let failures = 1; ; failures++) {
    try {
      const outcome = await deps.execute({
        commandId,
        streamId: message.jobId,
        command,
        actor: { kind: 'service', id: deps.worker },
        correlationId: message.correlationId,
        causationId: message.requestedBy,
      });
      if (outcome.kind !== 'contended') return outcome;
    } catch (error) {
      if (!isOutage(error)) throw error;
      deps.logger.warn(
        { err: error, jobId: message.jobId, command: command.type, failures },
        'the event store is away; the result waits for it',
      );
    }
    signal.throwIfAborted();
    await pause(backoffMs(failures, 200, 5_000), signal);
    signal.throwIfAborted();
  }
};

/**
 * Runs a claimed attempt to its end: in a directory of its own, with signs of life, and with its result as a command.
 * Results of a superseded attempt are refused by the job's stream, and its files go.
 * @returns what the job's stream says afterwards
 * @throws when aborted; nothing of the attempt is left then
 */
export const runAttempt = async (
  deps: AttemptDeps,
  message: JobMessage,
  attempt: number,
  signal: AbortSignal,
  onSign: () => void,
): Promise<JobHistory> => {
  const { jobId, assetId, input } = message;
  const startedAt = performance.now();
  const workKey = `work/${jobId}/${attempt}`;
  const context: JobContext = {
    ...deps,
    workKey,
    workDir: deps.store.path(workKey),
    jobId,
    assetId,
    attempt,
    signal,
    log: deps.logger.child({ jobId, attempt, kind: input.kind }),
    account: { runs: [], cpuMs: 0 },
    progress: () => undefined,
  };
  const signs = giveSigns(deps, message, attempt, onSign);
  try {
    await deps.store.remove(workKey);
    await mkdir(context.workDir, { recursive: true });
    const outcome = await runJob({ ...context, progress: signs.progress }, input);
    const spent = { wallMs: Math.round(performance.now() - startedAt), cpuMs: context.account.cpuMs };
    const command = toCommand(message, { attempt, worker: deps.worker, runs: context.account.runs }, outcome, spent);
    const answer = await executeSurely(deps, message, `complete/${attempt}`, command, signal);
    if (answer.kind === 'rejected')
      context.log.warn({ rejection: answer.rejection }, 'the result of this attempt does not count');
    const history = await readJob(deps.log, jobId);
    await tidy(deps, message, history);
    return history;
  } catch (error) {
    if (signal.aborted) {
      await Promise.race([release(deps, message, attempt), pause(RELEASE_MS)]);
      await readJob(deps.log, jobId)
        .then((history) => tidy(deps, message, history))
        .catch(() => undefined);
    }
    throw error;
  } finally {
    signs.stop();
    await deps.store
      .remove(workKey)
      .catch((error: unknown) =>
        context.log.warn({ err: error }, 'a work directory could not be removed; the janitor will'),
      );
  }
};

/**
 * Gives an attempt back, so that it does not count as one that died of the film. The job's stream refuses it for an attempt
 * that was superseded or has a result. When the log does not answer, the attempt counts as lost.
 */
const release = async (
  deps: AttemptDeps,
  { jobId, assetId, input, correlationId, requestedBy }: JobMessage,
  attempt: number,
): Promise<void> => {
  await deps
    .execute({
      commandId: uuid5(jobId, `release/${attempt}`),
      streamId: jobId,
      actor: { kind: 'service', id: deps.worker },
      correlationId,
      causationId: requestedBy,
      command: {
        type: 'ReleaseJob',
        at: new Date().toISOString(),
        data: { jobId, ...ofIngest(assetId), kind: input.kind, attempt, worker: deps.worker },
      },
    })
    .catch((error: unknown) =>
      deps.logger.warn({ err: error, jobId, attempt }, 'an attempt could not be given back; it counts as lost'),
    );
};

/** Removes what does not count: other attempts' outputs, and once the job is closed everything that was only on the way. */
const tidy = async ({ store }: AttemptDeps, { jobId, input }: JobMessage, history: JobHistory): Promise<void> => {
  const parent = outputParent(input);
  if (parent !== undefined) await removeOtherAttempts(store, parent, history);
  if (isClosed(history)) await store.remove(`work/${jobId}`);
  if (input.kind === 'package' && history.status === 'completed') await store.remove(`encodings/${input.encodingId}`);
};

const toCommand = (
  { jobId, assetId, input }: JobMessage,
  by: { attempt: number; worker: string; runs: ToolRun[] },
  outcome: JobOutcome<JobResult>,
  spent: { wallMs: number; cpuMs: number },
): JobCommand => {
  const shared = { jobId, ...ofIngest(assetId), kind: input.kind, ...by };
  const at = new Date().toISOString();
  if (outcome.kind === 'done')
    return { type: 'CompleteJob', at, data: { ...shared, result: outcome.result, ...spent } };
  return { type: 'FailJob', at, data: { ...shared, reason: outcome.reason, retryable: outcome.retryable } };
};

/** Tells the world how far the attempt is, and `onSign` that somebody is still at work. */
const giveSigns = (deps: AttemptDeps, { jobId, assetId, input }: JobMessage, attempt: number, onSign: () => void) => {
  let latest = { fraction: 0, fps: null as number | null, speed: null as number | null };
  let sentAt = -Infinity;
  const send = (): void => {
    sentAt = performance.now();
    deps.signals.publish(`progress.job.${assetId}`, { assetId, jobId, kind: input.kind, attempt, ...latest });
  };
  send();
  const timer = setInterval(() => {
    onSign();
    if (performance.now() - sentAt >= STILL_HERE_EVERY_MS) send();
  }, STILL_HERE_EVERY_MS);
  return {
    progress: (fraction: number, fps: number | null = null, speed: number | null = null): void => {
      latest = { fraction, fps, speed };
      if (performance.now() - sentAt >= PROGRESS_EVERY_MS) send();
    },
    stop: () => clearInterval(timer),
  };
};

/** True once the attempt cannot count any more: it was superseded, or the job is closed. */
export const isLost = async (log: EventLog, jobId: string, attempt: number): Promise<boolean> =>
  isOver(await readJob(log, jobId), attempt);
