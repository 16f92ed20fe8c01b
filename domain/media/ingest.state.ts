import type { EventOf } from '../../schemas/kernel/define.ts';
import type { EncodingId, PackageId } from '../../schemas/media/ids.ts';
import type { ingestEvents } from '../../schemas/media/ingest.events.ts';
import type { JobInput, JobKind, Poster } from '../../schemas/media/job.types.ts';
import type { Probe } from '../../schemas/media/probe.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { stageOf } from './ingest.deadlines.ts';
import type { StageTimer } from './ingest.deadlines.ts';

/** Milestones of the process itself. */
export type IngestMilestone = EventOf<(typeof ingestEvents)[number]>;
/** Everything that stands in an ingest's stream. */
export type IngestEvent = IngestMilestone | ProcessRequest | ProcessFeedback;
type Started = Extract<IngestMilestone, { type: 'media.IngestStarted' }>['data'];

/** A job that was asked for, as long as its answer is awaited and after. */
export interface StageJob<I extends JobInput = JobInput> {
  readonly jobId: string;
  readonly input: I;
  /** How often this stage was requested, and how often somebody looked in vain for a worker that took it. */
  readonly requests: number;
  readonly waits: number;
  /** The timer that is set. */
  readonly timer: StageTimer | undefined;
}
export type StageJobs = { readonly [K in JobKind]?: StageJob<Extract<JobInput, { kind: K }>> };

/** What the process remembers, all of it from its own stream. */
interface Running {
  readonly started: Started;
  readonly jobs: StageJobs;
  /** Types of the commands that were asked for. */
  readonly asked: readonly string[];
  /** What the encoding was planned from, once that was asked for. */
  readonly probed?: { readonly encodingId: EncodingId; readonly probe: Probe };
  /** Undefined until known; null when there will be no poster. */
  readonly poster?: Poster | null;
  readonly sealed?: { readonly packageId: PackageId; readonly encodingId: EncodingId; readonly durationMs: number };
}
export type IngestState =
  | { readonly status: 'none' }
  | ({ readonly status: 'running' } & Running)
  | { readonly status: 'finished' };
export type RunningIngest = Extract<IngestState, { status: 'running' }>;

const whileRunning =
  <D>(step: (state: RunningIngest, data: D) => IngestState) =>
  (state: IngestState, data: D): IngestState =>
    state.status === 'running' ? step(state, data) : state;

const withJob = (
  state: RunningIngest,
  kind: JobKind,
  change: (job: StageJob) => Partial<Pick<StageJob, 'waits' | 'timer'>>,
): RunningIngest => {
  const job = state.jobs[kind];
  return job === undefined ? state : { ...state, jobs: { ...state.jobs, [kind]: { ...job, ...change(job) } } };
};

const unset =
  (name: string, waited: boolean) =>
  (job: StageJob): Pick<StageJob, 'waits' | 'timer'> => ({
    waits: job.waits + (waited ? 1 : 0),
    timer: job.timer === name ? undefined : job.timer,
  });

/** Folds an ingest's stream. */
export const evolveIngest = evolveBy<IngestState, IngestEvent>({
  'media.IngestStarted': (_, started) => ({ status: 'running', started, jobs: {}, asked: [] }),
  'kernel.JobRequested': whileRunning((state, { jobId, input }) => {
    // The process made this input itself.
    const made = input as JobInput;
    const requests = (state.jobs[made.kind]?.requests ?? 0) + 1;
    const job = { jobId, input: made, requests, waits: 0, timer: undefined };
    return { ...state, jobs: { ...state.jobs, [made.kind]: job } };
  }),
  'kernel.CommandRequested': whileRunning((state, { command }) => ({
    ...state,
    asked: [...state.asked, command.type],
    // The process made this command itself, so its data is what PlanEncoding takes.
    ...(command.type === 'PlanEncoding' ? { probed: command.data as unknown as NonNullable<Running['probed']> } : {}),
  })),
  'kernel.TimerSet': whileRunning((state, { name }) =>
    withJob(state, stageOf(name).kind, () => ({ timer: name as StageTimer })),
  ),
  'kernel.TimerCancelled': whileRunning((state, { name }) => withJob(state, stageOf(name).kind, unset(name, false))),
  'kernel.TimerFired': whileRunning((state, { name }) =>
    withJob(state, stageOf(name).kind, unset(name, stageOf(name).phase === 'wait')),
  ),
  'kernel.CommandRefused': (state) => state,
  'kernel.JobStarted': (state) => state,
  'kernel.JobCompleted': (state) => state,
  'kernel.JobFailed': (state) => state,
  'media.IngestPosterSettled': whileRunning((state, { poster }) => ({ ...state, poster })),
  'media.IngestPackageSealed': whileRunning((state, { packageId, encodingId, durationMs }) => ({
    ...state,
    sealed: { packageId, encodingId, durationMs },
  })),
  'media.IngestFinished': () => ({ status: 'finished' }),
});
