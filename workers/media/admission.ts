import type { AdmissionLimits } from './admission-limits.ts';
import type { JobOutcome } from '../runtime/context.ts';
import { refused } from './job-context.ts';

export interface SourceCost {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly durationMs: number;
  readonly bytes: number;
}

/** Undefined: may be encoded. */
export const refuseByCost = (cost: SourceCost, limits: AdmissionLimits): JobOutcome<never> | undefined => {
  const { width, height, frames, durationMs, bytes } = cost;
  if (Math.max(width, height) > limits.maxDimension || width * height > limits.maxPixels)
    return refused(
      'too-many-pixels',
      `The picture is ${width}×${height} pixels; at most ${limits.maxDimension} on the longer side and ${(limits.maxPixels / 1e6).toFixed(1)} million in all can be taken. Scale it down and upload it again.`,
    );
  if (durationMs > limits.maxDurationMs)
    return refused(
      'too-long',
      `The film lasts ${Math.round(durationMs / 60_000)} minutes; at most ${Math.round(limits.maxDurationMs / 60_000)} can be taken. Cut it into parts.`,
    );
  const pixelFrames = width * height * frames;
  const cheap = (bytes * 8) / pixelFrames < limits.minBitsPerPixel;
  if (pixelFrames > (cheap ? limits.maxCheapPixelFrames : limits.maxPixelFrames))
    return refused(
      'too-many-pixels',
      `The film has ${frames} frames of ${width}×${height} pixels${cheap ? ` in only ${(bytes / 1e6).toFixed(1)} MB` : ''}: encoding it would cost too much. Upload a smaller or shorter version.`,
      `${pixelFrames} pixel-frames, ${((bytes * 8) / pixelFrames).toExponential(1)} bits per pixel`,
    );
  return undefined;
};

/** A film may cost so many times what its beginning promised, plus so many pixels. */
const GROWTH = 8;
const GROWTH_PIXELS = 2.5e9;
/** Each change of size sets the scaler up again; a broadcast has a few. */
const MAX_SIZE_CHANGES = 1000;

/**
 * Whether a film that is being decoded costs more than it was taken for, because its pictures are larger than the first.
 * `otherPixels` are those of all pictures of another size so far, `promised` the pixels of the whole film by its first picture.
 */
export const growsTooMuch = (
  { otherPixels, sizeChanges }: { readonly otherPixels: number; readonly sizeChanges: number },
  promised: number,
  { maxPixelFrames }: AdmissionLimits,
): boolean =>
  otherPixels > Math.min(maxPixelFrames, promised * GROWTH + GROWTH_PIXELS) || sizeChanges > MAX_SIZE_CHANGES;
