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
  color_primaries: z.string().optional(),
  color_space: z.string().optional(),
  color_range: z.string().optional(),
  nb_frames: z.string().optional(),
  duration: z.string().optional(),
  closed_captions: z.int().optional(),
  start_time: z.string().optional(),
  r_frame_rate: z.string().optional(),
  channels: z.int().optional(),
  channel_layout: z.string().optional(),
  sample_rate: z.string().optional(),
  disposition: z.object({ attached_pic: z.int().optional(), default: z.int().optional() }).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  side_data_list: z
    .array(z.looseObject({ rotation: z.number().optional(), displaymatrix: z.string().optional() }))
    .optional(),
});
export type Stream = z.infer<typeof Stream>;

const Output = z.object({
  programs: z.array(z.object({ streams: z.array(z.object({ index: z.int().min(0) })).default([]) })).default([]),
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

/** Real video streams that can be decoded, default ones before others; a cover picture is none. */
export const videosOf = (streams: readonly Stream[]): readonly Stream[] =>
  byDefault(
    streams.filter(
      ({ codec_type: type, codec_name: codec, disposition, width = 0, height = 0 }) =>
        type === 'video' && disposition?.attached_pic !== 1 && isKnown(codec) && width > 0 && height > 0,
    ),
  );

/**
 * The film's picture: the first of `videosOf`, but a still only where there is nothing else. `picturesOf` tells how many
 * pictures a stream has; without it what the container says is believed.
 */
export const chooseVideo = (
  streams: readonly Stream[],
  picturesOf: (stream: Stream) => number | undefined = ({ nb_frames: frames }) =>
    frames === undefined ? undefined : Number(frames),
): Stream | undefined => {
  const videos = videosOf(streams);
  return videos.find((stream) => picturesOf(stream) !== 1) ?? videos[0];
};

/**
 * Audio streams that can be decoded, the default one first. Of a broadcast with several programmes those that belong to
 * `video`: another programme's have another clock.
 */
export const chooseAudio = (streams: readonly Stream[], video?: Stream, programs: FfprobeOutput['programs'] = []) => {
  const own = programs.find((program) => program.streams.some(({ index }) => index === video?.index));
  return byDefault(
    streams.filter(
      ({ index, codec_type: type, codec_name: codec, channels = 0 }) =>
        type === 'audio' &&
        isKnown(codec) &&
        channels > 0 &&
        (own === undefined || own.streams.some((stream) => stream.index === index)),
    ),
  );
};

const byDefault = (streams: readonly Stream[]): readonly Stream[] =>
  streams.toSorted((a, b) => (b.disposition?.default ?? 0) - (a.disposition?.default ?? 0));

/** Whether ffprobe knows what a stream is encoded in. */
export const isKnown = (codec: string | undefined): codec is string =>
  codec !== undefined && codec !== 'unknown' && codec !== 'none';

/** Clockwise quarter turns in degrees (0, 90, 180, 270): the nearest to what a file claims. */
export const rotationOf = (stream: Stream): number => {
  const claimed = -(stream.side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0) % 360;
  // Half way between two (45°) is the smaller turn.
  const turns = Math.sign(claimed) * Math.ceil(Math.abs(claimed) / 90 - 0.5);
  return ((((turns * 90) % 360) + 360) % 360) + 0;
};

/** ffmpeg's filters that show a stream's pictures the right way round, as its display matrix says: turned and mirrored. */
export const uprightFilters = (stream: Stream): readonly string[] => {
  const [a = 0, , , c = 0, d = 0] = matrixOf(stream);
  switch (rotationOf(stream)) {
    case 90:
      return [`transpose=${c > 0 ? 'cclock_flip' : 'clock'}`];
    case 180:
      return a === 0 && d === 0 ? ['hflip', 'vflip'] : [...(a < 0 ? ['hflip'] : []), ...(d < 0 ? ['vflip'] : [])];
    case 270:
      return [`transpose=${c < 0 ? 'clock_flip' : 'cclock'}`];
    default:
      return d < 0 ? ['vflip'] : [];
  }
};

/** The nine numbers of a display matrix as ffprobe prints them, three on a numbered line; none where there is no matrix. */
const matrixOf = (stream: Stream): readonly number[] => {
  const text = stream.side_data_list?.find(({ displaymatrix }) => displaymatrix !== undefined)?.displaymatrix ?? '';
  return [...text.matchAll(/^[0-9a-f]{8}:(.*)$/gim)].flatMap(([, row = '']) => row.trim().split(/\s+/).map(Number));
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

/** Frames per second as the container says them; undefined when it says none. */
export const declaredRateOf = (stream: Stream): number | undefined => {
  const [numerator = 0, denominator = 0] = (stream.r_frame_rate ?? '').split('/').map(Number);
  return numerator > 0 && denominator > 0 ? numerator / denominator : undefined;
};
