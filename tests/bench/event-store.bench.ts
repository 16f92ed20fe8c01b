import { randomUUID } from 'node:crypto';
import type { EventLog } from '../../ports/event-log.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, short, type Benchmark, type Figure } from './bench.ts';
import { anEvent, callsPerSecond, fill } from './events.ts';
import { openScope, type Scope } from './scope.ts';
import { silent } from './silent.ts';
import { spawnStub } from './spawn-stub.ts';

const IN_FLIGHT = 256;
const APPENDS = 10_000;
const READS = 20_000;
const ROUNDS = 3;
/** How much is in the log when appends are measured again: twenty times the ids that the node remembers. */
const STEPS = [100_000, 250_000, 500_000, 1_000_000, 1_500_000, 2_100_000];
/** Events with each append of a growing log, and appends of a round. */
const TOGETHER = 500;
const GROWTH_APPENDS = 20;

/** Appends of one event each, acknowledged one by one, `IN_FLIGHT` at a time over as many streams; per second. */
async function appendsPerSecond(log: EventLog): Promise<number> {
  const run = randomUUID();
  return callsPerSecond(APPENDS, IN_FLIGHT, (caller) => log.append(`bench-${run}${caller}`, 'any', [anEvent()]));
}

/** Events per second when `TOGETHER` come with each append, one append at a time. */
async function batchesPerSecond(log: EventLog, appends: number): Promise<number> {
  const stream = `bench-${randomUUID()}`;
  const took = await seconds(() => fill(log, stream, appends * TOGETHER));
  return (appends * TOGETHER) / took;
}

/** Fills a log step by step; at each its appends are measured against those of a node that has just begun. */
async function* growth(log: EventLog, scope: Scope, report: (line: string) => void): AsyncGenerator<Figure> {
  let written = 0;
  const measure = async (on: EventLog): Promise<number> => {
    if (on === log) written += GROWTH_APPENDS * TOGETHER;
    return batchesPerSecond(on, GROWTH_APPENDS);
  };
  for (const step of STEPS) {
    report(`filling the log up to ${short(step)} events`);
    for (; written < step; written += TOGETHER * GROWTH_APPENDS) await batchesPerSecond(log, GROWTH_APPENDS);
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
    const fresh = openEventLog({ url: urls.eventstore, log: silent });
    await batchesPerSecond(fresh, GROWTH_APPENDS);
    const figures = await paired(
      ROUNDS,
      () => measure(log),
      () => measure(fresh),
    );
    await fresh.close();
    yield rate(`appends of ${TOGETHER} after ${short(step)} events, against an empty log`, 'events/s', figures);
  }
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
    yield* growth(real, scope, report);
  },
};
