import type { FrameRate } from '../../schemas/media/probe.ts';

/** What the packets of a video stream show. Milliseconds. */
export interface FrameTiming {
  readonly frames: number;
  readonly durationMs: number;
  readonly frameRate: FrameRate;
  readonly variable: boolean;
}

const NTSC = [24, 30, 48, 60].map((rate) => ({ numerator: rate * 1000, denominator: 1001 }));
const WHOLE = Array.from({ length: 60 }, (_, index) => ({ numerator: index + 1, denominator: 1 }));
const EXACT: readonly FrameRate[] = [...NTSC, { numerator: 25, denominator: 2 }, ...WHOLE];
/** What a film with a variable rate may become. */
const STANDARD: readonly FrameRate[] = [
  ...NTSC,
  ...[10, 12, 15, 20, 24, 25, 30, 48, 50, 60].map((rate) => ({ numerator: rate, denominator: 1 })),
];
const MAX_RATE = 60;

/**
 * Derives length and a constant frame rate (at most 60) from presentation times in seconds, in any order.
 * `lastDuration` is the last packet's own, in seconds, when the container knows it.
 */
export const timeFrames = (times: Float64Array, lastDuration?: number): FrameTiming => {
  const sorted = times.toSorted();
  const steps = sorted
    .slice(1)
    .map((time, index) => time - (sorted[index] ?? 0))
    .filter((step) => step > 0)
    .toSorted();
  const median = steps[steps.length >> 1] ?? lastDuration ?? 1 / 25;
  const span = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  const variable =
    steps.length > 0 && share(steps, (step) => Math.abs(step - median) <= Math.max(0.002, median * 0.05)) < 0.97;
  const last = lastDuration !== undefined && lastDuration > 0.002 && lastDuration < 2 ? lastDuration : median;
  const measured = variable ? 1 / median : steps.length / Math.max(span, 1e-6);
  const rate = steps.length === 0 ? 1 / median : measured;
  return {
    frames: times.length,
    durationMs: Math.round((span + last) * 1000),
    variable,
    frameRate: nearest(variable ? STANDARD : EXACT, capped(rate)),
  };
};

/** 120 frames a second become 60, 90 become 45: every second frame is dropped, evenly. */
const capped = (rate: number): number => (rate > MAX_RATE * 1.005 ? rate / Math.ceil(rate / (MAX_RATE * 1.005)) : rate);

const share = (values: Float64Array, holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;

const nearest = (rates: readonly FrameRate[], wanted: number): FrameRate => {
  const off = ({ numerator, denominator }: FrameRate): number => Math.abs(Math.log(numerator / denominator / wanted));
  return rates.reduce((best, rate) => (off(rate) < off(best) ? rate : best));
};
