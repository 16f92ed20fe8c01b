import { LeaseLost } from '../../runtime/lease.ts';
import { isPoison, messageOf } from '../db/failures.ts';
import { blockAll, keyOf, sortBatch } from './parked.ts';
import type { Blocked } from './blocked.ts';
import type { Parking } from './parked.ts';
import type { Entry, Projection } from './projection.ts';

/** A batch that is ready for its transaction. */
export interface Proposal {
  readonly from: bigint;
  readonly to: bigint;
  readonly fold: readonly Entry[];
  readonly park: readonly Parking[];
}

export interface BatchCommits {
  readonly projection: Projection;
  /** Blocked keys and streams; grows as events are parked. */
  readonly blocked: Blocked;
  /** Commits a proposal, or throws and has written nothing. */
  readonly commit: (proposal: Proposal) => Promise<void>;
  /** Waits before an outage is tried again; false: stop. */
  readonly retry: (error: unknown, attempt: number) => Promise<boolean>;
  readonly onParked: (parking: Parking) => void;
}

/**
 * Brings one batch home: outages are tried again, a poisoned batch is halved until one event is left, and that one is
 * parked with its key. The halves commit one after the other, so nothing is done twice.
 * @returns the position reached, which is `to` unless it was stopped.
 * @throws LeaseLost
 */
export async function commitBatch(
  to: BatchCommits,
  entries: readonly Entry[],
  range: { readonly from: bigint; readonly to: bigint },
): Promise<bigint> {
  const { fold, park } = sortBatch(to.projection, entries, to.blocked);
  const failed = await attempt(to, { ...range, fold, park });
  if (failed === 'stopped') return range.from;
  if (failed === undefined) {
    blockAll(to.blocked, park);
    park.forEach(to.onParked);
    return range.to;
  }
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return parkAlone(to, only, { range, error: failed.poison });
  const middle = Math.ceil(entries.length / 2);
  const between = entries[middle - 1]?.recorded.position ?? range.from;
  const reached = await commitBatch(to, entries.slice(0, middle), { from: range.from, to: between });
  return reached === between ? commitBatch(to, entries.slice(middle), { from: between, to: range.to }) : reached;
}

type Failure = 'stopped' | { readonly poison: unknown } | undefined;

async function attempt(to: BatchCommits, proposal: Proposal): Promise<Failure> {
  for (let count = 1; ; count += 1) {
    try {
      await to.commit(proposal);
      return undefined;
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      if (isPoison(error)) return { poison: error };
      if (!(await to.retry(error, count))) return 'stopped';
    }
  }
}

async function parkAlone(
  to: BatchCommits,
  entry: Entry,
  { range, error }: { readonly range: { readonly from: bigint; readonly to: bigint }; readonly error: unknown },
): Promise<bigint> {
  const parking: Parking = { entry, key: keyOf(to.projection, entry), blocks: true, error: messageOf(error) };
  const failed = await attempt(to, { ...range, fold: [], park: [parking] });
  if (failed === 'stopped') return range.from;
  if (failed !== undefined) throw failed.poison;
  blockAll(to.blocked, [parking]);
  to.onParked(parking);
  return range.to;
}
