import type { Step } from './apply.ts';

/** What a projection's runner may be told; the defaults are for production. */
export interface RunnerOptions {
  /** Milliseconds without a sign of life after which another process takes over. */
  readonly leaseMs: number;
  /** Events in one transaction, at most. */
  readonly batchSize: number;
  /** The same while catching up: fewer transactions for the same rows. */
  readonly catchUpBatchSize: number;
  /** Least milliseconds from one batch to the next, so that a trickle of events shares transactions. */
  readonly batchMs: number;
  /** Live events that a projection may lag behind before it catches up by itself. */
  readonly capacity: number;
  /** Blocked keys beyond which the projection pauses: then it is the code that is sick, not the data. */
  readonly maxBlocked: number;
  readonly onStep?: (projection: string, step: Step) => void;
}

export const defaults: RunnerOptions = {
  leaseMs: 10_000,
  batchSize: 500,
  catchUpBatchSize: 2_000,
  batchMs: 25,
  capacity: 4_000,
  maxBlocked: 100,
};
