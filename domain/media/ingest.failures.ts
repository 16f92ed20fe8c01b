import type { AssetId } from '../../schemas/media/ids.ts';
import type { JobFailure } from '../../schemas/kernel/job.events.ts';
import type { JobKind, RejectionReason } from '../../schemas/media/job.types.ts';
import { WORKERS_LOST } from '../kernel/job.decider.ts';
import type { ProcessFeedback } from '../kernel/process.ts';
import { requestsAtMost, stageOf, waitLimitMs, waitsAtMost, workLimitMs } from './ingest.deadlines.ts';
import { cancelTimers, decidePoster, withDeadline } from './ingest.steps.ts';
import type { IngestOutput, Reaction } from './ingest.steps.ts';
import type { IngestState, RunningIngest } from './ingest.state.ts';

type Data<T extends ProcessFeedback['type']> = Extract<ProcessFeedback, { type: T }>['data'];

/** A worker took the job: from now on its answer is awaited. */
export function onStarted({ kind, jobId }: Data<'kernel.JobStarted'>, state: RunningIngest, { make, at }: Reaction) {
  const stage = kind as JobKind;
  const job = state.jobs[stage];
  // Logs of 0.1.0 hold answers that were heard before their jobs' starts are: it did not listen to starts.
  if (job?.jobId !== jobId || job.timer === `work/${kind}` || isAnswered(stage, state)) return [];
  return [
    ...(job.timer === undefined ? [] : [make.cancelTimer(job.timer)]),
    make.timer(`work/${kind}`, at, workLimitMs(job.input)),
  ];
}

/** A job failed for good: without a poster a film goes on, without anything else it ends. */
export function onFailed(
  { kind, jobId, final, reason }: Data<'kernel.JobFailed'>,
  state: RunningIngest,
  reaction: Reaction,
): IngestOutput[] {
  const stage = kind as JobKind;
  if (!final || state.jobs[stage]?.jobId !== jobId) return [];
  return giveUp(stage, rejectionOf(reason), state, reaction, jobId);
}

/** A stage's timer fired: look for a worker a little longer, ask again, or give up. */
export function onTimer({ name }: Data<'kernel.TimerFired'>, state: RunningIngest, reaction: Reaction): IngestOutput[] {
  const { phase, kind } = stageOf(name);
  const job = state.jobs[kind];
  // Answered in the meantime, or watched by a later timer.
  if (job === undefined || job.timer !== undefined || isAnswered(kind, state)) return [];
  if (phase === 'wait')
    return job.waits < waitsAtMost
      ? [reaction.make.timer(name, reaction.at, waitLimitMs)]
      : giveUp(kind, silent(`no worker took the ${kind} job ${job.jobId} within ${waitsAtMost} days`), state, reaction);
  if (job.requests < requestsAtMost)
    return [
      reaction.make.cancelJob({ jobId: job.jobId, kind }),
      ...withDeadline(reaction, job.input, `job/${kind}/${job.requests + 1}`),
    ];
  return giveUp(kind, silent(`the ${kind} job ${job.jobId} gave no answer, nor did the one before`), state, reaction);
}

/** A command of the process was refused: going on would leave the film on its way for ever. */
export function onRefused(
  { command, code, message, processId }: Data<'kernel.CommandRefused'>,
  state: IngestState,
  reaction: Reaction,
): IngestOutput[] {
  // Without its notes a film goes on all the same, and a job that cannot be cancelled ends by itself.
  if (command === 'RejectAsset' || command === 'NoteAsset' || command === 'CancelJob') return [];
  const reason = broken(`${command}: ${code}: ${message}`);
  const stage = stages[command] ?? 'probe';
  if (state.status === 'running') return reject(stage, reason, state, reaction);
  const assetId = processId as AssetId;
  return [reaction.make.command('asset', assetId, { type: 'RejectAsset', data: { assetId, stage, reason } })];
}

/** @param ended the job that has ended by itself */
function giveUp(
  kind: JobKind,
  reason: RejectionReason,
  state: RunningIngest,
  reaction: Reaction,
  ended?: string,
): IngestOutput[] {
  if (kind !== 'poster') return reject(kind, reason, state, reaction, ended);
  if (state.poster !== undefined) return [];
  const job = state.jobs.poster;
  return [
    ...(job?.timer === undefined ? [] : [reaction.make.cancelTimer(job.timer)]),
    ...(job === undefined || job.jobId === ended ? [] : [reaction.make.cancelJob({ jobId: job.jobId, kind })]),
    ...decidePoster(state, null, reaction),
  ];
}

/** Cancels every job whose answer is awaited: what comes of it would be thrown away. */
const cancelJobs = (state: RunningIngest, { make }: Reaction, ended: string | undefined): IngestOutput[] =>
  Object.entries(state.jobs).flatMap(([kind, { jobId }]) =>
    jobId === ended || isAnswered(kind as JobKind, state) ? [] : [make.cancelJob({ jobId, kind })],
  );

function reject(
  stage: JobKind,
  reason: RejectionReason,
  state: RunningIngest,
  reaction: Reaction,
  ended?: string,
): IngestOutput[] {
  const { assetId } = state.started;
  return [
    ...cancelTimers(reaction, state),
    ...cancelJobs(state, reaction, ended),
    reaction.make.command('asset', assetId, { type: 'RejectAsset', data: { assetId, stage, reason } }),
    { type: 'media.IngestFinished', data: { assetId, outcome: 'rejected' } },
  ];
}

const isAnswered = (kind: JobKind, { asked, poster }: RunningIngest): boolean =>
  ({
    probe: asked.includes('RecordProbe'),
    poster: poster !== undefined,
    encode: asked.includes('CompleteEncoding'),
    package: asked.includes('SealPackage'),
  })[kind];

/** The stage that a refused command belongs to; the others stand before the first job. */
const stages: Readonly<Record<string, JobKind>> = {
  CompleteEncoding: 'encode',
  PlanPackage: 'package',
  SealPackage: 'package',
  MarkAssetReady: 'package',
  AttachTitleMedia: 'package',
};

/** Old events hold texts that a command may not. */
const plain = (text: string, max: number): string => text.slice(0, max).replaceAll('\u0000', '\uFFFD').toWellFormed();

const broken = (detail: string): RejectionReason => ({
  code: 'processing-failed',
  message: 'This film could not be processed because of a fault on our side. Upload it again; if it stays, report it.',
  detail: plain(detail, 4000),
});

const silent = (detail: string): RejectionReason => ({
  code: 'processing-failed',
  message: 'This film was not processed in time. Check that workers run, then upload it again.',
  detail,
});

/** The form that codes of rejections have. */
const isReason = (code: string): boolean => code.length <= 60 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code);

function rejectionOf({ code, message, detail }: JobFailure): RejectionReason {
  if (code === WORKERS_LOST)
    return {
      code: 'processing-failed',
      message:
        'This film stopped every worker that tried to process it. Try to export it again and upload the new file.',
      detail: plain(detail, 4000),
    };
  return isReason(code)
    ? { code, message: plain(message, 500), detail: plain(detail, 4000) }
    : broken(`${code}: ${message} ${detail}`);
}
