import type { ParkingLot } from '../ports/parking-lot.ts';
import type { Signals } from '../ports/signals.ts';
import { projections } from '../projections/all.ts';
import type { Database } from '../projections/db/database.ts';
import { createParkingLot } from '../projections/runtime/parking-lot.ts';
import { retryParked } from '../projections/runtime/retry-parked.ts';

/** Retries what is parked: a read model's events at once and all of them, a follower's when it sees the request. */
export function createRetryParked(db: Database, signals: Signals): ParkingLot['requestRetry'] {
  const lot = createParkingLot(db, signals);
  return async (consumer, key) => {
    if (!projections.some(({ name }) => name === consumer)) return lot.requestRetry(consumer, key);
    const { handled, parked } = await retryParked({ db, name: consumer });
    return handled + parked;
  };
}
