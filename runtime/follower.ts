import type { Checkpoints, Lease } from '../ports/checkpoints.ts';
import type { EventLog, RecordedEvent } from '../ports/event-log.ts';
import type { Logger } from '../ports/logger.ts';
import { isOutage } from '../ports/outage.ts';
import type { ParkingLot } from '../ports/parking-lot.ts';
import type { DecodedEvent } from '../schemas/kernel/decode.ts';
import type { Language } from '../schemas/kernel/language.ts';
import { backoffMs, pause } from './backoff.ts';
import { saveRegularly } from './checkpoint-saver.ts';
import { createHandled } from './handled.ts';
import { LeaseLost, workUnderLease } from './lease.ts';
import { createParking, messageOf } from './parking.ts';
import type { Keyed, Parking } from './parking.ts';
import { createPartitions } from './partitions.ts';
import { createRetries } from './requested-retries.ts';

export interface Following {
  /** Name of the checkpoint and lease: one holder at a time follows under it. */
  readonly consumer: string;
  /** This process, see `holderName`. */
  readonly holder: string;
  /** Current names of the event types; those that they had before are followed too. */
  readonly types: readonly string[];
  readonly log: EventLog;
  readonly language: Language;
  readonly checkpoints: Checkpoints;
  readonly parking: ParkingLot;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Events of one key are handled in order, those of different keys at the same time. */
  readonly keyOf: (event: DecodedEvent) => string;
  /** Handles one event; must bear seeing it again. Outages may be thrown: the event comes again after a pause. */
  readonly handle: (event: DecodedEvent) => Promise<void>;
  /** Where it begins while it has no checkpoint: at the log's start (the default), or behind everything that is in it now. */
  readonly from?: 'start' | 'now';
  /** Keys handled at a time. Default 64. */
  readonly concurrency?: number;
  /** Told how many events of this consumer are parked, whenever that changes. */
  readonly onParked?: (events: number) => void;
}

const LEASE_MS = 10_000;
/** Appends in flight share the log's flushes: 64 do half as much again as 16, and more than 64 gain nothing. */
const CONCURRENCY = 64;
/** Events read ahead per key that is handled at a time. */
const BACKLOG_PER_KEY = 8;
/** Tries at an event whose failure does not look like an outage. */
const TRIES = 5;

/**
 * Follows the log under a lease, from its checkpoint, until aborted: in order per key, several keys at a time. The
 * checkpoint says that everything before it is handled or parked. An event that cannot be handled is parked, and later
 * ones of its key behind it, until a retry is requested or somebody else takes the lease, perhaps with better code.
 * Whatever else breaks (the log, the database, a lost lease), it begins again from the checkpoint after a pause.
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

/** Follows until the lease is lost, something breaks or everything ends. */
async function followUnder(following: Following, given: Lease, ended: AbortSignal, isWell: () => void): Promise<void> {
  const { consumer, log, language, logger, parking: lot, concurrency = CONCURRENCY } = following;
  const lease = await begun(following, given);
  const broken = new AbortController();
  const signal = AbortSignal.any([ended, broken.signal]);
  const fail = (error: unknown): void => broken.abort(error);
  const keyed = keyBy(following);
  const types = language.recordedNames(following.types);
  const isAsked = new Set(types);
  const parking = createParking({
    lease,
    lot,
    logger,
    signal,
    keyed,
    handle: (event) => handleThrough(following, event, signal, 1),
    onParked: (events) => following.onParked?.(events),
  });
  const handled = createHandled(lease.position);
  const checkpoint = saveRegularly(following, lease, handled, fail);
  const partitions = createPartitions(concurrency, concurrency * BACKLOG_PER_KEY, fail);
  const retries = createRetries({ lot, consumer, parking, idle: partitions.idle, fail });
  try {
    await parking.load();
    retries.begin();
    for await (const message of log.subscribeAll({ after: lease.position, types, signal })) {
      isWell();
      await retries.pending();
      if (message.kind === 'checkpoint') handled.pass(message.position);
      // The server filters by prefix: what merely begins like a type that was asked for is not for this consumer.
      else if (message.kind === 'event' && !isAsked.has(message.event.type)) handled.pass(message.event.position);
      else if (message.kind === 'event') {
        await partitions.capacity();
        await retries.pending();
        if (signal.aborted) break;
        const entry = keyed(message.event);
        if (entry.event === undefined && !language.isOwnStream(message.event.stream)) {
          // Somebody else uses the same event store, and calls something as we do.
          handled.pass(message.event.position);
          continue;
        }
        const done = handled.begin(message.event.position);
        // Known at once, so that nothing behind it in its stream overtakes it under another key.
        if (entry.event === undefined) parking.block(message.event.stream);
        partitions.add(entry.key, async () => {
          if (!signal.aborted) await handleOrPark(following, parking, entry, signal, done);
        });
      }
      if (signal.aborted) break;
    }
    if (broken.signal.aborted) throw broken.signal.reason;
  } finally {
    broken.abort(new LeaseLost(`${consumer} is let go`));
    retries.stop();
    await partitions.idle();
    await checkpoint.stop();
  }
}

