import type { Stream } from './ffprobe-output.ts';

/** The sound of a source as the encoder must know it. What changes in mid-stream has the most channels that may come. */
export interface Sound {
  readonly channels: number;
  /** ffprobe's `channel_layout`; undefined when the file does not say one. */
  readonly layout: string | undefined;
}

export const soundOf = ({ channels, channel_layout: layout }: Stream): Sound => ({
  channels: channels ?? 0,
  layout: layout === 'unknown' ? undefined : layout,
});

/** Most channels whose layout ffmpeg guesses when the file says none. */
const GUESSED = 8;
/** Decibels of true peak (ITU-R BS.1770) that the encoder gets: encoding adds up to some two. */
const CEILING_DB = -1.5;
/** What is mixed together sounds at full scale more often, and the encoder adds more to it. */
const MIXED_CEILING_DB = -3;
const RATE = 48_000;
/** True peaks lie between samples; four times the rate shows them within 0.2 dB. */
const PEAK_RATE = 4 * RATE;

/**
 * Brings any sound to mono or stereo. What ffmpeg has no matrix for is mixed by hand: channels without a layout go left and
 * right in turn, so that pairs stay pairs, those of an odd layout go where their names say, and of Ambisonics the channel that
 * holds all directions is heard.
 */
export const mixFilters = ({ channels, layout }: Sound, wanted: number): readonly string[] => [
  ...byHand(channels, layout),
  `aresample=${RATE}:async=1:first_pts=0`,
  `aformat=sample_fmts=fltp:sample_rates=${RATE}:channel_layouts=${wanted === 1 ? 'mono' : 'stereo'}`,
];

const byHand = (channels: number, layout: string | undefined): readonly string[] => {
  if (layout?.startsWith('ambisonic') === true) return ['pan=stereo|c0=c0|c1=c0'];
  const names = /^\d+ channels \((.*)\)$/.exec(layout ?? '')?.[1]?.split('+');
  if (names !== undefined) return isBalanced(names) ? [] : [pan(names.map(sideOf))];
  const known = layout === undefined ? channels <= GUESSED : !/^\d+ channels/.test(layout);
  if (known) return [];
  const pairs = Array.from({ length: channels }, (_, n): Side => {
    if (n % 2 === 1) return 'right';
    return n === channels - 1 ? 'both' : 'left';
  });
  return [pan(pairs)];
};

const PAIRS = [
  ['FL', 'FR'],
  ['SL', 'SR'],
  ['BL', 'BR'],
  ['FLC', 'FRC'],
] as const;
/** What swresample takes for a sane layout: something in front, and of each pair both or none. */
const isBalanced = (names: readonly string[]): boolean =>
  ['FL', 'FC'].some((name) => names.includes(name)) &&
  PAIRS.every(([left, right]) => names.includes(left) === names.includes(right));

type Side = 'left' | 'right' | 'both' | 'none';
const sideOf = (name: string, _: number, { length }: readonly string[]): Side => {
  if (name.startsWith('LFE')) return length > 1 ? 'none' : 'both';
  if (/LC?$/.test(name)) return 'left';
  return /RC?$/.test(name) ? 'right' : 'both';
};

/** Mixes channels to the left and the right; a side without any hears what the other one does. */
const pan = (sides: readonly Side[]): string => {
  const hears = (side: 'left' | 'right'): readonly number[] =>
    sides.flatMap((at, n) => (at === side || at === 'both' ? [n] : []));
  const [left, right] = [hears('left'), hears('right')];
  const sum = (own: readonly number[], other: readonly number[]): string => {
    const heard = own.length > 0 ? own : other;
    // A gain of one and nothing else is no mix to ffmpeg but a new order, which it does not make of an odd layout.
    const gain = heard.length === 1 ? '0.999' : (1 / heard.length).toFixed(3);
    return heard.map((n) => `${gain}*c${n}`).join('+');
  };
  return `pan=stereo|c0=${sum(left, right)}|c1=${sum(right, left)}`;
};

/** Decibels by which prepared sound is quieter, so that nothing is cut off before it is limited. */
const HEADROOM_DB = 12;

/**
 * For a file of its own, whole numbers of 24 bits. The graph that holds these filters is built again at each change, so
 * that none of them may remember anything: gaps are filled by `preparedFilters`.
 */
export const prepareFilters = (sound: Sound): readonly string[] => [
  ...byHand(sound.channels, sound.layout),
  `aresample=${RATE}:async=1`,
  `aformat=sample_fmts=fltp:sample_rates=${RATE}:channel_layouts=stereo`,
  `volume=-${HEADROOM_DB}dB`,
  'atrim=start=0',
];

/** For sound that comes from `prepareFilters`: what was lost at its changes is filled with silence. */
export const preparedFilters = (wanted: number): readonly string[] => [
  `aresample=${RATE}:async=1:min_hard_comp=0.01:first_pts=0`,
  `aformat=sample_fmts=fltp:sample_rates=${RATE}:channel_layouts=${wanted === 1 ? 'mono' : 'stereo'}`,
  `volume=${HEADROOM_DB}dB`,
];

/** Keeps true peaks below full scale; sound that stays below the ceiling passes unchanged. */
export const limitFilters = ({ channels }: Sound): readonly string[] => {
  const limiter = (decibels: number): string =>
    `alimiter=limit=${(10 ** (decibels / 20)).toFixed(3)}:level=disabled:latency=1`;
  return channels > 2
    ? [`aresample=${PEAK_RATE}`, limiter(MIXED_CEILING_DB), `aresample=${RATE}`]
    : [limiter(CEILING_DB)];
};
