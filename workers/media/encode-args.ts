import type { EncodingPlan, VideoRendition } from '../../schemas/media/ladder.ts';
import { INPUT, inputOptions, safeGlobals } from './input-file.ts';
import { deinterlaceFilters, pictureFilters } from './picture-filters.ts';
import type { Picture } from './picture-filters.ts';
import type { Demuxer } from './sniff.ts';
import { limitFilters, mixFilters, preparedFilters } from './sound-filters.ts';
import type { Sound } from './sound-filters.ts';
import { framesIn } from './timeline.ts';

/** What the encoder must know about the source beyond the plan. */
export interface EncodeSource {
  readonly demuxer: Demuxer;
  readonly videoIndex: number;
  readonly durationMs: number;
  /** Where the film begins on ffmpeg's clock, seconds. */
  readonly origin: number;
  readonly picture: Picture;
  /** Undefined: the film is silent. */
  readonly sound: Sound | undefined;
  /** The sound in a file of its own (see prepare-sound.ts), where its parameters change in mid-stream. */
  readonly prepared?: string;
}

/** Constant quality of x264; the plan's maximum rate caps it. */
const CRF = 22;

/** Frames of the whole film at the plan's rate. */
export const plannedFrames = (plan: EncodingPlan, durationMs: number): number => framesIn(durationMs, plan.frameRate);

/**
 * Arguments of the one ffmpeg process that makes the whole ladder: the source is decoded once and split. Every rung has
 * its IDR pictures on the same frames (closed GOPs of `gopFrames`, no scene cuts), square pixels, BT.709, no metadata.
 * Files go to `out/{name}.mp4`. The first output keeps nothing: it takes every picture that decodes, also beyond the film's
 * planned end, and the progress counts them. Pictures and sound have a graph each: a change of the sound's parameters
 * builds its graph again, and a change of the picture's size builds none (`scale` follows it), so that no clock begins again.
 * What the filters say is heard at the verbose level (see encode-watch.ts). Golden in tests.
 */
export const encodeArgs = (
  plan: EncodingPlan,
  source: EncodeSource,
  options: { preset: string; toneMap: boolean },
): string[] => [
  '-nostdin',
  '-y',
  '-hide_banner',
  '-nostats',
  '-v',
  'repeat+level+verbose',
  '-progress',
  'pipe:1',
  '-stats_period',
  '0.25',
  ...safeGlobals,
  ...inputOptions(source.demuxer),
  '-noautorotate',
  '-reinit_filter:v',
  '0',
  ...offsetOf(source.origin),
  '-i',
  INPUT,
  ...(source.prepared === undefined ? [] : ['-i', source.prepared]),
  '-filter_complex',
  videoFilters(plan, source, options.toneMap).join(';'),
  ...(plan.audio.length === 0 ? [] : ['-filter_complex', audioFilters(plan, source).join(';')]),
  '-map',
  '[decoded]',
  '-c:v',
  'wrapped_avframe',
  '-fps_mode',
  'passthrough',
  '-f',
  'null',
  '-',
  ...plan.video.flatMap((rendition) => videoOutput(plan, rendition, options.preset)),
  ...plan.audio.flatMap(({ name, bitrateKbps, language }) => [
    '-map',
    `[${name}]`,
    '-c:a',
    'aac',
    // The default (twoloop) adds peaks of its own, up to 3.5 dB over a tone, and takes twice as long.
    '-aac_coder',
    'fast',
    '-b:a',
    `${bitrateKbps}k`,
    '-flags:a',
    '+bitexact',
    ...plain,
    ...(language === 'und' ? [] : ['-metadata:s:a:0', `language=${language}`]),
    `out/${name}.mp4`,
  ]),
];

/** Moves the film's beginning to 0. */
export const offsetOf = (origin: number): string[] =>
  Math.abs(origin) < 1e-6 ? [] : ['-itsoffset', (-origin).toFixed(6)];

/** GPS, names and dates of the source stay behind. */
const plain = ['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'];

const videoOutput = ({ frameRate, gopFrames }: EncodingPlan, rendition: VideoRendition, preset: string): string[] => [
  '-map',
  `[${rendition.name}]`,
  '-c:v',
  'libx264',
  '-preset',
  preset,
  '-profile:v',
  rendition.profile,
  '-level:v',
  rendition.level,
  '-crf',
  String(CRF),
  '-maxrate',
  `${rendition.maxrateKbps}k`,
  '-bufsize',
  `${rendition.bufsizeKbps}k`,
  '-g',
  String(gopFrames),
  '-keyint_min',
  String(gopFrames),
  '-sc_threshold',
  '0',
  '-flags:v',
  '+cgop+bitexact',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-colorspace',
  'bt709',
  '-color_range',
  'tv',
  '-video_track_timescale',
  String(timescale(frameRate.numerator)),
  ...plain,
  `out/${rendition.name}.mp4`,
];

/** Ticks per second in which every frame lasts a whole number of ticks. */
const timescale = (numerator: number): number =>
  90_000 % numerator === 0 ? 90_000 : numerator * Math.max(1, Math.ceil(10_000 / numerator));

const videoFilters = (plan: EncodingPlan, source: EncodeSource, toneMap: boolean): string[] => {
  const [top, ...lower] = plan.video.toSorted((a, b) => b.width * b.height - a.width * a.height);
  if (top === undefined) return [];
  const rate = `${plan.frameRate.numerator}/${plan.frameRate.denominator}`;
  const head = [
    ...(plan.deinterlace ? deinterlaceFilters(source.picture) : []),
    `fps=${rate}:start_time=0`,
    ...pictureFilters(top, source.picture, toneMap),
    // The last picture stands until the film ends.
    'tpad=stop=-1:stop_mode=clone',
    `trim=end_frame=${plannedFrames(plan, source.durationMs)}`,
  ].join(',');
  const decoded = `[0:${source.videoIndex}]split=2[decoded][film]`;
  if (lower.length === 0) return [decoded, `[film]${head}[${top.name}]`];
  return [
    decoded,
    `[film]${head},split=${plan.video.length}[${top.name}]${lower.map(({ name }) => `[s${name}]`).join('')}`,
    ...lower.map(({ name, width, height }) => `[s${name}]scale=${width}:${height}:flags=bicubic,setsar=1[${name}]`),
  ];
};

/** Sound begins with the picture and ends with it: gaps are filled with silence, what is too long is cut. */
const audioFilters = (plan: EncodingPlan, source: EncodeSource): string[] => {
  const seconds = (
    (plannedFrames(plan, source.durationMs) * plan.frameRate.denominator) /
    plan.frameRate.numerator
  ).toFixed(6);
  const groups = Map.groupBy(plan.audio, ({ sourceIndex, channels }) => `${sourceIndex}/${channels}`);
  return [...groups.values()].map((renditions) => {
    const [{ sourceIndex, channels } = { sourceIndex: 0, channels: 2 }] = renditions;
    const outputs = renditions.map(({ name }) => `[${name}]`).join('');
    const sound = source.sound ?? { channels, layout: undefined };
    const input = source.prepared === undefined ? `[0:${sourceIndex}]` : '[1:0]';
    const mixed = source.prepared === undefined ? mixFilters(sound, channels) : preparedFilters(channels);
    return [
      `${input}${mixed.join(',')}`,
      ...limitFilters(sound),
      `apad=whole_dur=${seconds}`,
      `atrim=end=${seconds}${renditions.length > 1 ? `,asplit=${renditions.length}` : ''}${outputs}`,
    ].join(',');
  });
};
