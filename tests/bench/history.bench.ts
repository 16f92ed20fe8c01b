import { randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, type Benchmark } from './bench.ts';
import { anEvent, callsPerSecond, writeHistory } from './events.ts';
import { openScope, type Scope } from './scope.ts';
import { silent } from './silent.ts';

/** More events than the node remembers ids of (100,000). */
const STREAMS = 60_000;
const EVENTS_EACH = 3;
const ROUNDS = 7;
const APPENDS = 5000;
const IN_FLIGHT = 256;

/** Appends to a node with a long history, each to a stream of its own, against a node that has just started. */
export const history: Benchmark = {
  name: 'history',
  description: `appends after ${STREAMS * EVENTS_EACH} events in ${STREAMS} streams, against appends to an empty log`,
  async *run(report) {
    await using scope = openScope();
    const old = await startNode(scope);
    report('writing the history');
    await writeHistory(old, STREAMS, EVENTS_EACH);
    report(`${ROUNDS} rounds of ${APPENDS} appends`);
    const fresh = await startNode(scope);
    const appends = (log: EventLog) => async () =>
      callsPerSecond(APPENDS, IN_FLIGHT, () => log.append(`new-${randomUUID()}`, 'no-stream', [anEvent()]));
    await appends(fresh)();
    yield rate('appends after 180,000 events', 'events/s', await paired(ROUNDS, appends(old), appends(fresh)));
  },
};

async function startNode(scope: Scope): Promise<EventLog> {
  const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
  const log = openEventLog({ url: urls.eventstore, log: silent });
  scope.afterwards.after(() => log.close());
  return log;
}
