import type { jobCommands } from '../../schemas/media/job.commands.ts';
import type { jobEvents } from '../../schemas/media/job.events.ts';
import type { JobKind } from '../../schemas/media/job.types.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type JobEvent = EventOf<(typeof jobEvents)[number]>;
export type JobCommand = CommandOf<(typeof jobCommands)[number]>;

/** Waits before attempts 2, 3 and 4, in milliseconds. A failure beyond them is final. */
export const retryDelaysMs: readonly number[] = [10_000, 60_000, 300_000];
/** Claims that may vanish without a result (the worker died) before the job counts as the killer. */
export const lostClaimLimit = 8;

/**
 * `attempt` is the newest attempt; `failures` of them reported a retryable failure, `released` were given back by a worker
 * that was stopped, the others before it vanished.
 */
interface Attempts {
  readonly kind: JobKind;
  readonly attempt: number;
  readonly failures: number;
  readonly released: number;
}
export type JobState =
  | { readonly status: 'none' }
  | ({ readonly status: 'running' } & Attempts)
  | ({ readonly status: 'waiting' } & Attempts)
  | { readonly status: 'completed' }
  | { readonly status: 'failed' };

const finished = () => refuse('job.already-finished', 'This job is finished; nothing is left to do.');

/** Undefined when `attempt` is the running one, otherwise why its report does not count. */
function whyNot(state: JobState, attempt: number) {
  if (state.status === 'none') return refuse('job.unknown', 'Nobody claimed this job; claim it first.');
  if (state.status === 'completed' || state.status === 'failed') return finished();
  if (attempt === state.attempt && state.status === 'running') return undefined;
  return refuse(
    'job.attempt-superseded',
    `Attempt ${attempt} does not count any more (newest: ${state.attempt}, ${state.status}); drop its results.`,
  );
}

/**
 * A job runs in numbered attempts. A claim supersedes every earlier attempt, so that only one worker's result can count.
 * Claiming a job whose workers keep dying answers with its final failure instead of a new attempt: look at the event.
 */
export const jobDecider: Decider<JobState, JobCommand, JobEvent> = {
  category: 'job',
  initial: { status: 'none' },
  evolve: evolveBy<JobState, JobEvent>({
    'media.JobStarted': (state, { kind, attempt }) =>
      'failures' in state
        ? { ...state, status: 'running', kind, attempt }
        : { status: 'running', kind, attempt, failures: 0, released: 0 },
    'media.JobCompleted': () => ({ status: 'completed' }),
    'media.JobFailed': (state, { final }) =>
      final
        ? { status: 'failed' }
        : 'failures' in state
          ? { ...state, status: 'waiting', failures: state.failures + 1 }
          : state,
    'media.JobReleased': (state) =>
      'released' in state ? { ...state, status: 'waiting', released: state.released + 1 } : state,
  }),
  decide: decideBy<JobState, JobCommand, JobEvent, Rejection>({
    ClaimJob: (state, data) => {
      if (state.status === 'completed' || state.status === 'failed') return finished();
      if (state.status === 'none')
        return accepted<JobEvent>({ type: 'media.JobStarted', data: { ...data, attempt: 1 } });
      const lost = state.attempt - state.failures - state.released;
      if (lost < lostClaimLimit)
        return accepted<JobEvent>({ type: 'media.JobStarted', data: { ...data, attempt: state.attempt + 1 } });
      return accepted<JobEvent>({
        type: 'media.JobFailed',
        data: {
          ...data,
          attempt: state.attempt,
          final: true,
          retryAt: null,
          runs: [],
          reason: {
            code: 'processing-failed',
            message:
              'This film stopped every worker that tried to process it. Try to export it again and upload the new file.',
            detail: `${lost} of ${state.attempt} attempts ended without a result`,
          },
        },
      });
    },
    CompleteJob: (state, data) => {
      const refusal = whyNot(state, data.attempt);
      if (refusal !== undefined) return refusal;
      if (data.result.kind !== data.kind || ('kind' in state && state.kind !== data.kind))
        return refuse('job.result-mismatch', `A ${data.kind} job cannot end with a ${data.result.kind} result.`);
      return accepted<JobEvent>({ type: 'media.JobCompleted', data });
    },
    ReleaseJob: (state, data) => whyNot(state, data.attempt) ?? accepted<JobEvent>({ type: 'media.JobReleased', data }),
    FailJob: (state, { retryable, ...data }, at) => {
      const refusal = whyNot(state, data.attempt);
      if (refusal !== undefined) return refusal;
      const delay = retryable && 'failures' in state ? retryDelaysMs[state.failures] : undefined;
      const retryAt = delay === undefined ? null : new Date(Date.parse(at) + delay).toISOString();
      return accepted<JobEvent>({ type: 'media.JobFailed', data: { ...data, final: retryAt === null, retryAt } });
    },
  }),
};
