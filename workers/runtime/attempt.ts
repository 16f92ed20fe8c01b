import { loadState } from '../../commands/pipeline/load.ts';
import type { HistoryDeps } from '../../commands/pipeline/load.ts';
import { jobDecider } from '../../domain/kernel/job.decider.ts';
import type { JobCommand, JobState } from '../../domain/kernel/job.decider.ts';
import type { Signals } from '../../ports/signals.ts';
import { isOutage } from '../../ports/outage.ts';
import { pause } from '../../runtime/backoff.ts';
import { messageOf } from '../../runtime/parking.ts';
import { traceIdOf } from '../../runtime/trace.ts';
import type { JobMessage } from '../../schemas/kernel/job.messages.ts';
import { storableText } from '../../schemas/kernel/text.ts';
import type { Job, JobHandler, JobOutcome } from './context.ts';
import { about, executeJobCommand, executeThroughOutages } from './job-commands.ts';
import type { JobCommandDeps } from './job-commands.ts';
import { giveSigns } from './signs-of-life.ts';

/** What attempts share in one worker process. */
export interface AttemptDeps extends HistoryDeps, JobCommandDeps {
  readonly signals: Signals;
  /** How long a job may take to end after it was told to, in milliseconds. Default ten seconds. */
  readonly abandonMs?: number;
}

/** A kind of job together with what its context has readied for it. */
export interface ReadyHandler extends JobHandler {
  readonly tools: unknown;
}

/** An attempt that this worker holds. */
export interface Claimed {
  readonly handler: ReadyHandler;
  readonly message: JobMessage;
  readonly attempt: number;
  readonly lastFailure: string | null;
}

const ABANDON_MS = 10_000;
/** Of kinds that say no limit of their own. */
const LONGEST_MS = 6 * 3_600_000;
/** The longest that a stop waits for an attempt to be given back. */
const RELEASE_MS = 2_000;

/**
 * Runs a claimed attempt to its end, with signs of life, and reports its result as a command. The result of a superseded
 * attempt is refused by the job's stream.
 * @returns what the job's stream says afterwards
 * @throws when aborted; the attempt was given back then
 */
export async function runAttempt(
  deps: AttemptDeps,
  { handler, message, attempt, lastFailure }: Claimed,
  signal: AbortSignal,
  onSign: () => void,
): Promise<JobState> {
  const { jobId, kind, process, processId, input } = message;
  const startedAt = performance.now();
  const signs = giveSigns(deps.signals, message, attempt, onSign);
  const log = deps.logger.child({ jobId, attempt, kind, traceId: traceIdOf(message.traceparent) });
  const account: Job['account'] = { runs: [], cpuMs: 0 };
  const { progress } = signs;
  const job: Job = { jobId, kind, process, processId, input, attempt, lastFailure, signal, log, account, progress };
  const limitMs = handler.limitMs?.(input) ?? LONGEST_MS;
  try {
    const outcome = await runInTime(handler, job, limitMs, deps.abandonMs ?? ABANDON_MS);
    const state = await report(deps, message, job, outcome, Math.round(performance.now() - startedAt));
    await handler.tidy?.(handler.tools, job, state);
    return state;
  } catch (error) {
    if (signal.aborted) await giveBack(deps, handler, message, job);
    throw error;
  } finally {
    signs.stop();
  }
}

/** One that goes on beyond its limit is told to end, and has failed for good: whoever waits for it has given it up. */
async function runInTime(handler: ReadyHandler, job: Job, limitMs: number, abandonMs: number): Promise<JobOutcome> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.min(limitMs, LONGEST_TIMER_MS));
  try {
    const limited = { ...job, signal: AbortSignal.any([job.signal, late.signal]) };
    const outcome = await runSafely(handler, limited, abandonMs);
    // A job may say anything, also nothing; what it did in the end counts.
    const isDone = (outcome as JobOutcome | undefined)?.kind === 'done';
    return late.signal.aborted && !isDone ? tookTooLong(limitMs) : outcome;
  } catch (error) {
    if (job.signal.aborted || !late.signal.aborted) throw error;
    job.log.error({ limitMs }, 'a job did not end in time and was told to');
    return tookTooLong(limitMs);
  } finally {
    clearTimeout(timer);
  }
}

