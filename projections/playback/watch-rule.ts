/** What counts as seen, and what as begun. */
export interface WatchRule {
  /** Raised with every change: the read model is made again of the log. */
  readonly version: number;
  /** The part of a film that is as good as all of it, 0 to 1. */
  readonly finishedAt: number;
  /** The part, or the time in ms, beyond which it is offered to go on. */
  readonly worthResumingAt: number;
  readonly worthResumingMs: number;
}

/** The rule that is in force. Titles know no place where their credits begin, so a part of the running time decides. */
export const WATCH_RULE: WatchRule = {
  version: 1,
  finishedAt: 0.95,
  worthResumingAt: 0.05,
  worthResumingMs: 60_000,
};

/** What was reported and said of one profile and title. Instants in ISO 8601 of one spelling, times in ms. */
export interface Watched {
  /** When the session began whose place counts; null: none reported one. */
  readonly sessionStartedAt: string | null;
  readonly playheadMs: number;
  readonly durationMs: number;
  /** Whether the player came to the end. */
  readonly atEnd: boolean;
  readonly marked: 'watched' | 'unwatched' | null;
  readonly markedAt: string | null;
  /** When it was taken from continue watching; null: it was not. */
  readonly removedAt: string | null;
}

/** What follows by a rule. A mark counts until a session that began after it reports a place. */
export function judge(
  rule: WatchRule,
  { sessionStartedAt, playheadMs, durationMs, atEnd, marked, markedAt, removedAt }: Watched,
): { readonly positionMs: number; readonly finished: boolean; readonly resumable: boolean } {
  const counts = (at: string | null): boolean => at !== null && (sessionStartedAt === null || sessionStartedAt <= at);
  // A player may claim to be anywhere.
  const positionMs = Math.min(playheadMs, durationMs);
  if (counts(markedAt)) return marked === 'watched' ? seen(positionMs) : { ...seen(0), finished: false };
  const finished = atEnd || (durationMs > 0 && positionMs >= durationMs * rule.finishedAt);
  const begun = positionMs > rule.worthResumingMs || positionMs > durationMs * rule.worthResumingAt;
  return { positionMs, finished, resumable: begun && !finished && !counts(removedAt) };
}

const seen = (positionMs: number) => ({ positionMs, finished: true, resumable: false });
