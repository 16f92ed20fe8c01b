import type { EventLog } from '../../ports/event-log.ts';
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
      const result = await limited(() =>
        request(`appending to ${stream}`, (on) =>
          on.appendToStream(stream, events.map(toEventData), {
            expectedRevision: toExpected(expected),
            deadline: appendDeadlineMs,
          }),
        ),
      );
      return { kind: 'appended', revision: result.nextExpectedRevision, position: result.position?.commit ?? 0n };
    } catch (error) {
      if (typeOf(error) !== 'wrong-expected-version') throw error;
      const { actualVersion } = error as { actualVersion: bigint | 'no_stream' };
      return { kind: 'wrong-revision', actual: actualVersion === 'no_stream' ? 'no-stream' : actualVersion };
    }
  };
}
