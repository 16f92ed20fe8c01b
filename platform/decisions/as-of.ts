import { LRUCache } from 'lru-cache';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';

/** Streams whose events are kept. */
const REMEMBERED = 2000;

/** Up to where events of a stream count. */
export type Upto = (event: RecordedEvent) => boolean;

/** Streams as they were: whole streams are read once, and of them what had happened until then is given. */
export interface PastStreams {
  /** Its events that count, in order. */
  read(stream: string, upto: Upto): Promise<readonly RecordedEvent[]>;
  /** A log in which only these events are. */
  logWith(upto: Upto): EventLog;
}

export function pastStreams(log: EventLog): PastStreams {
  const known = new LRUCache<string, readonly RecordedEvent[]>({ max: REMEMBERED });
  const whole = async (stream: string): Promise<readonly RecordedEvent[]> => {
    const before = known.get(stream);
    if (before !== undefined) return before;
    const events: RecordedEvent[] = [];
    for await (const event of log.readStream(stream)) events.push(event);
    known.set(stream, events);
    return events;
  };
  const read: PastStreams['read'] = async (stream, upto) => (await whole(stream)).filter(upto);
  return {
    read,
    logWith: (upto) => ({
      ...log,
      async *readStream(stream, { direction = 'forwards', from, limit = Infinity } = {}) {
        const events = await read(stream, upto);
        const ordered = direction === 'forwards' ? events : events.toReversed();
        const beyond = (event: RecordedEvent): boolean =>
          from !== undefined && (direction === 'forwards' ? event.revision < from : event.revision > from);
        yield* ordered.filter((event) => !beyond(event)).slice(0, limit);
      },
    }),
  };
}
