import type { Lease } from './checkpoints.ts';
import type { Position, RecordedEvent } from './event-log.ts';

/** An event that a follower of the log put aside: it could not be handled, or it waits behind one of its key. */
export interface Parked {
  readonly event: RecordedEvent;
  /** Later events of this key queue behind it; events of other keys go on. */
  readonly key: string;
  /** For people: what went wrong, or what it waits for. */
  readonly reason: string;
}

/** Who follows the log as a consumer: a newer epoch supersedes an older one. */
export type Holder = Pick<Lease, 'consumer' | 'epoch'>;

/** Where followers of the log put aside what they cannot handle, so that people see it and the other keys go on. */
export interface ParkingLot {
  /**
   * Parking an event again replaces key and reason, and takes away the mark of a requested retry.
   * @returns false: the lease belongs to somebody else now, and nothing was parked
   */
  park(lease: Holder, parked: Parked): Promise<boolean>;
  /** What a consumer has parked, in log order. @param page only what stands behind `after`, and at most so many; default: all */
  parked(
    consumer: string,
    page?: { readonly after: Position; readonly limit: number },
  ): Promise<readonly (Parked & { readonly retryRequested: boolean })[]>;
  /** The event was handled after all. Absent is fine. @returns false: the lease belongs to somebody else now */
  remove(lease: Holder, position: Position): Promise<boolean>;
  /**
   * Asks the consumer to handle what is parked under a key once more, in order; without a key all that it has parked.
   * @returns how many events are parked there
   */
  requestRetry(consumer: string, key?: string): Promise<number>;
  /**
   * Takes away the marks of a requested retry from events that it did not come to, because they wait for one that failed again.
   * @returns false: the lease belongs to somebody else now
   */
  unmark(lease: Holder, positions: readonly Position[]): Promise<boolean>;
  /** Whether a retry was requested and has not run. Asked every few seconds, however much is parked. */
  isRetryRequested(consumer: string): Promise<boolean>;
  /** Calls back soon after a retry was requested; the call may be lost, the mark is not. @returns how to stop */
  onRetryRequested(consumer: string, listener: () => void): () => void;
}
