import type { EventStoreDBClient } from '@eventstore/db-client';
import type { EventLog, ExpectedRevision, NewEvent } from '../../ports/event-log.ts';
import { appendCallOf, type Appended } from './append-call.ts';
import { createLimit } from './limit.ts';
import type { Connection } from './connection.ts';
import { toEventData, toExpected } from './convert.ts';
import { typeOf } from './outage.ts';

/** The server gives up on an append after its own 2 s at most; beyond this the reply is lost. */
const appendDeadlineMs = 5000;
/** Bounds what a stalled connection keeps in memory; more waits in order. */
const appendsInFlight = 512;

/** The append of the log over `connection`; a wrong expected revision is a value, an outage is thrown. */
export function createAppend({ request }: Connection): EventLog['append'] {
  const limited = createLimit(appendsInFlight);
  return async (stream, expected, events) => {
    try {
      const appended = await limited(() =>
        request(`appending to ${stream}`, async (on) => {
          const call = await appendCallOf(on);
          return (
            (await call?.append(stream, expected, events, appendDeadlineMs)) ?? byClient(on, stream, expected, events)
          );
        }),
      );
      return { kind: 'appended', ...appended };
    } catch (error) {
      if (typeOf(error) !== 'wrong-expected-version') throw error;
      const { actualVersion } = error as { actualVersion: bigint | 'no_stream' };
      return { kind: 'wrong-revision', actual: actualVersion === 'no_stream' ? 'no-stream' : actualVersion };
    }
  };
}

/** As the client appends by itself: in several messages, or to servers that know no other way. */
async function byClient(
  on: EventStoreDBClient,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<Appended> {
  const { nextExpectedRevision, position } = await on.appendToStream(stream, events.map(toEventData), {
    expectedRevision: toExpected(expected),
    deadline: appendDeadlineMs,
  });
  return { revision: nextExpectedRevision, position: position?.commit ?? 0n };
}
