/** What a source may cost. Counted from real packets; what a container claims about itself counts for nothing. */
export interface AdmissionLimits {
  /** Longest side of a picture, and width × height of one. */
  readonly maxDimension: number;
  readonly maxPixels: number;
  /** Pixels × frames of the whole film. */
  readonly maxPixelFrames: number;
  /**
   * Below so many bits per pixel of a frame a file is cheaper to make than to encode (1.1 MB can hold six minutes of 4K),
   * so it may cost less.
   */
  readonly minBitsPerPixel: number;
  readonly maxCheapPixelFrames: number;
  readonly maxDurationMs: number;
}

/** Room for three hours of 4K at 30 frames, or six hours at all; eight minutes of 1080p30 that was made of almost no bytes. */
export const DEFAULT_LIMITS: AdmissionLimits = {
  maxDimension: 8192,
  maxPixels: 8192 * 4320,
  maxPixelFrames: 2.7e12,
  minBitsPerPixel: 0.001,
  maxCheapPixelFrames: 60e9,
  maxDurationMs: 6 * 3600 * 1000,
};
