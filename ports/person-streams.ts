/** A stream of the log that has something of somebody. */
export interface PersonStream {
  readonly stream: string;
  /** An event names them; else it holds sealed values of theirs alone. */
  readonly named: boolean;
  readonly sealed: boolean;
  /** Where in the log the first of these events stands. */
  readonly position: bigint;
}

/** Which streams tell of whom. */
export interface PersonStreams {
  /**
   * The streams that tell of any of these accounts and profiles, oldest first, with all that the log holds up to a position.
   * @throws Outage while they cannot be asked for; Error where what names them is not as far as the log
   */
  of(subjects: readonly string[], position: bigint): Promise<readonly PersonStream[]>;
}
