/** How far a profile got in a title. Positions and durations are ms. */
export interface ProgressRow {
  readonly profileId: string;
  readonly titleId: string;
  readonly sessionId: string;
  readonly positionMs: number;
  readonly durationMs: number;
  readonly finished: boolean;
  readonly updatedAt: string;
}

/** Queries of the projection `progress`. */
export interface ProgressQueries {
  /** Resume points of these titles for one profile. */
  forTitles(profileId: string, titleIds: readonly string[]): Promise<ReadonlyMap<string, ProgressRow>>;
  /** "Continue watching": over 5 % or 60 s in and not finished, most recent first. */
  continueWatching(profileId: string, limit: number): Promise<readonly ProgressRow[]>;
}
