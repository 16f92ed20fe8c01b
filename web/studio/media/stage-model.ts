import type { Asset, Job, JobProgress } from './media.queries.ts';

export type StageKey = 'upload' | 'probe' | 'encode' | 'poster' | 'package' | 'ready';
export type StageState = 'waiting' | 'running' | 'retrying' | 'done' | 'failed' | 'skipped';

/** One rendition of the ladder, as a cell that fills. */
export interface Rung {
  readonly name: string;
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
}

export interface Stage {
  readonly key: StageKey;
  readonly label: string;
  readonly state: StageState;
  /** 0 to 1. */
  readonly fraction: number;
  /** 0 when no job has begun. */
  readonly attempt: number;
  readonly wallMs: number | null;
  readonly startedAt: string | null;
  /** Times real time, while encoding. */
  readonly speed: number | null;
  readonly error: string | null;
  readonly rungs: readonly Rung[];
}

type StageAsset = Pick<Asset, 'stage' | 'jobs' | 'renditions' | 'rejection'>;
export type ProgressOf = (jobId: string) => Pick<JobProgress, 'attempt' | 'fraction' | 'speed'> | undefined;

const jobStages: readonly (readonly [StageKey & ('probe' | 'encode' | 'poster' | 'package'), Job['kind'], string])[] = [
  ['probe', 'PROBE', 'Probe'],
  ['encode', 'ENCODE', 'Encode'],
  ['poster', 'POSTER', 'Poster'],
  ['package', 'PACKAGE', 'Package'],
];
const none = { attempt: 0, wallMs: null, startedAt: null, speed: null, error: null, rungs: [] } as const;

/** An upload that this browser sends. */
export interface OwnUpload {
  /** 0 to 1. */
  readonly fraction: number;
  /** False while it is paused, queued or stopped by an error. */
  readonly moving: boolean;
}

/** The part of an upload that has arrived, 0 to 1; an empty file is there at once. */
export const ownUpload = (
  entry: { readonly size: number; readonly sent: number; readonly state: string } | undefined,
): OwnUpload | null =>
  entry === undefined
    ? null
    : { fraction: entry.size === 0 ? 1 : entry.sent / entry.size, moving: entry.state === 'sending' };

/** What the pipeline did with a film so far: its stages from left to right, upload first. `upload` is this browser's, while there is one. */
export function stagesOf(asset: StageAsset, progressOf: ProgressOf, upload: OwnUpload | null): readonly Stage[] {
  return [
    uploadStage(asset, upload),
    ...jobStages.map(([key, kind, label]) => jobStage(asset, key, kind, label, progressOf)),
    readyStage(asset),
  ];
}

function uploadStage({ stage }: StageAsset, upload: OwnUpload | null): Stage {
  const base = { key: 'upload', label: 'Upload', ...none } as const;
  if (stage === 'UPLOADING')
    return { ...base, state: upload?.moving === true ? 'running' : 'waiting', fraction: upload?.fraction ?? 0 };
  return stage === 'ABORTED' ? { ...base, state: 'skipped', fraction: 0 } : { ...base, state: 'done', fraction: 1 };
}

function readyStage({ stage }: StageAsset): Stage {
  return {
    key: 'ready',
    label: 'Ready',
    ...none,
    state: stage === 'READY' ? 'done' : over(stage) ? 'skipped' : 'waiting',
    fraction: stage === 'READY' ? 1 : 0,
  };
}

const over = (stage: Asset['stage']): boolean => stage === 'REJECTED' || stage === 'ABORTED';

function jobStage(asset: StageAsset, key: StageKey, kind: Job['kind'], label: string, progressOf: ProgressOf): Stage {
  const job = asset.jobs.findLast((candidate) => candidate.kind === kind);
  if (job === undefined) {
    return {
      key,
      label,
      ...none,
      state: over(asset.stage) ? 'skipped' : 'waiting',
      fraction: 0,
      rungs: key === 'encode' ? rungsOf(asset, 0) : [],
    };
  }
  const live = progressOf(job.id);
  const current = live !== undefined && live.attempt >= job.attempt && job.state === 'RUNNING' ? live : undefined;
  const fraction =
    job.state === 'COMPLETED' ? 1 : job.state === 'RUNNING' ? Math.min(1, Math.max(0, current?.fraction ?? 0)) : 0;
  return {
    key,
    label,
    state: over(asset.stage) && job.state !== 'COMPLETED' && job.state !== 'FAILED' ? 'skipped' : stateOf(job.state),
    fraction,
    attempt: job.attempt,
    wallMs: job.wallMs,
    startedAt: job.startedAt,
    speed: current?.speed ?? null,
    error: job.lastError,
    rungs: key === 'encode' ? rungsOf(asset, fraction) : [],
  };
}

function stateOf(state: Job['state']): StageState {
  const states = {
    REQUESTED: 'waiting',
    RUNNING: 'running',
    COMPLETED: 'done',
    RETRYING: 'retrying',
    FAILED: 'failed',
    CANCELLED: 'skipped',
  } as const;
  return states[state];
}

/** One encoder makes the whole ladder at once: a planned rung is as far as its job, a finished one is full. */
function rungsOf({ renditions }: StageAsset, fraction: number): Rung[] {
  return renditions.map((rendition) => ({
    name: rendition.name,
    label: rendition.height === null ? `♪ ${rendition.bitrateKbps}k` : `${rendition.height}p`,
    fraction: rendition.state === 'PLANNED' ? fraction : 1,
  }));
}

/** What a film needs, in one word for its chip. */
export function summaryOf(stage: Asset['stage']): {
  readonly label: string;
  readonly tone: 'info' | 'good' | 'bad' | 'plain';
  readonly live: boolean;
} {
  const summaries = {
    UPLOADING: { label: 'Uploading', tone: 'info', live: true },
    PROBING: { label: 'Probing', tone: 'info', live: true },
    ENCODING: { label: 'Encoding', tone: 'info', live: true },
    PACKAGING: { label: 'Packaging', tone: 'info', live: true },
    READY: { label: 'Ready', tone: 'good', live: false },
    REJECTED: { label: 'Rejected', tone: 'bad', live: false },
    ABORTED: { label: 'Given up', tone: 'plain', live: false },
  } as const;
  return summaries[stage];
}
