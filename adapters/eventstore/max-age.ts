import type { MaxAgeSet, RecordedEvent } from '../../ports/event-log.ts';

/** The metadata of a stream S are the events of a stream `$$S`; the last one holds. */
export const METADATA_TYPE = '$metadata';

/** What `setStreamMetadata` wants for a retention in seconds; nothing takes it away. */
export const maxAgeMetadata = (seconds: number | undefined): { maxAge?: number } =>
  seconds === undefined ? {} : { maxAge: seconds };

/** Reads settings of retention out of metadata events. */
export async function* maxAges(events: AsyncIterable<RecordedEvent>): AsyncGenerator<MaxAgeSet, void, undefined> {
  for await (const { type, stream, data, position } of events) {
    // The server filters by prefix, so it may send a little more than was asked for.
    if (type !== METADATA_TYPE) continue;
    const seconds = typeof data === 'object' && data !== null && '$maxAge' in data ? data.$maxAge : undefined;
    yield { stream: stream.slice('$$'.length), seconds: typeof seconds === 'number' ? seconds : undefined, position };
  }
}
