import type { EventLog } from '../../ports/event-log.ts';

/** The end of the last work on each stream that has any, per log. */
const tails = new WeakMap<EventLog, Map<string, Promise<void>>>();

/**
 * Runs work on one stream after all earlier work of this process on that stream. It only spares lost races; the expected
 * revision decides between processes.
 */
export function serialByStream<T>(log: EventLog, stream: string, work: () => Promise<T>): Promise<T> {
  const tailOf = tails.get(log) ?? new Map<string, Promise<void>>();
  tails.set(log, tailOf);
  const result = (tailOf.get(stream) ?? Promise.resolve()).then(work);
  const tail = result.then(ignore, ignore);
  tailOf.set(stream, tail);
  void tail.then(() => {
    if (tailOf.get(stream) === tail) tailOf.delete(stream);
  });
  return result;
}

const ignore = (): void => undefined;
