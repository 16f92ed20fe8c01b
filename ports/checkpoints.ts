import type { Position } from './event-log.ts';

/** The right to move one consumer's checkpoint. A newer epoch supersedes it; it must be renewed before `expiresAt`. */
export interface Lease {
  readonly consumer: string;
  readonly holder: string;
  readonly epoch: bigint;
  readonly position: Position;
}

/** Where consumers of the log (process runners, dispatchers, projections) keep their position. Kept in PostgreSQL. */
export interface Checkpoints {
  /** Takes a free or expired lease; undefined while somebody else holds it. `ttlMs` milliseconds of validity. */
  acquire(consumer: string, holder: string, ttlMs: number): Promise<Lease | undefined>;
  /** False: lost to somebody else, stop at once. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Moves the checkpoint if the epoch still holds. False: lost to somebody else, stop at once. */
  save(lease: Lease, position: Position): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}
