import { z } from 'zod';
import { FrameRate } from './probe.ts';

/** One planned output of the encoder. Bit rates are kbit/s. `name` is unique in its encoding, e.g. `v720` or `a128`. */
export const VideoRendition = z.strictObject({
  name: z.string().regex(/^v\d{2,4}$/),
  width: z.int().min(2),
  height: z.int().min(2),
  bitrateKbps: z.int().min(1),
  maxrateKbps: z.int().min(1),
  bufsizeKbps: z.int().min(1),
  profile: z.enum(['main', 'high']),
  level: z.string(),
});
export type VideoRendition = z.infer<typeof VideoRendition>;

export const AudioRendition = z.strictObject({
  name: z.string().regex(/^a\d{2,3}$/),
  sourceIndex: z.int().min(0),
  bitrateKbps: z.int().min(1),
  channels: z.int().min(1),
  language: z.string(),
});
export type AudioRendition = z.infer<typeof AudioRendition>;

/** The encoder's whole plan: every rendition shares one frame rate and one IDR grid of `gopFrames` frames. */
export const EncodingPlan = z.strictObject({
  ladderVersion: z.string(),
  frameRate: FrameRate,
  gopFrames: z.int().min(1),
  segmentMs: z.int().min(1),
  deinterlace: z.boolean(),
  toneMap: z.boolean(),
  video: z.array(VideoRendition).min(1),
  audio: z.array(AudioRendition),
});
export type EncodingPlan = z.infer<typeof EncodingPlan>;
