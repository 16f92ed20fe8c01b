import type { AudioRendition, EncodingPlan, VideoRendition } from '../../schemas/media/ladder.ts';
import type { AudioStream, FrameRate, Probe } from '../../schemas/media/probe.ts';
import { levelFor } from './h264-level.ts';

/** A rung of the template. `side` is the shorter side in pixels, `kbps` the average rate, `audioKbps` its audio group. */
interface Rung {
  readonly side: number;
  readonly kbps: number;
  readonly profile: 'main' | 'high';
  readonly level: string;
  /** Least level above 30 frames per second. */
  readonly fastLevel: string;
  readonly audioKbps: 64 | 128;
}

/** The H.264 ladder of every film: rates between Apple's reference averages and the usual capped-VBR tables. */
export const templateRungs: readonly Rung[] = [
  { side: 234, kbps: 200, profile: 'main', level: '3.0', fastLevel: '3.0', audioKbps: 64 },
  { side: 360, kbps: 600, profile: 'main', level: '3.0', fastLevel: '3.0', audioKbps: 64 },
  { side: 432, kbps: 1100, profile: 'main', level: '3.1', fastLevel: '3.1', audioKbps: 128 },
  { side: 540, kbps: 2000, profile: 'high', level: '3.1', fastLevel: '3.1', audioKbps: 128 },
  { side: 720, kbps: 3200, profile: 'high', level: '3.1', fastLevel: '4.0', audioKbps: 128 },
  { side: 1080, kbps: 5500, profile: 'high', level: '4.0', fastLevel: '4.2', audioKbps: 128 },
];

const ladderVersion = 'h264-1';
const maxFps = 60;
/** A source this much larger than the rung below it gets a rung of its own size. */
const ownRungFrom = 1.15;
const fastRateFactor = 1.4;

/**
 * The encoder's plan for a source: a pure function of its probe. Never a rung above the source, the aspect ratio kept, even
 * sizes, one frame rate and one IDR grid (a whole number of frames, as near to 2 s as can be) for all; segments are 3 GOPs.
 */
export function planLadder(probe: Probe): EncodingPlan {
  const { video } = probe;
  const frameRate = cappedFrameRate(video.frameRate);
  const fps = frameRate.numerator / frameRate.denominator;
  const rungs = rungsFor(Math.min(video.width, video.height));
  const gopFrames = Math.max(1, Math.round(2 * fps));
  return {
    ladderVersion,
    frameRate,
    gopFrames,
    segmentMs: Math.max(1, Math.round((3000 * gopFrames * frameRate.denominator) / frameRate.numerator)),
    deinterlace: video.interlaced,
    toneMap: video.colourTransfer === 'smpte2084' || video.colourTransfer === 'arib-std-b67',
    video: rungs.map((rung) => rendition(rung, video, fps)),
    audio: audioFor(probe.audio, rungs),
  };
}

const floorEven = (value: number): number => Math.max(2, Math.floor(value / 2) * 2);

function rungsFor(sourceSide: number): readonly Rung[] {
  const side = floorEven(sourceSide);
  const below = templateRungs.filter((rung) => rung.side <= side);
  const above = templateRungs[below.length];
  const top = below.at(-1);
  if (above === undefined || (top !== undefined && side / top.side <= ownRungFrom)) return below;
  return [
    ...below,
    {
      ...above,
      side,
      kbps: rateBetween(top, above, side),
      ...(side < above.side ? { level: top?.level ?? '3.0' } : {}),
    },
  ];
}

/** Rates grow with size as a power law; below the smallest template they shrink with the number of pixels. */
function rateBetween(lower: Rung | undefined, upper: Rung, side: number): number {
  const exponent = lower === undefined ? 2 : Math.log(upper.kbps / lower.kbps) / Math.log(upper.side / lower.side);
  return Math.max(20, Math.round(upper.kbps * (side / upper.side) ** exponent));
}

function rendition(
  rung: Rung,
  source: { readonly width: number; readonly height: number },
  fps: number,
): VideoRendition {
  const fast = fps > 30;
  const bitrateKbps = Math.round(rung.kbps * (fast && rung.side >= 720 ? fastRateFactor : 1));
  const scale = rung.side / Math.min(source.width, source.height);
  const fit = (length: number): number =>
    Math.min(floorEven(length), Math.max(2, Math.round((length * scale) / 2) * 2));
  const portrait = source.height > source.width;
  const width = portrait ? rung.side : fit(source.width);
  const height = portrait ? fit(source.height) : rung.side;
  const maxrateKbps = Math.round(bitrateKbps * 1.2);
  return {
    name: `v${String(rung.side).padStart(2, '0')}`,
    width,
    height,
    bitrateKbps,
    maxrateKbps,
    bufsizeKbps: 2 * maxrateKbps,
    profile: rung.profile,
    level: levelFor({ width, height, fps, maxrateKbps, atLeast: fast ? rung.fastLevel : rung.level }),
  };
}

/** Halves the rate until at most 60 frames per second are left. */
function cappedFrameRate(rate: FrameRate): FrameRate {
  let { numerator, denominator } = rate;
  while (numerator / denominator > maxFps) denominator *= 2;
  const divisor = greatestCommonDivisor(numerator, denominator);
  numerator /= divisor;
  denominator /= divisor;
  return { numerator, denominator };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** The first audio stream, in the groups that the ladder uses; 128 kbit/s is always there. */
function audioFor(streams: readonly AudioStream[], rungs: readonly Rung[]): AudioRendition[] {
  const stream = streams.find((candidate) => candidate.channels > 0);
  if (stream === undefined) return [];
  const groups = rungs.some((rung) => rung.audioKbps === 64) && rungs.length > 1 ? [64, 128] : [128];
  const { index: sourceIndex, language } = stream;
  return groups.map((bitrateKbps) => ({
    name: `a${bitrateKbps}`,
    sourceIndex,
    bitrateKbps,
    channels: Math.min(2, stream.channels),
    language: language ?? 'und',
  }));
}
