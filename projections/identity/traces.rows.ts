/** A stream that tells of somebody. */
export interface TraceRow {
  readonly stream: string;
  /** An event names them. */
  readonly named: boolean;
  /** An event holds a value that is sealed with their key. */
  readonly sealed: boolean;
  /** Of the first event that is a trace of them. */
  readonly position: bigint;
}

/** Queries of the projection `traces`. */
export interface TraceQueries {
  /** All streams that tell of accounts or profiles, each once, oldest first. */
  of(subjects: readonly string[]): Promise<readonly TraceRow[]>;
}
