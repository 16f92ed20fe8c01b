/** Where a viewer left off, as the read model has it. */
export interface Progress {
  readonly positionMs: number;
  readonly durationMs: number;
  readonly finished: boolean;
}

export type Start =
  | { readonly kind: 'play' }
  | { readonly kind: 'resume'; readonly positionMs: number; readonly remainingMs: number };

/** A film resumes when more than a minute or 5 % of it was seen and it was not finished (95 %). */
export function startOf(progress: Progress | null | undefined): Start {
  if (progress === null || progress === undefined || progress.finished || progress.durationMs <= 0)
    return { kind: 'play' };
  const { positionMs, durationMs } = progress;
  const begun = positionMs > 60_000 || positionMs > durationMs * 0.05;
  return begun && positionMs < durationMs * 0.95
    ? { kind: 'resume', positionMs, remainingMs: durationMs - positionMs }
    : { kind: 'play' };
}

/** Where playback really starts: a place beyond the end, or the choice to start over, begins at zero. */
export function startPosition(resumeAtMs: number, durationMs: number, fromStart: boolean): number {
  if (fromStart || !(resumeAtMs > 0)) return 0;
  return durationMs > 0 && resumeAtMs >= durationMs - 1000 ? 0 : resumeAtMs;
}
