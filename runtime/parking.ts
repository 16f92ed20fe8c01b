import type { RecordedEvent } from '../ports/event-log.ts';
import type { Logger } from '../ports/logger.ts';
import type { Holder, ParkingLot } from '../ports/parking-lot.ts';
import type { Lease } from '../ports/checkpoints.ts';
import { LeaseLost } from './lease.ts';
import type { DecodedEvent } from '../schemas/kernel/decode.ts';
import { reasonOf } from './reason.ts';

/** An event of the log, decoded, with the key by which it is ordered. */
export interface Keyed {
  readonly recorded: RecordedEvent;
  readonly key: string;
  /** Undefined: no code understands it; `reason` says why. */
  readonly event: DecodedEvent | undefined;
  readonly reason: string | undefined;
}

/** What one consumer has parked, and which keys wait behind it. */
export interface Parking {
  /** Reads what is parked, and blocks its names. */
  load(): Promise<void>;
  /** Handles again what is chosen, in log order. What fails stays, and its key stays blocked. */
  replay(which: 'all' | 'requested'): Replay;
  /** Whether it is parked, or was and is handled by now: the checkpoint may stand before it. */
  isSettled(keyed: Keyed): boolean;
  /** The key or stream behind whose parked event this one must wait; undefined: it may be handled. */
  blockedBy(keyed: Keyed): string | undefined;
  /** From now on later events of these names wait. */
  block(name: string): void;
  park(keyed: Keyed, reason: string): Promise<void>;
}

/** Parked events that are handled again in parts. Nothing else of this consumer may be at work during one; between two of them, anything. */
export interface Replay {
  /** Handles a part. @returns whether more are to come */
  next(): Promise<boolean>;
}

/** Events that are read at a time. */
const PAGE = 100;
/** A part ends with the event that takes it beyond this, ms. */
const PART_MS = 250;

interface ParkingDeps {
  readonly lease: Holder & Pick<Lease, 'position'>;
  readonly lot: ParkingLot;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly keyed: (recorded: RecordedEvent) => Keyed;
  /** Handles an event, waiting out outages. @throws what is no outage */
  readonly handle: (event: DecodedEvent) => Promise<void>;
  readonly onParked: (events: number) => void;
}

export const messageOf = (error: unknown): string => reasonOf(error);

/**
 * Keeps the parked events of one consumer. Nothing overtakes within a key; an event that nobody understands has no key
 * that could be known, so it blocks its stream.
 */
export function createParking({ lease, lot, logger, signal, keyed, handle, onParked }: ParkingDeps): Parking {
  const { consumer } = lease;
  let blocked = new Set<string>();
  const positions = new Set<bigint>();
  const handled = new Set<bigint>();

  const demand = (held: boolean): void => {
    if (!held) throw new LeaseLost(`${consumer} belongs to somebody else now`);
  };
  const park = async ({ recorded, key }: Keyed, reason: string): Promise<void> => {
    blocked.add(key);
    demand(await lot.park(lease, { event: recorded, key, reason }));
    positions.add(recorded.position);
    onParked(positions.size);
  };

  /** @returns whether the event is handled now */
  const again = async (entry: Keyed): Promise<boolean> => {
    if (entry.event === undefined) {
      await park(entry, `not understood: ${entry.reason}`);
      return false;
    }
    try {
      await handle(entry.event);
    } catch (error) {
      if (signal.aborted) throw error;
      await park(entry, messageOf(error));
      return false;
    }
    const { type, position } = entry.recorded;
    demand(await lot.remove(lease, position));
    positions.delete(position);
    if (position > lease.position) handled.add(position);
    logger.info({ consumer, type, position: String(position) }, 'a parked event was handled after all');
    return true;
  };

  return {
    isSettled: ({ recorded: { position } }) => positions.has(position) || handled.has(position),
    blockedBy: ({ key, recorded }) => [key, recorded.stream].find((name) => blocked.has(name)),
    block: (name) => void blocked.add(name),
    park,
    async load() {
      for (let rows = await lot.parked(consumer, { after: -1n, limit: PAGE }); rows.length > 0;) {
        for (const { event, key } of rows) {
          positions.add(event.position);
          for (const name of [key, keyed(event).key]) blocked.add(name);
        }
        const after = rows.at(-1)?.event.position ?? 0n;
        rows = rows.length < PAGE ? [] : await lot.parked(consumer, { after, limit: PAGE });
      }
    },
    replay(which) {
      const newest = [...positions].reduce((most, position) => (position > most ? position : most), -1n);
      /** Names of which something is handled again: with it goes what waits behind it. */
      const chosen = new Set<string>();
      const stuck = new Set<string>();
      let after = -1n;

      /** @returns whether it was marked and its turn did not come */
      const look = async (row: ParkedRow): Promise<boolean> => {
        const entry = keyed(row.event);
        const isChosen =
          which === 'all' || row.retryRequested || [row.key, row.event.stream].some((name) => chosen.has(name));
        if (isChosen) chosen.add(row.key);
        const waits = [row.key, entry.key, row.event.stream].some((name) => stuck.has(name));
        if (!isChosen || waits || !(await again(entry))) for (const key of [row.key, entry.key]) stuck.add(key);
        return waits && row.retryRequested;
      };
      const page = async (until: number): Promise<'end' | 'time is up' | 'read'> => {
        const rows = await lot.parked(consumer, { after, limit: PAGE });
        const waiting: bigint[] = [];
        for (const row of rows) {
          signal.throwIfAborted();
          if (await look(row)) waiting.push(row.event.position);
          after = row.event.position;
          // What is parked meanwhile is handled without a pause, so that there is an end to it.
          if (performance.now() > until && after < newest) break;
        }
        if (waiting.length > 0) demand(await lot.unmark(lease, waiting));
        onParked(positions.size);
        if (performance.now() > until && after < newest) return 'time is up';
        return rows.length < PAGE ? 'end' : 'read';
      };
      return {
        async next() {
          const until = performance.now() + PART_MS;
          for (;;) {
            const came = await page(until);
            if (came === 'time is up') return true;
            if (came === 'end') break;
          }
          blocked = stuck;
          return false;
        },
      };
    },
  };
}

type ParkedRow = Awaited<ReturnType<ParkingLot['parked']>>[number];
