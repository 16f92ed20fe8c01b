import type { Position } from './event-log.ts';

/** An event that a log is recognised by. One that does not age. */
export interface Witness {
  readonly stream: string;
  readonly revision: bigint;
  readonly eventId: string;
}

/** What is known of a log: its identity, how far it went, and an event that stood in it then. */
export interface KnownLog {
  /** Undefined: noted by a version that gave logs no identity. */
  readonly logId: string | undefined;
  /** Of the newest event that was ever seen in it. */
  readonly position: Position;
  readonly witness: Witness | undefined;
}

/** A store whose contents are derived from one log, and which remembers from which. */
export interface LogMemory {
  /** Undefined: nothing in the store comes from a log yet. */
  recall(): Promise<KnownLog | undefined>;
  /**
   * Remembers the log, or how far it has gone since.
   * @returns false: the store belongs to another log, and keeps what it knows
   */
  note(known: KnownLog & { readonly logId: string }): Promise<boolean>;
}