/**
 * The lease of a consumer that begins now, moved to the log's head. Saved before anything is followed: whoever takes over
 * goes on from there. While the log is empty there is nothing to pass over, and nothing to save.
 */
async function begun({ from, log, checkpoints }: Following, lease: Lease): Promise<Lease> {
  if (from !== 'now' || lease.position !== 0n) return lease;
  const position = await log.head();
  if (position > 0n && !(await checkpoints.save(lease, position)))
    throw new LeaseLost(`${lease.consumer} belongs to somebody else now`);
  return { ...lease, position };
}

/** The key of an event; the stream of one that nobody understands or whose key is unknown. */
function keyBy({ language, keyOf }: Following): (recorded: RecordedEvent) => Keyed {
  return (recorded) => {
    const decoded = language.decode(recorded);
    if (decoded.kind === 'unknown') return { recorded, key: recorded.stream, event: undefined, reason: decoded.reason };
    try {
      return { recorded, key: keyOf(decoded.event), event: decoded.event, reason: undefined };
    } catch (error) {
      return { recorded, key: recorded.stream, event: undefined, reason: `it has no key: ${messageOf(error)}` };
    }
  };
}

async function handleOrPark(
  following: Following,
  parking: Parking,
  entry: Keyed,
  signal: AbortSignal,
  done: () => void,
): Promise<void> {
  const { recorded, event, reason } = entry;
  const fields = { consumer: following.consumer, type: recorded.type, position: String(recorded.position) };
  // Parked before the last checkpoint could be saved.
  if (parking.isSettled(entry)) return done();
  if (event === undefined) {
    following.logger.error({ ...fields, reason }, 'an event that no code understands was parked');
    await parking.park(entry, `not understood: ${reason}`);
    return done();
  }
  const behind = parking.blockedBy(entry);
  if (behind !== undefined) {
    await parking.park(entry, `waits behind a parked event of ${behind}`);
    return done();
  }
  try {
    await handleThrough(following, event, signal, TRIES);
  } catch (error) {
    if (signal.aborted) return;
    following.logger.error({ ...fields, err: error }, 'an event that could not be handled was parked');
    await parking.park(entry, messageOf(error));
  }
  done();
}

/** Handles an event, for ever through outages and `tries` times otherwise. @throws the last failure; what it is when aborted does not matter */
async function handleThrough(
  { handle, logger, consumer }: Following,
  event: DecodedEvent,
  signal: AbortSignal,
  tries: number,
): Promise<void> {
  let failures = 0;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await handle(event);
    } catch (error) {
      if (!isOutage(error) && (failures += 1) >= tries) throw error;
      logger.warn(
        { err: error, consumer, type: event.type, position: String(event.position), attempt },
        'an event could not be handled; trying again',
      );
      await pause(backoffMs(attempt, 100, 5_000), signal);
    }
  }
}
