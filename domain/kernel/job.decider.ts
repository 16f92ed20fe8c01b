import type { jobCommands } from '../../schemas/kernel/job.commands.ts';
import type { jobEvents } from '../../schemas/kernel/job.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { later } from './later.ts';
import { accepted, decideBy, evolveBy, refuse } from './decider.ts';
import type { Decider, Rejection } from './decider.ts';

export type JobEvent = EventOf<(typeof jobEvents)[number]>;
export type JobCommand = CommandOf<(typeof jobCommands)[number]>;

/** Waits before attempts 2, 3 and 4, in milliseconds. A failure beyond them is final. */
export const retryDelaysMs: readonly number[] = [10_000, 60_000, 300_000];
/** Claims that may vanish without a result (the worker died) before the job counts as the killer. */
export const lostClaimLimit = 8;

/** The last attempt that an event can name: `LAST_ATTEMPT` of its schema. */
const lastAttempt = 1_000_000;

/** Code of the failure of a job whose workers kept dying. */
export const WORKERS_LOST = 'workers-lost';

/**
 * `attempt` is the newest attempt; `failures` of them reported a retryable failure, `released` were given back by a worker
 * that was stopped, the others before it vanished.
 */
interface Attempts {
  readonly kind: string;
  readonly attempt: number;
  readonly failures: number;
  readonly released: number;
  /** Code of the latest of these failures; null: none. */
  readonly lastFailure: string | null;
}
export type JobState =
  | { readonly status: 'none' }
  | ({ readonly status: 'running' } & Attempts)
  /** `retryAt`: the instant before which nobody should try again; null: at once. */
  | ({ readonly status: 'waiting'; readonly retryAt: string | null } & Attempts)
  | { readonly status: 'completed'; readonly attempt: number }
  | { readonly status: 'failed'; readonly attempt: number }
  /** Given up by the process that asked for it; `attempt` is the newest one, 0 for none. */
  | { readonly status: 'cancelled'; readonly attempt: number };

const finished = () => refuse('job.already-finished', 'This job is finished; nothing is left to do.');
const cancelled = () => refuse('job.cancelled', 'Nobody waits for this job any more; drop its results.');

type Over = Extract<JobState, { readonly status: 'completed' | 'failed' | 'cancelled' }>;

/** Nothing more can be done about the job. */
export const isOver = (state: JobState): state is Over => overStates.has(state.status);
const overStates: ReadonlySet<JobState['status']> = new Set<Over['status']>(['completed', 'failed', 'cancelled']);

const refuseOver = ({ status }: Over) => (status === 'cancelled' ? cancelled() : finished());

const attemptsOf = ({ kind, attempt, failures, released, lastFailure }: Attempts): Attempts => ({
  kind,
  attempt,
  failures,
  released,
  lastFailure,
});

/** Undefined when `attempt` is the running one, otherwise why its report does not count. */
function whyNot(state: JobState, attempt: number) {
  if (state.status === 'none') return refuse('job.unknown', 'Nobody claimed this job; claim it first.');
  if (isOver(state)) return refuseOver(state);
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
    'kernel.JobStarted': (state, { kind, attempt }) =>
      'failures' in state
        ? { ...attemptsOf(state), status: 'running', kind, attempt }
        : { status: 'running', kind, attempt, failures: 0, released: 0, lastFailure: null },
    'kernel.JobCompleted': (_, { attempt }) => ({ status: 'completed', attempt }),
    'kernel.JobFailed': (state, { final, attempt, retryAt, reason }) => {
      if (final) return { status: 'failed', attempt };
      if (!('failures' in state)) return state;
      return { ...state, status: 'waiting', failures: state.failures + 1, lastFailure: reason.code, retryAt };
    },
    'kernel.JobReleased': (state) =>
      'released' in state ? { ...state, status: 'waiting', released: state.released + 1, retryAt: null } : state,
    'kernel.JobCancelled': (state) =>
      isOver(state) ? state : { status: 'cancelled', attempt: state.status === 'none' ? 0 : state.attempt },
  }),
  decide: decideBy<JobState, JobCommand, JobEvent, Rejection>({
    ClaimJob: (state, data) => {
      if (isOver(state)) return refuseOver(state);
      if (state.status === 'none')
        return accepted<JobEvent>({ type: 'kernel.JobStarted', data: { ...data, attempt: 1 } });
      const lost = state.attempt - state.failures - state.released;
      if (lost < lostClaimLimit && state.attempt < lastAttempt)
        return accepted<JobEvent>({ type: 'kernel.JobStarted', data: { ...data, attempt: state.attempt + 1 } });
      return accepted<JobEvent>({
        type: 'kernel.JobFailed',
        data: {
          ...data,
          attempt: Math.min(state.attempt, lastAttempt),
          final: true,
          retryAt: null,
          runs: [],
          reason: {
            code: WORKERS_LOST,
            message: 'This work stopped every worker that tried to do it. Look at its input, then ask for it again.',
            detail: `${lost} of ${state.attempt} attempts ended without a result`,
          },
        },
      });
    },
    CompleteJob: (state, data) => {
      const refusal = whyNot(state, data.attempt);
      if (refusal !== undefined) return refusal;
      if ('kind' in state && state.kind !== data.kind)
        return refuse('job.result-mismatch', `A ${state.kind} job cannot end with the result of a ${data.kind} job.`);
      return accepted<JobEvent>({ type: 'kernel.JobCompleted', data });
    },
    ReleaseJob: (state, data) =>
      whyNot(state, data.attempt) ?? accepted<JobEvent>({ type: 'kernel.JobReleased', data }),
    CancelJob: (state, data) =>
      isOver(state) ? accepted() : accepted<JobEvent>({ type: 'kernel.JobCancelled', data }),
    FailJob: (state, { retryable, ...data }, at) => {
      const refusal = whyNot(state, data.attempt);
      if (refusal !== undefined) return refusal;
      const delay = retryable && 'failures' in state ? retryDelaysMs[state.failures] : undefined;
      const retryAt = delay === undefined ? null : later(at, delay);
      return accepted<JobEvent>({ type: 'kernel.JobFailed', data: { ...data, final: retryAt === null, retryAt } });
    },
  }),
};
