import { randomUUID } from 'node:crypto';
import type { EventLog, NewEvent } from '../../ports/event-log.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, type Benchmark } from './bench.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';
import { spawnStub } from './spawn-stub.ts';

const IN_FLIGHT = 256;
const APPENDS = 10_000;
const READS = 20_000;
const ROUNDS = 3;

/** An event of the size that the pipeline writes: about 200 bytes of data and 300 of metadata. */
const anEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'bench.Happened',
  data: { filler: 'x'.repeat(190) },
  metadata: {
    $correlationId: randomUUID(),
    $causationId: randomUUID(),
    commandId: randomUUID(),
    actor: { kind: 'system', id: 'bench' },
    occurredAt: new Date().toISOString(),
    schema: 'bench.Happened@1',
  },
});

/** Appends of one event each, acknowledged one by one, `IN_FLIGHT` at a time over as many streams; per second. */
async function appendsPerSecond(log: EventLog): Promise<number> {
  const run = randomUUID();
  let next = 0;
  const lane = async (index: number) => {
    for (; next < APPENDS; next += 1) await log.append(`bench-${run}${index}`, 'any', [anEvent()]);
  };
  return APPENDS / (await seconds(() => Promise.all(Array.from({ length: IN_FLIGHT }, (_, index) => lane(index)))));
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

async function fill(log: EventLog, stream: string): Promise<void> {
  for (let written = 0; written < READS; written += 500) {
    await log.append(stream, 'any', Array.from({ length: 500 }, anEvent));
  }
}

/** Durable appends and reads through the client, against the same client and a node that stores nothing. */
export const eventStore: Benchmark = {
  name: 'event-store',
  says: 'durable appends and reads through the client, against a node that stores nothing',
  async run(say) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
    const real = openEventLog({ url: urls.eventstore, log: silent });
    const stub = openEventLog({ url: await spawnStub(scope), log: silent });
    scope.afterwards.after(async () => void (await Promise.all([real.close(), stub.close()])));
    say(`warming up, then ${ROUNDS} rounds of ${APPENDS} appends`);
    await appendsPerSecond(real);
    await appendsPerSecond(stub);
    const appends = await paired(
      ROUNDS,
      () => appendsPerSecond(real),
      () => appendsPerSecond(stub),
    );
    const stream = `bench-${randomUUID()}`;
    await fill(real, stream);
    say(`${ROUNDS} rounds of ${READS} reads`);
    const reads = await paired(
      ROUNDS,
      () => readsPerSecond(real, stream),
      () => readsPerSecond(stub, stream),
    );
    return [rate('durable appends', 'events/s', appends.a, appends.b), rate('reads', 'events/s', reads.a, reads.b)];
  },
};
