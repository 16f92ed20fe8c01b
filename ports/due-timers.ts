/** A timer of a process that is set and has not fired. Known by its process and name. */
export interface DueTimer {
  readonly process: string;
  readonly processId: string;
  readonly name: string;
  /** ISO 8601 instant. */
  readonly dueAt: string;
  /** Where in the log it was set: a timer that is set again, be it to the same instant, is another one. */
  readonly position: string;
}

/** The read model of set timers, as far as firing them needs it. It may lag: the process' own stream decides. */
export interface DueTimers {
  /**
   * Hands over up to `limit` timers that are due at `now` (milliseconds since the epoch), earliest first, and locks them
   * until `fire` is done: whoever asks meanwhile gets others. Of the timers of one process only the earliest is handed over, so
   * that they fire in turn, however many ask.
   * @param after only timers behind this one, in the order of `take`
   * @returns how many there were; fewer than `limit`: no others are due and free
   */
  take(
    now: number,
    limit: number,
    fire: (timers: readonly DueTimer[]) => Promise<void>,
    after?: DueTimer,
  ): Promise<number>;
  /** When the next timer that is due after `now` is due; undefined: none is set. */
  nextAfter(now: number): Promise<number | undefined>;
  /** Calls back soon after timers were set or moved; the call may be lost. @returns how to stop */
  onChange(listener: () => void): () => void;
  /** Resolves when the read model shows what was committed at this position (a token), or after a while. */
  caughtUpWith(token: string): Promise<void>;
}
