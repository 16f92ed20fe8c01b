import type { Database } from '../ports/database.ts';
import type { ParkingLot } from '../ports/parking-lot.ts';
import type { Signals } from '../ports/signals.ts';
import { projectionsOf } from '../projections/runtime/context.ts';
import { createParkingLot } from '../projections/runtime/parking-lot.ts';
import { retryParked } from '../projections/runtime/retry-parked.ts';
import type { Contexts } from './contexts.ts';

/** Retries what is parked: a read model's events at once and all of them, a follower's when it sees the request. */
export function createRetryParked(
  db: Database,
  signals: Signals,
  contexts: Pick<Contexts, 'language' | 'projections'>,
): ParkingLot['requestRetry'] {
  const lot = createParkingLot(db, signals);
  const projections = projectionsOf(contexts.projections);
  return async (consumer, key) => {
    if (!projections.some(({ name }) => name === consumer)) return lot.requestRetry(consumer, key);
    const { handled, parked } = await retryParked({
      db,
      language: contexts.language,
      name: consumer,
      projections,
    });
    return handled + parked;
  };
}
