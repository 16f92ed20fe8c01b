import { displayedSize, rotationOf, uprightFilters } from './ffprobe-output.ts';
import type { Stream } from './ffprobe-output.ts';

/** What filters must know about the pictures of a stream. */
export interface Picture {
  /** Stored size, before it is turned. */
  readonly width: number;
  readonly height: number;
  /** Shorter side as it is shown, pixels. */
  readonly side: number;
  /** Shown on its side: what is stored is as wide as the picture is high. */
  readonly sideways: boolean;
  /** ffmpeg's filters that turn the stored picture upright. */
  readonly upright: readonly string[];
  /** ffprobe's `color_space`, `color_primaries` and `color_transfer`, where the stream says them. */
  readonly matrix: string | undefined;
  readonly primaries: string | undefined;
  readonly transfer: string | undefined;
  readonly fullRange: boolean;
  readonly rgb: boolean;
}

const known = (value: string | undefined): string | undefined => (value === 'unknown' ? undefined : value);

export const pictureOf = (stream: Stream): Picture => {
  const { width, height } = displayedSize(stream);
  const format = stream.pix_fmt ?? '';
  const rgb = stream.color_space === 'gbr' || /^(gbr|rgb|bgr|argb|abgr|x2rgb|x2bgr|0rgb|0bgr|pal8)/.test(format);
  return {
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    side: Math.min(width, height),
    sideways: rotationOf(stream) % 180 !== 0,
    upright: uprightFilters(stream),
    matrix: known(stream.color_space),
    primaries: known(stream.color_primaries),
    transfer: known(stream.color_transfer),
    fullRange: stream.color_range === 'pc' || format.startsWith('yuvj'),
    rgb,
  };
};

/**
 * Makes whole pictures of interlaced ones. The size is fixed before, because the filter does not look at it again and pictures
 * may change theirs in mid-stream; it costs nothing where they don't.
 */
export const deinterlaceFilters = ({ width, height }: Picture): readonly string[] => [
  `scale=${width}:${height}:interl=1`,
  'bwdif=mode=send_frame',
];

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Scales to `size` (as shown) and ends in BT.709, limited range, 4:2:0, square pixels, the right way round. Scaling is first: it
 * is the one filter that takes pictures which change their size in mid-stream.
 */
export const pictureFilters = (size: Size, picture: Picture, toneMap: boolean): readonly string[] => [
  ...colourFilters(picture.sideways ? { width: size.height, height: size.width } : size, picture, toneMap),
  ...picture.upright,
  'format=yuv420p',
  'setsar=1',
];

const MATRICES: Readonly<Record<string, string>> = {
  bt709: 'bt709',
  smpte170m: 'smpte170m',
  bt470bg: 'bt470',
  fcc: 'fcc',
  smpte240m: 'smpte240m',
  bt2020nc: 'bt2020',
  bt2020c: 'bt2020',
};

/** Primaries far from BT.709's, which look dull where they are shown as those; ffprobe's and ffmpeg's names. */
const WIDE = new Set(['bt2020', 'smpte431', 'smpte432', 'bt470m', 'film']);
/** Transfers that the conversion of primaries knows; ffprobe's names. Others are taken for BT.709's. */
const TRANSFERS = new Set([
  'bt709',
  'smpte170m',
  'smpte240m',
  'iec61966-2-1',
  'iec61966-2-4',
  'bt2020-10',
  'bt2020-12',
]);

/**
 * The name that ffmpeg's scale filter has for a picture's matrix. RGB has none. A stream that does not say its matrix has the
 * usual one of its size.
 */
const scaleMatrix = ({ matrix, side, rgb }: Picture): string | undefined =>
  rgb ? undefined : (MATRICES[matrix ?? ''] ?? (side >= 720 ? 'bt709' : 'smpte170m'));

const colourFilters = ({ width, height }: Size, picture: Picture, toneMap: boolean): readonly string[] => {
  const scale = `scale=${width}:${height}:flags=bicubic`;
  if (toneMap) return [scale, ...toneMapFilters(picture)];
  const from = scaleMatrix(picture);
  const primaries = picture.primaries ?? (from === 'bt2020' ? 'bt2020' : 'bt709');
  const wide = WIDE.has(primaries);
  // Primaries are converted beside the matrix by a filter of their own, which scaling must not anticipate.
  const to = wide ? (from ?? 'bt709') : 'bt709';
  const matrix = from === to ? '' : `${from === undefined ? '' : `:in_color_matrix=${from}`}:out_color_matrix=${to}`;
  const range = picture.fullRange && !picture.rgb ? ':in_range=pc:out_range=tv' : picture.rgb ? ':out_range=tv' : '';
  return [`${scale}${matrix}${range}`, ...(wide ? [fromWide(primaries, to, picture)] : [])];
};

const SPACES: Readonly<Record<string, string>> = { bt2020: 'bt2020nc', bt470: 'bt470bg' };

const fromWide = (primaries: string, matrix: string, { transfer = 'bt709' }: Picture): string =>
  `colorspace=all=bt709:format=yuv420p:iprimaries=${primaries}:ispace=${SPACES[matrix] ?? matrix}` +
  `:itrc=${TRANSFERS.has(transfer) ? transfer : 'bt709'}:irange=tv`;

/** From HDR (PQ or HLG, as `transfer` says) to BT.709 in limited range. */
const toneMapFilters = ({ transfer, rgb }: Picture): readonly string[] => [
  `setparams=color_primaries=bt2020:color_trc=${transfer ?? 'smpte2084'}:colorspace=${rgb ? 'gbr' : 'bt2020nc'}`,
  'zscale=t=linear:npl=100',
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
  'format=yuv420p',
];
