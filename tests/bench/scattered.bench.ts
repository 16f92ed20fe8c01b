import { randomInt, randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, type Benchmark } from './bench.ts';
import { anEvent, callsPerSecond } from './events.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';

/** Fewer than the node remembers heads of: the rest is what the disk's pages cost. */
const MANY = 100_000;
const FEW = 256;
const IN_FLIGHT = 256;
const APPENDS = 10_000;
const ROUNDS = 5;

/** Appends to streams picked at random among many, against the same among few: each of the many has pages of its own. */
export const scattered: Benchmark = {
  name: 'scattered',
  description: `appends to streams picked at random among ${MANY}, against those among ${FEW}`,
  async *run(report) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
    const log = openEventLog({ url: urls.eventstore, log: silent });
    scope.afterwards.after(() => log.close());
    const run = randomUUID();
    const append = (stream: number) => log.append(`bench-${run}${stream}`, 'any', [anEvent()]);
    report(`making ${MANY} streams`);
    let next = 0;
    await callsPerSecond(MANY, IN_FLIGHT, () => append((next += 1)));
    report(`${ROUNDS} rounds of ${APPENDS} appends`);
    const among = (streams: number) => () => callsPerSecond(APPENDS, IN_FLIGHT, () => append(randomInt(streams) + 1));
    yield rate(
      'random appends to 100,000 streams, against 256',
      'events/s',
      await paired(ROUNDS, among(MANY), among(FEW)),
    );
  },
};
