import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';

/** Waits for the first event of one of these types (or prefixes of types) that fits, from the log's beginning on. */
export async function waitForEvent(
  log: EventLog,
  types: readonly string[],
  fits: (event: RecordedEvent) => boolean,
): Promise<RecordedEvent> {
  const found = new AbortController();
  try {
    for await (const message of log.subscribeAll({ after: 0n, types, signal: found.signal })) {
      if (message.kind === 'event' && fits(message.event)) return message.event;
    }
  } finally {
    found.abort();
  }
  throw new Error(`The log ended before ${types.join(' or ')} came.`);
}

/** A field of an event's data, whatever its shape. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
