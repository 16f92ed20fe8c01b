import type { FrameRate } from '../../schemas/media/probe.ts';

/** The constant rate that suits the pictures of a film, and how long the last of them stands. */
export interface FrameTiming {
  readonly frameRate: FrameRate;
  /** Pictures that share their place at that rate with another one and so are not shown. */
  readonly lost: number;
  /** Seconds. */
  readonly lastDuration: number;
}

const NTSC = [24, 30, 48, 60].map((rate) => ({ numerator: rate * 1000, denominator: 1001 }));
/** Rates that cameras and editors make. */
const STANDARD: readonly FrameRate[] = [
  ...[10, 12, 15, 20, 24, 25, 30, 48, 50, 60].map((rate) => ({ numerator: rate, denominator: 1 })),
  { numerator: 25, denominator: 2 },
  { numerator: 15_000, denominator: 1001 },
  ...NTSC,
];
/** For what is near none of them. */
const OTHER: readonly FrameRate[] = [
  ...Array.from({ length: 60 }, (_, index) => ({ numerator: index + 1, denominator: 1 })),
  ...[15, 75].map((numerator) => ({ numerator, denominator: 2 })),
];
const MAX_RATE = 60;
/** A rate is near a standard one when it differs by less; 24 and 25 differ by twice as much. */
const NEAR = 0.021;
/** A rate is measured no better than this, however steady it is: enough to tell 24 from 24000/1001. */
const PRECISION = 0.0003;
/** Steps between these multiples of the middle one are of its kind: rounding, jitter, a telecine's long and short ones. */
const TYPICAL = [0.6, 1.6] as const;
/** A rate that loses a larger share of the pictures is too low, although it is that of the typical step. */
const TOLERATED_LOSS = 0.1;

/**
 * Derives a constant frame rate (at most 60) from presentation times in seconds, in any order: the rate of the typical step, so
 * that pauses count for nothing, as the standard rate that is near. `declared` is what the container says, which decides
 * only where measuring cannot. `lastDuration` is the last picture's own as the container says it, at most `maxLast`
 * (seconds) is believed.
 */
export const timeFrames = (
  times: Float64Array,
  options: { readonly lastDuration?: number | undefined; readonly maxLast?: number; readonly declared?: number } = {},
): FrameTiming => {
  const { lastDuration = 0, maxLast = 2, declared } = options;
  const sorted = times.toSorted();
  const believed = lastDuration > 0.002 && lastDuration <= maxLast ? lastDuration : undefined;
  const typical = typicalStep(sorted) ?? { seconds: believed ?? 1 / 25, precision: PRECISION };
  const rate = 1 / typical.seconds;
  const capped = rate > MAX_RATE * (1 + NEAR);
  // 120 pictures a second become 60, 90 become 45: every second one is left out, evenly.
  const frameRate = standardFor(
    capped ? rate / Math.ceil(rate / (MAX_RATE * 1.005)) : rate,
    typical.precision,
    declared,
  );
  const lost = countLost(sorted, frameRate);
  const doubled = { ...frameRate, numerator: frameRate.numerator * 2 };
  const isTooLow =
    !capped && lost > sorted.length * TOLERATED_LOSS && doubled.numerator / doubled.denominator <= MAX_RATE;
  const chosen = isTooLow ? doubled : frameRate;
  return {
    frameRate: chosen,
    lost: isTooLow ? countLost(sorted, doubled) : lost,
    // A little more than a step is a writer's rounding, not a picture that is meant to stand.
    lastDuration: believed !== undefined && believed >= typical.seconds * 2 ? believed : typical.seconds,
  };
};

/** Mean of the steps that are like the middle one, and the share of it by which that may be wrong. */
const typicalStep = (sorted: Float64Array): { seconds: number; precision: number } | undefined => {
  const steps = new Float64Array(Math.max(0, sorted.length - 1));
  for (let n = 0; n < steps.length; n++) steps[n] = (sorted[n + 1] ?? 0) - (sorted[n] ?? 0);
  const ordered = steps.filter((step) => step > 1e-6).toSorted();
  const middle = ordered[ordered.length >> 1];
  if (middle === undefined) return undefined;
  const isTypical = (step: number): boolean => step >= middle * TYPICAL[0] && step <= middle * TYPICAL[1];
  const alike = ordered.filter(isTypical);
  const seconds = alike.reduce((sum, step) => sum + step, 0) / alike.length;
  // Rounding cancels out between the ends of a run, so it is the jitter once per run that remains.
  let runs = 1;
  for (let n = 1; n < steps.length; n++) if (isTypical(steps[n] ?? 0) && !isTypical(steps[n - 1] ?? 0)) runs++;
  const jitter = (alike[Math.floor(alike.length * 0.95)] ?? 0) - (alike[Math.floor(alike.length * 0.05)] ?? 0);
  return { seconds, precision: Math.max(PRECISION, (runs * jitter) / (alike.length * seconds)) };
};

const standardFor = (rate: number, precision: number, declared: number | undefined): FrameRate => {
  const near = STANDARD.filter((standard) => off(standard, rate) <= NEAR);
  if (near.length === 0) return nearest(OTHER, rate);
  const exact = near.filter((standard) => off(standard, rate) <= precision);
  if (exact.length === 1 && exact[0] !== undefined) return exact[0];
  const candidates = exact.length > 0 ? exact : near;
  const named =
    declared === undefined ? undefined : candidates.find((standard) => off(standard, declared) <= PRECISION);
  if (named !== undefined) return named;
  // Jitter and lost pictures lengthen the steps of what was meant to be a whole number.
  const isClear = exact.length > 0 || near.some((standard) => off(standard, rate) <= NEAR / 2);
  if (isClear) return nearest(exact.length > 0 ? exact : near, rate);
  const whole = near.filter(({ denominator }) => denominator === 1);
  return nearest(whole.length > 0 ? whole : near, rate);
};

/** Pictures beyond the first in each place at a rate, as ffmpeg's fps filter rounds them. */
const countLost = (sorted: Float64Array, { numerator, denominator }: FrameRate): number => {
  const first = sorted[0] ?? 0;
  let previous = -1;
  let lost = 0;
  for (const time of sorted) {
    const place = Math.round(((time - first) * numerator) / denominator + 1e-6);
    if (place === previous) lost++;
    previous = place;
  }
  return lost;
};

const off = ({ numerator, denominator }: FrameRate, rate: number): number =>
  Math.abs(Math.log(numerator / denominator / rate));

const nearest = (rates: readonly FrameRate[], wanted: number): FrameRate =>
  rates.reduce((best, rate) => (off(rate, wanted) < off(best, wanted) ? rate : best));
