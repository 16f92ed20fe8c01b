/** How far a profile got in a title. Positions and durations are ms. */
export interface ProgressRow {
  readonly profileId: string;
  readonly titleId: string;
  readonly positionMs: number;
  /** 0 where it was only marked. */
  readonly durationMs: number;
  /** Seen to its end, as good as, or marked as watched. */
  readonly finished: boolean;
  /** Worth going on with. */
  readonly resumable: boolean;
  readonly updatedAt: string;
}

/** Queries of the projection `progress`. */
export interface ProgressQueries {
  /** Resume points of these titles for one profile. */
  forTitles(profileId: string, titleIds: readonly string[]): Promise<ReadonlyMap<string, ProgressRow>>;
  /** "Continue watching": over 5 % or 60 s in, not finished and not taken away, most recent first. */
  continueWatching(profileId: string, limit: number): Promise<readonly ProgressRow[]>;
}
