import type { EncodingPlan, VideoRendition } from '../../schemas/media/ladder.ts';
import { INPUT, inputOptions, safeGlobals } from './input-file.ts';
import type { Demuxer } from './sniff.ts';

/** What the encoder must know about the picture beyond the plan. */
export interface EncodeSource {
  readonly demuxer: Demuxer;
  readonly videoIndex: number;
  readonly durationMs: number;
  /** ffprobe's `color_space`, `color_transfer` and `color_range`, where the stream says them. */
  readonly matrix: string | undefined;
  readonly transfer: string | undefined;
  readonly fullRange: boolean;
  /** Shorter side of the picture, pixels. */
  readonly side: number;
}

/** Constant quality of x264; the plan's maximum rate caps it. */
const CRF = 22;

/** Frames of the whole film at the plan's rate. */
export const plannedFrames = (plan: EncodingPlan, durationMs: number): number =>
  Math.max(1, Math.round((durationMs * plan.frameRate.numerator) / (plan.frameRate.denominator * 1000)));

/**
 * Arguments of the one ffmpeg process that makes the whole ladder: the source is decoded once and split. Every rung has
 * its IDR pictures on the same frames (closed GOPs of `gopFrames`, no scene cuts), square pixels, BT.709, no metadata.
 * Files go to `out/{name}.mp4`. Golden in tests.
 */
export const encodeArgs = (
  plan: EncodingPlan,
  source: EncodeSource,
  options: { preset: string; toneMap: boolean },
): string[] => [
  '-nostdin',
  '-y',
  '-v',
  'error',
  '-progress',
  'pipe:1',
  '-stats_period',
  '0.25',
  ...safeGlobals,
  ...inputOptions(source.demuxer),
  '-i',
  INPUT,
  '-filter_complex',
  [...videoFilters(plan, source, options.toneMap), ...audioFilters(plan, source)].join(';'),
  ...plan.video.flatMap((rendition) => videoOutput(plan, rendition, options.preset)),
  ...plan.audio.flatMap(({ name, bitrateKbps, language }) => [
    '-map',
    `[${name}]`,
    '-c:a',
    'aac',
    '-b:a',
    `${bitrateKbps}k`,
    '-flags:a',
    '+bitexact',
    ...plain,
    ...(language === 'und' ? [] : ['-metadata:s:a:0', `language=${language}`]),
    `out/${name}.mp4`,
  ]),
];

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
    `[0:${source.videoIndex}]${plan.deinterlace ? 'bwdif=mode=send_frame,' : ''}fps=${rate}:start_time=0`,
    `trim=end_frame=${plannedFrames(plan, source.durationMs)}`,
    ...colourFilters(top, source, toneMap),
    'format=yuv420p',
    'setsar=1',
  ].join(',');
  if (lower.length === 0) return [`${head}[${top.name}]`];
  return [
    `${head},split=${plan.video.length}[${top.name}]${lower.map(({ name }) => `[s${name}]`).join('')}`,
    ...lower.map(({ name, width, height }) => `[s${name}]scale=${width}:${height}:flags=bicubic,setsar=1[${name}]`),
  ];
};

const MATRICES: Readonly<Record<string, string>> = {
  bt709: 'bt709',
  smpte170m: 'smpte170m',
  bt470bg: 'bt470',
  fcc: 'fcc',
  smpte240m: 'smpte240m',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
};

/**
 * The name that ffmpeg's scale filter has for ffprobe's `color_space`; undefined when it needs none (RGB). A stream that
 * does not say its matrix has the usual one of its size (`side` is the shorter one, pixels).
 */
export const scaleMatrix = (matrix: string | undefined, side: number): string | undefined => {
  if (matrix === undefined || matrix === 'unknown') return side >= 720 ? 'bt709' : 'smpte170m';
  return MATRICES[matrix];
};

/** Scales to the top rung and ends in BT.709. */
const colourFilters = ({ width, height }: VideoRendition, source: EncodeSource, toneMap: boolean): string[] => {
  const scale = `scale=${width}:${height}:flags=bicubic`;
  if (toneMap) return [scale, ...toneMapFilters(source.transfer)];
  const matrix = scaleMatrix(source.matrix, source.side);
  const convert = matrix === undefined || matrix === 'bt709' ? '' : `:in_color_matrix=${matrix}:out_color_matrix=bt709`;
  return [`${scale}${convert}${source.fullRange ? ':in_range=pc:out_range=tv' : ''}`];
};

/** From HDR (PQ or HLG, as `transfer` says) to BT.709 in limited range. */
export const toneMapFilters = (transfer: string | undefined): readonly string[] => [
  `setparams=color_primaries=bt2020:color_trc=${transfer ?? 'smpte2084'}:colorspace=bt2020nc`,
  'zscale=t=linear:npl=100',
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
  'format=yuv420p',
];

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
    return [
      `[0:${sourceIndex}]aresample=48000:async=1:first_pts=0`,
      `aformat=sample_rates=48000:channel_layouts=${channels === 1 ? 'mono' : 'stereo'}`,
      `apad=whole_dur=${seconds}`,
      `atrim=end=${seconds}${renditions.length > 1 ? `,asplit=${renditions.length}` : ''}${outputs}`,
    ].join(',');
  });
};
