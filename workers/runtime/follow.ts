import type { Checkpoints, Lease } from '../../ports/checkpoints.ts';
import type { EventLog, Position, RecordedEvent } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ParkingLot } from '../../ports/parking-lot.ts';
import { isOutage } from '../../ports/outage.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { LeaseLost, workUnderLease } from '../../runtime/lease.ts';

export interface Following {
  /** Name of the checkpoint and lease: one holder at a time follows under it. */
  readonly consumer: string;
  /** This process, e.g. host and pid. */
  readonly holder: string;
  readonly types: readonly string[];
  readonly log: EventLog;
  readonly language: Language;
  readonly checkpoints: Checkpoints;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly parking: ParkingLot;
  /** Told how many events of this consumer are parked, whenever that changes. */
  readonly onParked?: (events: number) => void;
  /** Handles one event; must bear seeing it again. Outages may be thrown: the event comes again after a pause. */
  readonly handle: (event: DecodedEvent) => Promise<void>;
}

const LEASE_MS = 10_000;
const CHECKPOINT_MS = 1_000;
const CHECKPOINT_EVENTS = 100;
/** Tries at an event whose failure does not look like an outage. */
const TRIES = 5;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Follows the log in order, under a lease, from its checkpoint, until aborted. Whatever breaks (the log, the database, a
 * lost lease), it begins again from the checkpoint after a pause. A poisonous event is parked and passed; whoever takes the
 * lease next, perhaps with better code, tries it again.
 */
export async function follow(following: Following): Promise<void> {
  const { logger, consumer } = following;
  await workUnderLease(
    {
      ...following,
      ttlMs: LEASE_MS,
      onFailure: (error, failures) =>
        logger.warn({ err: error, consumer, failures }, 'following the log was interrupted and resumes'),
    },
    (lease, signal, isWell) => followUnder(following, lease, signal, isWell),
  );
}

/** Follows until the lease is lost or everything ends. */
async function followUnder(following: Following, lease: Lease, signal: AbortSignal, isWell: () => void): Promise<void> {
  const { logger, consumer } = following;
  const lost = new AbortController();
  const until = AbortSignal.any([signal, lost.signal]);
  const place = createPlace(following, lease, () =>
    lost.abort(new LeaseLost(`${consumer} belongs to somebody else now`)),
  );
  try {
    let parked = await retryParked(following, until);
    following.onParked?.(parked);
    for await (const message of following.log.subscribeAll({
      after: lease.position,
      types: following.types,
      signal: until,
    })) {
      isWell();
      if (message.kind === 'event') {
        const handled = await handleRepeatedly(following, message.event, until);
        if (handled === 'aborted') break;
        if (handled === 'parked') following.onParked?.((parked += 1));
        await place.moveTo(message.event.position);
      } else if (message.kind === 'checkpoint') await place.moveTo(message.position);
      if (until.aborted) break;
    }
    if (lost.signal.aborted) throw lost.signal.reason;
  } finally {
    await place
      .close()
      .catch((error: unknown) =>
        logger.warn({ err: error, consumer }, 'the checkpoint could not be saved; some events come again'),
      );
  }
}

/** Remembers the newest handled position and saves it now and then. */
function createPlace({ checkpoints }: Following, lease: Lease, onLost: () => void) {
  let handled: Position = lease.position;
  let saved: Position = lease.position;
  let unsaved = 0;
  let savedAt = performance.now();
  const save = async (): Promise<void> => {
    if (handled === saved) return;
    const position = handled;
    if (!(await checkpoints.save(lease, position))) return onLost();
    saved = position;
    unsaved = 0;
    savedAt = performance.now();
  };
  const timer = setInterval(() => void save().catch(() => onLost()), CHECKPOINT_MS);
  return {
    moveTo: async (position: Position): Promise<void> => {
      if (position > handled) handled = position;
      unsaved += 1;
      if (unsaved >= CHECKPOINT_EVENTS || performance.now() - savedAt > CHECKPOINT_MS) await save();
    },
    close: async (): Promise<void> => {
      clearInterval(timer);
      await save();
    },
  };
}

/** Tries what was parked once more, in log order. @returns how many events stay parked */
async function retryParked(
  { handle, language, parking, logger, consumer }: Following,
  until: AbortSignal,
): Promise<number> {
  let left = 0;
  for (const recorded of await parking.parked(consumer)) {
    if (until.aborted) return left;
    const decoded = language.decode(recorded);
    if (decoded.kind === 'unknown') {
      left += 1;
      continue;
    }
    try {
      await handle(decoded.event);
    } catch (error) {
      if (isOutage(error)) throw error;
      left += 1;
      await parking.park(consumer, recorded, messageOf(error));
      continue;
    }
    await parking.remove(consumer, recorded.position);
    logger.info(
      { consumer, type: recorded.type, position: String(recorded.position) },
      'a parked event was handled after all',
    );
  }
  return left;
}

/** `aborted`: before the event was handled or parked. */
async function handleRepeatedly(
  { handle, language, parking, logger, consumer }: Following,
  recorded: RecordedEvent,
  until: AbortSignal,
): Promise<'handled' | 'parked' | 'aborted'> {
  const decoded = language.decode(recorded);
  if (decoded.kind === 'unknown') {
    logger.error(
      { consumer, type: recorded.type, position: String(recorded.position), reason: decoded.reason },
      'an event that no code understands was parked',
    );
    await parking.park(consumer, recorded, `not understood: ${decoded.reason}`);
    return 'parked';
  }
  for (let attempt = 1; !until.aborted; attempt += 1) {
    try {
      await handle(decoded.event);
      return 'handled';
    } catch (error) {
      logger.warn(
        { err: error, consumer, type: recorded.type, position: String(recorded.position), attempt },
        'an event could not be handled; trying again',
      );
      if (!isOutage(error) && attempt >= TRIES) {
        await parking.park(consumer, recorded, messageOf(error));
        return 'parked';
      }
      await pause(backoffMs(attempt, 100, 5_000), until);
    }
  }
  return 'aborted';
}
