import type { RecordedEvent } from '../event-log.ts';
import type { ParkingLot } from '../parking-lot.ts';

/** A parking lot in memory, with the errors that were told. Keeps parking-lot.contract.ts. */
export interface MemoryParkingLot extends ParkingLot {
  /** What stands there now, in log order: the event's type, its error. */
  errors(consumer: string): readonly (readonly [type: string, error: string])[];
}

export function createMemoryParkingLot(): MemoryParkingLot {
  const lots = new Map<string, Map<bigint, { readonly event: RecordedEvent; readonly error: string }>>();
  const inOrder = (consumer: string) =>
    [...(lots.get(consumer)?.values() ?? [])].toSorted((a, b) => (a.event.position < b.event.position ? -1 : 1));
  return {
    async park(consumer, event, error) {
      const lot = lots.get(consumer) ?? new Map<bigint, { event: RecordedEvent; error: string }>();
      lots.set(consumer, lot.set(event.position, { event, error }));
    },
    parked: async (consumer) => inOrder(consumer).map(({ event }) => event),
    remove: async (consumer, position) => void lots.get(consumer)?.delete(position),
    errors: (consumer) => inOrder(consumer).map(({ event, error }) => [event.type, error] as const),
  };
}
