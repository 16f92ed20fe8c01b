import type { Position, RecordedEvent } from './event-log.ts';

/** Events that a follower of the log could not handle: put aside so that people see them and the others go on. */
export interface ParkingLot {
  /** Parking an event again replaces its error. */
  park(consumer: string, event: RecordedEvent, error: string): Promise<void>;
  /** What a consumer has parked, in log order. */
  parked(consumer: string): Promise<readonly RecordedEvent[]>;
  /** The event was handled after all. Absent is fine. */
  remove(consumer: string, position: Position): Promise<void>;
}
