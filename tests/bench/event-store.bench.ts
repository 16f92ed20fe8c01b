import { randomUUID } from 'node:crypto';
import type { EventLog } from '../../ports/event-log.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, type Benchmark } from './bench.ts';
import { anEvent, callsPerSecond, fill } from './events.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';
import { spawnStub } from './spawn-stub.ts';

const IN_FLIGHT = 256;
const APPENDS = 10_000;
const READS = 20_000;
const ROUNDS = 3;

/** Appends of one event each, acknowledged one by one, `IN_FLIGHT` at a time over as many streams; per second. */
async function appendsPerSecond(log: EventLog): Promise<number> {
  const run = randomUUID();
  return callsPerSecond(APPENDS, IN_FLIGHT, (caller) => log.append(`bench-${run}${caller}`, 'any', [anEvent()]));
}

/** Events of one stream read forwards, per second. */
async function readsPerSecond(log: EventLog, stream: string): Promise<number> {
  let seen = 0;
  const took = await seconds(async () => {
    for await (const event of log.readStream(stream, { limit: READS })) if (event.revision >= 0n) seen += 1;
  });
  if (seen !== READS)
    throw new Error(`${seen} events were read where ${READS} were written: the figure would be wrong.`);
  return READS / took;
}

/** Durable appends and reads through the client, against the same client and a node that stores nothing. */
export const eventStore: Benchmark = {
  name: 'event-store',
  description: 'durable appends and reads through the client, against a node that stores nothing',
  async *run(report) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
    const real = openEventLog({ url: urls.eventstore, log: silent });
    const stub = openEventLog({ url: await spawnStub(scope), log: silent });
    scope.afterwards.after(async () => void (await Promise.all([real.close(), stub.close()])));
    report(`warming up, then ${ROUNDS} rounds of ${APPENDS} appends`);
    await appendsPerSecond(real);
    await appendsPerSecond(stub);
    const appends = await paired(
      ROUNDS,
      () => appendsPerSecond(real),
      () => appendsPerSecond(stub),
    );
    yield rate('durable appends', 'events/s', appends);
    const stream = `bench-${randomUUID()}`;
    await fill(real, stream, READS);
    report(`${ROUNDS} rounds of ${READS} reads`);
    const reads = await paired(
      ROUNDS,
      () => readsPerSecond(real, stream),
      () => readsPerSecond(stub, stream),
    );
    yield rate('reads', 'events/s', reads);
  },
};
