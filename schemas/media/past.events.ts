import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { defineRenaming, defineUpcaster } from '../kernel/upcast.ts';
import { kernelName, storableText } from '../kernel/text.ts';
import { AssetId, JobId, PackageId } from './ids.ts';
import { LAST_ATTEMPT, ToolRun } from '../kernel/job.events.ts';
import { Segment, segmentListOf } from './segments.ts';
import { JobInput, JobKind, JobResult, PackagedTrack } from './job.types.ts';

/** A track with its segments written out; a run of them each where a film had too many for one event. */
const PastTrack = PackagedTrack.extend({ segments: z.array(Segment) });
const [probeInput, posterInput, encodeInput, packageInput] = JobInput.options;
const PastJobInput = z.discriminatedUnion('kind', [
  probeInput,
  posterInput.omit({ videoIndex: true }),
  encodeInput,
  packageInput,
]);
const [probeResult, posterResult, encodeResult, packageResult] = JobResult.options;
const PastJobResult = z.discriminatedUnion('kind', [
  probeResult.omit({ notes: true }),
  posterResult,
  encodeResult.omit({ notes: true }),
  packageResult.extend({ tracks: z.array(PastTrack) }),
]);

/** Reasons had a closed list of codes. */
const PastRejectionReason = z.strictObject({
  code: z.enum([
    'empty-file',
    'not-a-film',
    'playlist-not-film',
    'no-video',
    'truncated',
    'undecodable',
    'too-large',
    'too-long',
    'too-many-pixels',
    'checksum-mismatch',
    'processing-failed',
  ]),
  message: z.string().max(500),
  detail: z.string().max(4000),
});

const attempt = {
  jobId: JobId,
  kind: JobKind,
  assetId: AssetId,
  attempt: z.int().min(1).describe('1 for the first try; a result of a superseded attempt is refused'),
  worker: z.string().max(100),
};

export const JobStarted = defineEvent({
  type: 'media.JobStarted',
  version: 1,
  category: 'job',
  description: 'A worker claimed an attempt at a job; every earlier attempt is superseded.',
  data: z.strictObject(attempt),
});

export const JobCompleted = defineEvent({
  type: 'media.JobCompleted',
  version: 1,
  category: 'job',
  description: 'The current attempt finished and its result counts.',
  data: z.strictObject({
    ...attempt,
    result: PastJobResult,
    wallMs: z.int().min(0),
    cpuMs: z.int().min(0),
    runs: z.array(ToolRun),
  }),
});

export const JobFailed = defineEvent({
  type: 'media.JobFailed',
  version: 1,
  category: 'job',
  description: 'The current attempt failed; `final` says that nobody will try again.',
  data: z.strictObject({
    ...attempt,
    reason: PastRejectionReason,
    final: z.boolean(),
    retryAt: z.iso.datetime().nullable(),
    runs: z.array(ToolRun),
  }),
});

export const JobReleased = defineEvent({
  type: 'media.JobReleased',
  version: 1,
  category: 'job',
  description:
    "A worker that is being stopped gave the current attempt back; the job is nobody's until it is claimed again.",
  data: z.strictObject(attempt),
});

export const JobRequested = defineEvent({
  type: 'media.JobRequested',
  version: 1,
  category: 'ingest',
  description: 'The ingest process decided that a job must run.',
  data: z.strictObject({ jobId: JobId, assetId: AssetId, input: PastJobInput }),
});

export const IngestCommandRequested = defineEvent({
  type: 'media.IngestCommandRequested',
  version: 1,
  category: 'ingest',
  description: 'The ingest process asked for a command.',
  data: z.strictObject({
    assetId: AssetId,
    requestId: z.uuid(),
    category: z.string(),
    streamId: z.uuid(),
    command: z.strictObject({ type: z.string(), data: z.record(z.string(), z.unknown()) }),
  }),
});

export const AssetRejected = defineEvent({
  type: 'media.AssetRejected',
  version: 1,
  category: 'asset',
  description: 'The source cannot become a film.',
  data: z.strictObject({ assetId: AssetId, stage: JobKind, reason: PastRejectionReason }),
});

export const TrackSegmented = defineEvent({
  type: 'media.TrackSegmented',
  version: 1,
  category: 'package',
  description: 'One track was cut into segments.',
  data: z.strictObject({ packageId: PackageId, track: PastTrack }),
});

/** Versions and types that are written no more; jobs and commands of processes are events of the kernel since 0.1.0. */
export const pastMediaEvents = [
  JobStarted,
  JobCompleted,
  JobFailed,
  JobReleased,
  JobRequested,
  IngestCommandRequested,
  AssetRejected,
  TrackSegmented,
] as const;

/** Refers to a track's segments instead of listing them. */
const referring = (track: unknown): unknown => {
  const past = track as z.infer<typeof PastTrack>;
  return { ...past, segments: segmentListOf(past.segments) };
};
/** The same for whatever holds tracks: results and requests. */
const withReferences = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'tracks' in data && Array.isArray(data.tracks)
    ? { ...data, tracks: data.tracks.map(referring) }
    : data;

export const mediaUpcasters = [
  defineUpcaster({ type: AssetRejected.type, from: 1, up: (data) => data }),
  defineUpcaster({
    type: TrackSegmented.type,
    from: 1,
    up: ({ track, ...rest }) => ({ ...rest, track: referring(track) }),
  }),
];

const ingest = (assetId: unknown) => ({ process: 'ingest', processId: assetId });

/** What the events of today bound, cut to their bounds. */
const cutAttempt = ({ attempt: number, worker }: Record<string, unknown>) => ({
  attempt: Math.min(Number(number), LAST_ATTEMPT),
  worker: storableText(String(worker), 100),
});
const cutReason = (reason: unknown) => {
  const { code, message, detail } = reason as z.infer<typeof PastRejectionReason>;
  return { code, message: storableText(message, 500), detail: storableText(detail, 4000) };
};
const ofAttempt = ({ assetId, ...data }: Record<string, unknown>): Record<string, unknown> => ({
  ...data,
  ...ingest(assetId),
  ...cutAttempt(data),
});
const renamed = (definition: { readonly type: string }, to: string, up = ofAttempt) =>
  defineRenaming({ type: definition.type, to, version: 1, up });

/** What became of them. */
export const mediaRenamings = [
  renamed(JobStarted, 'kernel.JobStarted'),
  renamed(JobCompleted, 'kernel.JobCompleted', ({ result, ...data }) => ({
    ...ofAttempt(data),
    result: withReferences(result),
  })),
  renamed(JobFailed, 'kernel.JobFailed', ({ reason, ...data }) => ({ ...ofAttempt(data), reason: cutReason(reason) })),
  renamed(JobReleased, 'kernel.JobReleased'),
  renamed(JobRequested, 'kernel.JobRequested', ({ jobId, assetId, input }) => ({
    jobId,
    kind: (input as { readonly kind: string }).kind,
    ...ingest(assetId),
    input,
  })),
  renamed(IngestCommandRequested, 'kernel.CommandRequested', ({ assetId, command, category, ...data }) => {
    const { type, data: asked } = command as { readonly type: string; readonly data: unknown };
    const known = kernelName().safeParse(category).success ? category : 'unknown';
    const cut = { type: storableText(type, 100), data: withReferences(asked) };
    return { ...data, ...ingest(assetId), category: known, command: cut };
  }),
];
