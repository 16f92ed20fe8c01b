/**
 * How often each title was watched lately: each watch counts half after `halfLife`, a quarter after twice that. Counting and looking cost the same
 * however much was watched before: sums are kept as they would be at `origin`, which moves on before they outgrow what numbers hold.
 */
export interface DecayedCounts {
  /** Seconds. */
  readonly halfLife: number;
  /** Seconds since the Unix epoch as of which the sums are. */
  origin: number;
  readonly sums: number[];
}

/** So many half-lives after its origin sums are brought forward; they stay far below 2^1023. */
const MOST_HALF_LIVES = 256;

export const noDecayedCounts = (halfLife: number): DecayedCounts => ({ halfLife, origin: 0, sums: [] });

/** A title was watched at an instant (seconds since the Unix epoch); instants may come in any order. */
export function countAt(counts: DecayedCounts, title: number, at: number): void {
  if (counts.sums.length === 0) counts.origin = at;
  while (counts.sums.length <= title) counts.sums.push(0);
  if ((at - counts.origin) / counts.halfLife > MOST_HALF_LIVES) moveTo(counts, at);
  counts.sums[title]! += 2 ** ((at - counts.origin) / counts.halfLife);
}

function moveTo(counts: DecayedCounts, at: number): void {
  const by = 2 ** ((counts.origin - at) / counts.halfLife);
  for (let title = 0; title < counts.sums.length; title += 1) counts.sums[title]! *= by;
  counts.origin = at;
}

/** By what a sum is multiplied to be as of an instant. */
export const scaleAt = ({ origin, halfLife }: DecayedCounts, at: number): number => 2 ** ((origin - at) / halfLife);
