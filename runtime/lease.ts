import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Checkpoints, Lease } from '../ports/checkpoints.ts';
import type { Logger } from '../ports/logger.ts';
import { backoffMs, pause } from './backoff.ts';

/** Somebody else holds the lease now: whoever hears this stops at once and has written nothing. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** A name for one holder of leases that no other process, and no other holder of this process, has. */
export const holderName = (): string => `${hostname()}:${process.pid}:${randomUUID()}`;

/** How a lease is kept. */
export interface Keeping {
  readonly checkpoints: Checkpoints;
  readonly logger?: Logger | undefined;
  /** Milliseconds without a sign of life after which another process may take over. Renewed three times as often. */
  readonly ttlMs: number;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/**
 * Keeps a lease alive while `work` runs, and gives it back afterwards. The signal that `work` gets is aborted when the
 * caller's is, or with a `LeaseLost` when somebody else took the lease or it could not be renewed in time.
 */
export async function keepLease<T>(
  { checkpoints, logger, ttlMs, signal }: Keeping,
  lease: Lease,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { consumer } = lease;
  const lost = new AbortController();
  let renewedAt = performance.now();
  const renew = async (): Promise<void> => {
    const askedAt = performance.now();
    try {
      if (await checkpoints.renew(lease, ttlMs)) renewedAt = askedAt;
      else lost.abort(new LeaseLost(`${consumer} belongs to somebody else now`));
    } catch (error) {
      logger?.warn({ err: error, consumer }, 'the lease could not be renewed; trying again');
      if (performance.now() - renewedAt > ttlMs)
        lost.abort(new LeaseLost(`${consumer} could not be renewed for ${ttlMs} ms`));
    }
  };
  let renewing: Promise<void> | undefined;
  const timer = setInterval(
    () => {
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
    },
    Math.max(1, Math.floor(ttlMs / 3)),
  );
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    // What broke because the lease was lost is not reported separately.
    throw lost.signal.aborted ? lost.signal.reason : error;
  } finally {
    clearInterval(timer);
    await renewing;
    // It expires by itself when this fails.
    await checkpoints.release(lease).catch(() => undefined);
  }
}

/** What a supervisor of leased work is notified of. */
export interface Watching {
  /** Somebody else holds the lease; asked again soon. */
  readonly onStandby?: () => void;
  /** The work broke off and is begun again after a pause; `failures` in a row. */
  readonly onFailure?: (error: unknown, failures: number) => void;
}

/** How long to wait for a lease that somebody else holds: a quarter of its life, a second at most. */
const standbyMs = (ttlMs: number): number => Math.min(ttlMs / 4, 1_000);

/**
 * Works under a lease until aborted: one process at a time per consumer, the others stand by and take over when it dies.
 * Whatever breaks (the log, the database), the work begins again from its checkpoint after a pause that grows; a lost lease
 * is asked for at once.
 * @param work calls `isWell` when it made progress: that forgets earlier failures
 * @param before runs before the lease is asked for, each time
 */
export async function workUnderLease(
  how: Keeping &
    Watching & { readonly consumer: string; readonly holder: string; readonly before?: () => Promise<void> },
  work: (lease: Lease, signal: AbortSignal, isWell: () => void) => Promise<void>,
): Promise<void> {
  const { checkpoints, logger, ttlMs, signal, consumer, holder } = how;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await how.before?.();
      const lease = await checkpoints.acquire(consumer, holder, ttlMs);
      if (lease === undefined) {
        how.onStandby?.();
        failures = 0;
        await pause(standbyMs(ttlMs), signal);
        continue;
      }
      await keepLease(how, lease, async (until) => {
        await work(lease, until, () => (failures = 0));
        until.throwIfAborted();
      });
      // Work that ends by itself while all is well has nothing to do for the moment.
      await pause(standbyMs(ttlMs), signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof LeaseLost) {
        logger?.info({ consumer, reason: error.message }, 'the lease was lost');
        continue;
      }
      failures += 1;
      how.onFailure?.(error, failures);
      await pause(backoffMs(failures), signal);
    }
  }
}
