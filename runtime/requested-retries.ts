import type { ParkingLot } from '../ports/parking-lot.ts';

/** A requested retry whose signal was lost is noticed so late. */
const RETRY_POLL_MS = 10_000;

/** Runs requested retries one at a time; new events wait until one is done, so that none overtakes a parked one. */
export function createRetries(
  { parking, consumer }: { readonly parking: ParkingLot; readonly consumer: string },
  replay: () => Promise<void>,
  fail: (error: unknown) => void,
) {
  let running: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    if (await parking.isRetryRequested(consumer)) await replay();
  };
  const start = (): void => {
    const mine = (running ?? Promise.resolve()).then(look).catch(fail);
    running = mine;
    void mine.then(() => {
      if (running === mine) running = undefined;
    });
  };
  const stopListening = parking.onRetryRequested(consumer, start);
  const timer = setInterval(() => {
    if (running === undefined) start();
  }, RETRY_POLL_MS);
  return {
    pending: async (): Promise<void> => {
      while (running !== undefined) await running;
    },
    stop: (): void => {
      stopListening();
      clearInterval(timer);
    },
  };
}
