import type { RecordedEvent } from '../ports/event-log.ts';
import type { Logger } from '../ports/logger.ts';
import type { Holder, ParkingLot } from '../ports/parking-lot.ts';
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
  /** Reads what is parked and handles again what is chosen, in log order. What fails stays, and its key stays blocked. */
  replay(which: 'all' | 'requested'): Promise<void>;
  isParked(keyed: Keyed): boolean;
  /** The key or stream behind whose parked event this one must wait; undefined: it may be handled. */
  blockedBy(keyed: Keyed): string | undefined;
  /** From now on later events of these names wait. */
  block(name: string): void;
  park(keyed: Keyed, reason: string): Promise<void>;
}

interface ParkingDeps {
  readonly lease: Holder;
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
    logger.info({ consumer, type, position: String(position) }, 'a parked event was handled after all');
    return true;
  };

  return {
    isParked: ({ recorded }) => positions.has(recorded.position),
    blockedBy: ({ key, recorded }) => [key, recorded.stream].find((name) => blocked.has(name)),
    block: (name) => void blocked.add(name),
    park,
    async replay(which) {
      const rows = await lot.parked(consumer);
      const chosen = which === 'all' ? undefined : requestedNames(rows);
      const stuck = new Set<string>();
      for (const { event } of rows) positions.add(event.position);
      for (const row of rows) {
        signal.throwIfAborted();
        const isChosen = chosen === undefined || chosen.has(row.key);
        const entry = keyed(row.event);
        const waits = [row.key, entry.key, row.event.stream].some((name) => stuck.has(name));
        if (!isChosen || waits || !(await again(entry))) for (const key of [row.key, entry.key]) stuck.add(key);
      }
      blocked = stuck;
      onParked(positions.size);
    },
  };
}

/** The keys that people asked to retry, and those that only wait behind one of them. */
function requestedNames(
  rows: readonly { readonly key: string; readonly event: RecordedEvent; readonly retryRequested: boolean }[],
): ReadonlySet<string> {
  const names = new Set(rows.filter(({ retryRequested }) => retryRequested).map(({ key }) => key));
  for (const { key, event } of rows) if (names.has(event.stream)) names.add(key);
  return names;
}
