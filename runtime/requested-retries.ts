import type { ParkingLot } from '../ports/parking-lot.ts';
import type { Parking, Replay } from './parking.ts';

/** A requested retry whose signal was lost is noticed so late. */
const RETRY_POLL_MS = 10_000;

interface RetriesDeps {
  readonly lot: ParkingLot;
  readonly consumer: string;
  readonly parking: Pick<Parking, 'replay'>;
  /** Resolves when no event is being handled. */
  readonly idle: () => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/**
 * Runs retries one at a time and in parts. New events wait while a part runs, so that none overtakes a parked one, and have
 * as much time to themselves before the next: a long retry makes a consumer half as fast, and holds up nobody.
 */
export function createRetries({ lot, consumer, parking, idle, fail }: RetriesDeps) {
  let running: Promise<void> | undefined;
  let replay: Replay | undefined;
  let isAskedAgain = false;
  let timer: NodeJS.Timeout | undefined;

  const runPart = async (): Promise<void> => {
    if (replay === undefined && (await lot.isRetryRequested(consumer))) replay = parking.replay('requested');
    if (replay === undefined) return;
    await idle();
    const startedAt = performance.now();
    const more = await replay.next();
    if (!more) replay = undefined;
    if (more || isAskedAgain) timer = setTimeout(start, performance.now() - startedAt);
    if (!more) isAskedAgain = false;
  };
  // Begun by timers and signals alone, never while somebody goes on after `pending`.
  const start = (): void => {
    clearTimeout(timer);
    const mine = (running ?? Promise.resolve()).then(runPart).catch(fail);
    running = mine;
    void mine.then(() => {
      if (running === mine) running = undefined;
    });
  };
  const stopListening = lot.onRetryRequested(consumer, () => {
    if (replay === undefined) start();
    else isAskedAgain = true;
  });
  const poll = setInterval(() => {
    if (running === undefined && replay === undefined) start();
  }, RETRY_POLL_MS);
  return {
    /** Tries everything that is parked. */
    begin: (): void => {
      replay = parking.replay('all');
      start();
    },
    /** Resolves when no part runs. */
    pending: async (): Promise<void> => {
      while (running !== undefined) await running;
    },
    stop: (): void => {
      stopListening();
      clearInterval(poll);
      clearTimeout(timer);
    },
  };
}
