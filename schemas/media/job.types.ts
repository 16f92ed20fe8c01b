import { z } from 'zod';
import { AssetId, EncodingId, PackageId } from './ids.ts';
import { EncodingPlan } from './ladder.ts';
import { AssetNotes, noteCode } from './notes.ts';
import { Probe } from './probe.ts';
import { SegmentList } from './segments.ts';

const int = () => z.int().min(0);
const sha256 = () => z.string().regex(/^[0-9a-f]{64}$/);

/** The kinds of work that media workers do. */
export const JobKind = z.enum(['probe', 'poster', 'encode', 'package']);
export type JobKind = z.infer<typeof JobKind>;

/** What a job needs to know; storage keys are relative to the media root, never user-given names. */
export const JobInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('probe'), assetId: AssetId, sourceKey: z.string(), sha256: sha256() }),
  z.strictObject({
    kind: z.literal('poster'),
    assetId: AssetId,
    sourceKey: z.string(),
    durationMs: int(),
    /** The stream that is the film, as the probe chose it; absent in older requests. */
    videoIndex: int().optional(),
  }),
  z.strictObject({
    kind: z.literal('encode'),
    assetId: AssetId,
    encodingId: EncodingId,
    sourceKey: z.string(),
    probe: Probe,
    plan: EncodingPlan,
  }),
  z.strictObject({
    kind: z.literal('package'),
    assetId: AssetId,
    encodingId: EncodingId,
    packageId: PackageId,
    encodingKey: z.string(),
    plan: EncodingPlan,
  }),
]);
export type JobInput = z.infer<typeof JobInput>;

/** One finished file of the encoder: measured, not planned. */
export const EncodedRendition = z.strictObject({
  name: z.string(),
  kind: z.enum(['video', 'audio']),
  bytes: int(),
  sha256: sha256(),
  durationMs: int(),
  averageKbps: int(),
  frames: int().nullable(),
  codec: z.string(),
});
export type EncodedRendition = z.infer<typeof EncodedRendition>;

/** One packaged track: an init segment and its media segments. */
export const PackagedTrack = z.strictObject({
  name: z.string(),
  kind: z.enum(['video', 'audio']),
  codec: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  peakKbps: int(),
  averageKbps: int(),
  initSha256: sha256(),
  segments: SegmentList,
});
export type PackagedTrack = z.infer<typeof PackagedTrack>;

export const Poster = z.strictObject({
  storageKey: z.string(),
  width: z.int().min(1),
  height: z.int().min(1),
  sha256: sha256(),
  /** A tiny JPEG as a data URI (under 2 kB), shown blurred until the poster arrives. */
  placeholder: z.string().max(4000),
});
export type Poster = z.infer<typeof Poster>;

/** What a finished job reports. */
export const JobResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('probe'), probe: Probe, notes: AssetNotes.optional() }),
  z.strictObject({ kind: z.literal('poster'), poster: Poster }),
  z.strictObject({
    kind: z.literal('encode'),
    encodingKey: z.string(),
    durationMs: int(),
    renditions: z.array(EncodedRendition),
    notes: AssetNotes.optional(),
  }),
  z.strictObject({
    kind: z.literal('package'),
    storageKey: z.string(),
    hls: z.string(),
    dash: z.string(),
    durationMs: int(),
    totalBytes: int(),
    tracks: z.array(PackagedTrack),
  }),
]);
export type JobResult = z.infer<typeof JobResult>;

/** The codes of rejections that this version gives. Events take any code, so that a new one needs no new version of them. */
export const rejectionCodes = [
  'empty-file',
  'not-a-film',
  'playlist-not-film',
  'no-video',
  'truncated',
  'undecodable',
  'unsupported-codec',
  'encrypted',
  'too-large',
  'too-long',
  'too-many-pixels',
  'checksum-mismatch',
  'out-of-time',
  'processing-failed',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

/** Why a source cannot become a film, in a form that machines and people understand. */
export const RejectionReason = z.strictObject({
  code: noteCode().describe('for programs, in kebab-case'),
  /** A sentence for the person who uploaded it: what is wrong and what to do. */
  message: z.string().max(500),
  detail: z.string().max(4000),
});
export type RejectionReason = z.infer<typeof RejectionReason>;
