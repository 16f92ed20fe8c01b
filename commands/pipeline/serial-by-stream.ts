import type { EventLog } from '../../ports/event-log.ts';

const lanes = new WeakMap<EventLog, Map<string, Promise<void>>>();

/**
 * Runs work on one stream after all earlier work of this process on that stream. It only spares lost races; the expected
 * revision decides between processes.
 */
export function inLane<T>(log: EventLog, stream: string, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(log) ?? new Map<string, Promise<void>>();
  lanes.set(log, lane);
  const mine = (lane.get(stream) ?? Promise.resolve()).then(work);
  const settled = mine.then(nothing, nothing);
  lane.set(stream, settled);
  void settled.then(() => {
    if (lane.get(stream) === settled) lane.delete(stream);
  });
  return mine;
}

const nothing = (): void => undefined;