/** Node's timers hold no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const tookTooLong = (limitMs: number): JobOutcome => ({
  kind: 'refused',
  retryable: false,
  reason: {
    code: 'processing-failed',
    message: 'This work did not end in the time that it may take. Look at its input, then ask for it again.',
    detail: `ended after ${Math.round(limitMs / 1000)} s`,
  },
});

/** What a job throws for another reason than an abort ends as a failure that may be tried again. */
async function runSafely(handler: ReadyHandler, job: Job, abandonMs: number): Promise<JobOutcome> {
  try {
    return await Promise.race([handler.run(handler.tools, job), abandoned(job.signal, abandonMs)]);
  } catch (error) {
    if (job.signal.aborted) throw error;
    job.log.error({ err: error }, 'a job broke');
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = 'Something went wrong on our side. It is tried again by itself.';
    return {
      kind: 'refused',
      retryable: true,
      reason: { code: 'processing-failed', message, detail: storable(detail) },
    };
  }
}

/** Rejects some time after the abort, for a job that does not end by itself: it would keep its place for ever. */
const abandoned = (signal: AbortSignal, afterMs: number): Promise<never> =>
  new Promise((_, reject) => {
    const later = (): void => void setTimeout(() => reject(signal.reason as Error), afterMs).unref();
    if (signal.aborted) later();
    else signal.addEventListener('abort', later, { once: true });
  });

const storable = (text: string): string => storableText(text, 4000);

/**
 * Reports how an attempt ended. A report that does not fit its definition ends the attempt as a failure: the same work
 * would be done, and refused, again and again.
 * @returns what the job's stream says afterwards
 */
async function report(
  deps: AttemptDeps,
  message: JobMessage,
  job: Job,
  outcome: JobOutcome,
  wallMs: number,
): Promise<JobState> {
  const { jobId, attempt, signal, log } = job;
  let why: string;
  try {
    const command = toCommand(message, deps.worker, job, outcome, wallMs);
    const answer = await executeThroughOutages(deps, message, `complete/${attempt}`, command, signal);
    if (answer.kind !== 'rejected') return (await loadState(deps, jobDecider, jobId)).state;
    log.warn({ rejection: answer.rejection }, 'the result of this attempt does not count');
    why = `${answer.rejection.code}: ${answer.rejection.message}`;
  } catch (error) {
    if (signal.aborted || isOutage(error)) throw error;
    log.error({ err: error }, 'the result of this attempt cannot be reported');
    why = messageOf(error);
  }
  const { state } = await loadState(deps, jobDecider, jobId);
  if (state.status !== 'running' || state.attempt !== attempt) return state;
  const reason = {
    code: 'processing-failed',
    message: 'This work ended in a way that cannot be used, because of a fault on our side. Report it.',
    detail: storable(why),
  };
  const retryable = (outcome as { readonly retryable?: unknown } | null | undefined)?.retryable === true;
  const data = { ...about(message, deps.worker), attempt, runs: [], reason, retryable };
  const failure: JobCommand = { type: 'FailJob', at: new Date().toISOString(), data };
  await executeThroughOutages(deps, message, `unusable/${attempt}`, failure, signal);
  return (await loadState(deps, jobDecider, jobId)).state;
}

/**
 * Gives an attempt back, so that it does not count as one that died of its input. The job's stream refuses it for an attempt
 * that was superseded or has a result. When the log does not answer, the attempt counts as lost.
 */
async function giveBack(deps: AttemptDeps, handler: ReadyHandler, message: JobMessage, job: Job): Promise<void> {
  const { attempt, jobId } = job;
  const command: JobCommand = {
    type: 'ReleaseJob',
    at: new Date().toISOString(),
    data: { ...about(message, deps.worker), attempt },
  };
  const released = executeJobCommand(deps, message, `release/${attempt}`, command).catch((error: unknown) =>
    job.log.warn({ err: error }, 'an attempt could not be given back; it counts as lost'),
  );
  await Promise.race([released, pause(RELEASE_MS)]);
  await loadState(deps, jobDecider, jobId)
    .then(({ state }) => handler.tidy?.(handler.tools, job, state))
    .catch(() => undefined);
}

function toCommand(
  message: JobMessage,
  worker: string,
  { attempt, account }: Job,
  outcome: JobOutcome,
  wallMs: number,
): JobCommand {
  const shared = { ...about(message, worker), attempt, runs: account.runs };
  const at = new Date().toISOString();
  if (outcome.kind === 'refused')
    return { type: 'FailJob', at, data: { ...shared, reason: outcome.reason, retryable: outcome.retryable } };
  const result = outcome.result as Record<string, unknown>;
  return { type: 'CompleteJob', at, data: { ...shared, result, wallMs, cpuMs: account.cpuMs } };
}
