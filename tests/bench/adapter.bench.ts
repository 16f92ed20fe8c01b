import { randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { startTestServices } from '../harness/services.ts';
import { openBareClient, type BareClient } from './bare-client.ts';
import { paired, pairOf, rate, seconds, time, type Benchmark, type Figure } from './bench.ts';
import { anEvent, callsPerSecond, fill } from './events.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';

const ROUNDS = 15;
/** Appends of a round by how many are in flight: short rounds and many, for a machine that others use too. */
const APPENDS = new Map([
  [1, 100],
  [16, 1000],
  [256, 4000],
]);
/** More than every page, window and buffer between disk and reader. */
const READS = 10_000;

/** Our event-log adapter, against the client library that it wraps with nothing around it, on one node. */
export const adapter: Benchmark = {
  name: 'adapter',
  description: 'the event-log adapter, against the bare client on the same node',
  async *run(report) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
    const log = openEventLog({ url: urls.eventstore, log: silent });
    scope.afterwards.after(() => log.close());
    const bare = openBareClient(scope, urls.eventstore);
    const stream = `bench-${randomUUID()}`;
    await fill(log, stream, READS);
    yield* appends(log, bare, report);
    yield* reads(log, bare, stream, report);
  },
};

async function* appends(log: EventLog, bare: BareClient, report: (line: string) => void): AsyncGenerator<Figure> {
  for (const [inFlight, count] of APPENDS) {
    const run = randomUUID();
    const ours = () => callsPerSecond(count, inFlight, (caller) => log.append(`a-${run}${caller}`, 'any', [anEvent()]));
    const theirs = () => callsPerSecond(count, inFlight, (caller) => bare.append(`b-${run}${caller}`, [anEvent()]));
    await ours();
    await theirs();
    report(`${ROUNDS} rounds of ${count} appends, ${inFlight} in flight`);
    yield* compare(`adapter append, ${inFlight} in flight`, count, ours, theirs);
  }
}

async function* reads(
  log: EventLog,
  bare: BareClient,
  stream: string,
  report: (line: string) => void,
): AsyncGenerator<Figure> {
  const perSecond = (read: () => Promise<number>) => async (): Promise<number> => {
    let seen = 0;
    const took = await seconds(async () => (seen = await read()));
    if (seen !== READS) throw new Error(`${seen} events were read instead of ${READS}; the figure would be wrong.`);
    return READS / took;
  };
  const ways = {
    'read of a stream': [
      async () => count(log.readStream(stream, { limit: READS })),
      async () => bare.readStream(stream, READS),
    ],
    'read of $all': [async () => count(log.readAll({ limit: READS })), async () => bare.readAll(READS)],
    'subscription to $all': [async () => subscribed(log), async () => bare.subscribeAll('bench.', READS)],
  } as const;
  for (const [name, [ours, theirs]] of Object.entries(ways)) {
    await perSecond(ours)();
    await perSecond(theirs)();
    report(`${ROUNDS} rounds of ${READS} events, ${name}`);
    yield* compare(`adapter ${name}`, READS, perSecond(ours), perSecond(theirs));
  }
}

/** Events per second of both sides, and what each costs this process: the adapter adds nothing but that. */
async function* compare(
  name: string,
  events: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): AsyncGenerator<Figure> {
  const cpu: [number[], number[]] = [[], []];
  const counted = (side: 0 | 1, measure: () => Promise<number>) => async (): Promise<number> => {
    const before = process.cpuUsage();
    const perSecond = await measure();
    const { user, system } = process.cpuUsage(before);
    cpu[side].push((user + system) / events);
    return perSecond;
  };
  yield rate(name, 'events/s', await paired(ROUNDS, counted(0, ours), counted(1, theirs)));
  yield time(`${name}, CPU of the client`, 'µs', pairOf(cpu[0], cpu[1]));
}

async function count(events: AsyncIterable<unknown>): Promise<number> {
  let seen = 0;
  for await (const event of events) if (event !== undefined) seen += 1;
  return seen;
}

async function subscribed(log: EventLog): Promise<number> {
  const stop = new AbortController();
  let seen = 0;
  for await (const message of log.subscribeAll({ after: 0n, types: ['bench.'], signal: stop.signal }))
    if (message.kind === 'event' && (seen += 1) === READS) break;
  stop.abort();
  return seen;
}
