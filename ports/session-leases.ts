/** Who is watching right now: keys with a time to live, lost without harm. */
export interface SessionLeases {
  /** Takes or renews the lease of a session. */
  hold(sessionId: string, profileId: string): void;
  drop(sessionId: string): void;
}
