import { randomUUID } from 'node:crypto';
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { makeTestDir, startTestServices } from '../harness/services.ts';
import { openBareClient } from './bare-client.ts';
import { pairOf, quantile, time, type Benchmark } from './bench.ts';
import { anEvent } from './events.ts';
import { openScope, type Scope } from './scope.ts';
import { silent } from './silent.ts';

const flush = promisify(fdatasync);
const WARM_UP = 300;
const ROUNDS = 7;
/** Appends of each kind in a round: enough that the slowest hundredth is more than one. */
const APPENDS = 300;

/** One append with nothing else in flight, through adapter and node, against the bare client and against a bare flush. */
export const loneAppend: Benchmark = {
  name: 'lone-append',
  description: 'one append at a time, against the bare client and against a flush of the same bytes to the same disk',
  async *run(report) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
    const log = openEventLog({ url: urls.eventstore, log: silent });
    scope.afterwards.after(() => log.close());
    const bare = openBareClient(scope, urls.eventstore);
    const flush = openFlush(scope);
    const run = randomUUID();
    const ways = [
      async () => log.append(`a-${run}`, 'any', [anEvent()]),
      async () => bare.append(`b-${run}`, [anEvent()]),
      flush,
    ] as const;
    for (let n = 0; n < WARM_UP; n += 1) for (const way of ways) await way();
    report(`${ROUNDS} rounds of ${APPENDS} appends and flushes in turn`);
    const rounds: number[][][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const taken: number[][] = ways.map(() => []);
      for (let n = 0; n < APPENDS; n += 1) for (const [index, way] of ways.entries()) taken[index]?.push(await ms(way));
      rounds.push(taken);
    }
    for (const [label, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      const of = (way: number) => rounds.map((round) => quantile(round[way] ?? [], share));
      yield time(`lone append, ${label}, against the bare client`, 'ms', pairOf(of(0), of(1)));
      yield time(`lone append, ${label}, against a bare flush`, 'ms', pairOf(of(0), of(2)));
    }
  },
};

async function ms(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Appends as many bytes as a stored event has to a file beside the data of the node and waits until they are on the disk. */
function openFlush(scope: Scope): () => Promise<unknown> {
  const file = openSync(join(makeTestDir(scope.afterwards), 'flush'), 'w');
  scope.afterwards.after(async () => closeSync(file));
  const bytes = Buffer.alloc(800, 1);
  return async () => {
    writeSync(file, bytes);
    await flush(file);
  };
}
