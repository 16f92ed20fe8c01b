import { z } from 'zod';

/** The part of ffprobe's JSON that is read. Hostile files decide what stands in it, so nothing is taken for granted. */
const Stream = z.object({
  index: z.int().min(0),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  codec_long_name: z.string().optional(),
  codec_tag: z.string().optional(),
  codec_tag_string: z.string().optional(),
  /** The track's number in its container, as `0x1`. */
  id: z.string().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  field_order: z.string().optional(),
  color_transfer: z.string().optional(),
  color_space: z.string().optional(),
  color_range: z.string().optional(),
  nb_frames: z.string().optional(),
  duration: z.string().optional(),
  closed_captions: z.int().optional(),
  channels: z.int().optional(),
  sample_rate: z.string().optional(),
  disposition: z.object({ attached_pic: z.int().optional(), default: z.int().optional() }).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  side_data_list: z.array(z.looseObject({ rotation: z.number().optional() })).optional(),
});
export type Stream = z.infer<typeof Stream>;

const Output = z.object({
  streams: z.array(Stream).default([]),
  format: z
    .object({
      format_name: z.string().optional(),
      duration: z.string().optional(),
      start_time: z.string().optional(),
      bit_rate: z.string().optional(),
    })
    .default({}),
});
export type FfprobeOutput = z.infer<typeof Output>;

/** Undefined when it is not what ffprobe writes. */
export const parseFfprobe = (text: string): FfprobeOutput | undefined => {
  try {
    // A broken display matrix reads as nan, which is not JSON.
    return Output.safeParse(JSON.parse(text.replace(/: (-?nan|-?inf)\b/g, ': 0'))).data;
  } catch {
    return undefined;
  }
};

/** The film's picture: the first real video stream, a default one before others; a cover picture is none. */
export const chooseVideo = (streams: readonly Stream[]): Stream | undefined =>
  byDefault(
    streams.filter(
      (stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1 && isKnown(stream.codec_name),
    ),
  ).find(({ width = 0, height = 0 }) => width > 0 && height > 0);

/** Audio streams that can be decoded, the default one first. */
export const chooseAudio = (streams: readonly Stream[]): readonly Stream[] =>
  byDefault(
    streams.filter(
      (stream) => stream.codec_type === 'audio' && isKnown(stream.codec_name) && (stream.channels ?? 0) > 0,
    ),
  );

const byDefault = (streams: readonly Stream[]): readonly Stream[] =>
  streams.toSorted((a, b) => (b.disposition?.default ?? 0) - (a.disposition?.default ?? 0));

const isKnown = (codec: string | undefined): boolean => codec !== undefined && codec !== 'unknown' && codec !== 'none';

/** Clockwise quarter turns in degrees (0, 90, 180, 270); anything else that a file claims is ignored. */
export const rotationOf = (stream: Stream): number => {
  const claimed = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  const turned = ((-claimed % 360) + 360) % 360;
  return turned % 90 === 0 ? turned : 0;
};

/** Sample aspect ratio as a number; 1 when unknown or beyond what any film has. */
export const aspectOf = (stream: Stream): number => {
  const [across = 0, down = 0] = (stream.sample_aspect_ratio ?? '').split(':').map(Number);
  const ratio = across / down;
  return Number.isFinite(ratio) && ratio >= 0.25 && ratio <= 4 ? ratio : 1;
};

/** Size on a screen with square pixels. */
export const displayedSize = (stream: Stream): { width: number; height: number } => {
  const width = Math.max(1, Math.round((stream.width ?? 0) * aspectOf(stream)));
  const height = Math.max(1, stream.height ?? 0);
  return rotationOf(stream) % 180 === 0 ? { width, height } : { width: height, height: width };
};

/** ISO 639 code of a stream, or null when there is none to believe. */
export const languageOf = (stream: Stream): string | null => {
  const tag = stream.tags?.['language']?.toLowerCase() ?? '';
  return /^[a-z]{2,3}$/.test(tag) && tag !== 'und' ? tag : null;
};
