import { z } from 'zod';

const int = () => z.int().min(0);

/** An exact frame rate as ffprobe gives it, e.g. 30000/1001. */
export const FrameRate = z.strictObject({ numerator: z.int().min(1), denominator: z.int().min(1) });
export type FrameRate = z.infer<typeof FrameRate>;

export const VideoStream = z.strictObject({
  index: int(),
  codec: z.string(),
  /** Displayed size in square pixels, rotation and sample aspect ratio applied. */
  width: z.int().min(1),
  height: z.int().min(1),
  frameRate: FrameRate,
  pixelFormat: z.string(),
  rotation: z.int(),
  sampleAspectRatio: z.string(),
  colourTransfer: z.string().nullable(),
  interlaced: z.boolean(),
});
export type VideoStream = z.infer<typeof VideoStream>;

export const AudioStream = z.strictObject({
  index: int(),
  codec: z.string(),
  channels: int(),
  sampleRate: int(),
  language: z.string().nullable(),
});
export type AudioStream = z.infer<typeof AudioStream>;

/** What probing found out about a source file. Durations are milliseconds, bit rates bits per second. */
export const Probe = z.strictObject({
  container: z.string(),
  durationMs: int(),
  bitRate: int().nullable(),
  video: VideoStream,
  audio: z.array(AudioStream),
  toolVersion: z.string(),
});
export type Probe = z.infer<typeof Probe>;
