import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { AssetId, EncodingId, JobId, PackageId, UploadId } from '../../schemas/media/ids.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { SessionId } from '../../schemas/playback/ids.ts';
import type {
  EncodedRendition,
  JobInput,
  JobResult,
  PackagedTrack,
  Poster,
  RejectionReason,
} from '../../schemas/media/job.types.ts';
import type { Probe } from '../../schemas/media/probe.ts';

/** Plausible values for tests of every room: one film, with the same values everywhere. */
const id = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
export const uploadId = id(1) as UploadId;
export const assetId = id(2) as AssetId;
export const titleId = id(3) as TitleId;
export const encodingId = id(4) as EncodingId;
export const packageId = id(5) as PackageId;
export const jobId = id(6) as JobId;
export const sessionId = id(7) as SessionId;
export const profileId = id(8) as ProfileId;
export const otherId = id(99);
export const sha = (digit: string): string => digit.repeat(64);

/** A probe of a 1920×1080 film at 25 frames per second with stereo sound, changed as asked. */
export const probeOf = (video: Partial<Probe['video']> = {}, audio?: Probe['audio']): Probe => ({
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  durationMs: 12_000,
  bitRate: 8_000_000,
  video: {
    index: 0,
    codec: 'h264',
    width: 1920,
    height: 1080,
    frameRate: { numerator: 25, denominator: 1 },
    pixelFormat: 'yuv420p',
    rotation: 0,
    sampleAspectRatio: '1:1',
    colourTransfer: 'bt709',
    interlaced: false,
    ...video,
  },
  audio: audio ?? [{ index: 1, codec: 'aac', channels: 2, sampleRate: 48_000, language: 'eng' }],
  toolVersion: 'ffprobe 5.1.9',
});

export const poster: Poster = {
  storageKey: `posters/${assetId}/1.jpg`,
  width: 1280,
  height: 720,
  sha256: sha('b'),
  placeholder: 'data:image/jpeg;base64,AA==',
};
export const reason: RejectionReason = {
  code: 'undecodable',
  message: 'This film cannot be decoded; export it again.',
  detail: 'error at frame 12',
};

export const encoded = (name: string): EncodedRendition => ({
  name,
  kind: name.startsWith('v') ? 'video' : 'audio',
  bytes: 1000,
  sha256: sha('c'),
  durationMs: 12_000,
  averageKbps: 500,
  frames: name.startsWith('v') ? 300 : null,
  codec: name.startsWith('v') ? 'avc1.64001f' : 'mp4a.40.2',
});

export const track = (name: string, height: number | null): PackagedTrack => ({
  name,
  kind: height === null ? 'audio' : 'video',
  codec: height === null ? 'mp4a.40.2' : 'avc1.64001f',
  width: height === null ? null : 640,
  height,
  peakKbps: 900,
  averageKbps: 600,
  initSha256: sha('d'),
  segments: { count: 1, durationMs: 6000, bytes: 450_000, sha256: sha('e') },
});

export const packaged: Extract<JobResult, { kind: 'package' }> = {
  kind: 'package',
  storageKey: `packages/${packageId}/1`,
  hls: 'master.m3u8',
  dash: 'manifest.mpd',
  durationMs: 12_000,
  totalBytes: 900_000,
  tracks: [track('v360', 360), track('a128', null)],
};

export const probeInput: JobInput = { kind: 'probe', assetId, sourceKey: `sources/${assetId}`, sha256: sha('a') };
