/** How long a session counts as watched after its last sign of life, ms: three heartbeats. */
export const SESSION_LEASE_MS = 90_000;

/** A playback session, and the title that it plays. */
export interface WatchedSession {
  readonly sessionId: string;
  readonly titleId: string;
}

/** How many sessions hold a lease now. */
export interface Watching {
  readonly sessions: number;
  /** Of each title that was asked for. */
  readonly byTitle: ReadonlyMap<string, number>;
}

/** Who is watching right now: one lease per session, with a time to live; lost without harm. Nothing here ever rejects. */
export interface SessionLeases {
  /** Takes or renews the lease of a session. Nobody has to wait for it. A session that was dropped gets none any more. */
  hold(session: WatchedSession): Promise<void>;
  /** The session is over: it does not count from now on, whatever of it comes late. */
  drop(session: WatchedSession): Promise<void>;
  /** Undefined: nobody knows, which is not the same as nobody watching. */
  count(titleIds: readonly string[]): Promise<Watching | undefined>;
  /**
   * Which of these sessions hold no lease now. Undefined: nobody knows; for those that hold none that goes on for as long as a lease
   * lasts after leases could not be taken, or were forgotten, because players have yet to renew theirs. A lease that is held is known.
   */
  lapsed(sessionIds: readonly string[]): Promise<ReadonlySet<string> | undefined>;
}
