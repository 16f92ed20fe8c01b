/** The last instant that events can name, ms. */
const LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The instant `afterMs` after `at`, however long that is: a length of time may be as long as a number is. */
export const later = (at: string, afterMs: number): string =>
  new Date(Math.min(Date.parse(at) + afterMs, LAST_INSTANT_MS)).toISOString();
