/** The time of day, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves at or soon after the instant (milliseconds since the epoch), or when aborted; however far off it is. Never throws. */
  until(instant: number, signal: AbortSignal): Promise<void>;
}
