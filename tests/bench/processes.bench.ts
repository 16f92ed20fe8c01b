import { randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { anyProcess } from '../../domain/kernel/context.ts';
import type { Process } from '../../domain/kernel/process.ts';
import { requestsOf } from '../../domain/kernel/requests.ts';
import type { NewEvent } from '../../ports/event-log.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { newTrace } from '../../runtime/trace.ts';
import { language } from '../../schemas/language.ts';
import { createProcessor } from '../../workers/runtime/processor.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, type Benchmark } from './bench.ts';
import { counting, type CountingLog } from './counting-log.ts';
import { anEvent, callsPerSecond, readAndAppend, writeHistory } from './events.ts';
import { openScope, type Scope } from './scope.ts';
import { silent } from './silent.ts';

const ROUNDS = 7;
/** Steps of a round, two for each instance: four times what a follower reads ahead. */
const STEPS = 2000;
const COMMANDS = 2000;
/** Instances that a follower handles at a time. */
const IN_FLIGHT = 64;
/** More events than the node remembers ids of (100,000). */
const HISTORY = { streams: 60_000, eventsEach: 3 };

/** Answers each input with a timer in its own stream. */
const sample: Process<null, { type: 'media.UploadStarted'; data: { uploadId: string } }, never> = {
  category: 'steps',
  inputs: ['media.UploadStarted'],
  route: ({ data }) => data.uploadId,
  initial: null,
  evolve: () => null,
  react: ({ event, at }, _, derive) =>
    event.type === 'media.UploadStarted'
      ? [requestsOf('steps', event.data.uploadId, derive).timer('wake', at, 1e9)]
      : [],
};

/** What processes cost: reacting to events and executing the commands they ask for, against reads and appends alone. */
export const processes: Benchmark = {
  name: 'processes',
  description: 'process steps and the commands that processes ask for, against the same reads and appends',
  async *run(report) {
    await using scope = openScope();
    const old = await startNode(scope);
    report(`writing a history of ${HISTORY.streams * HISTORY.eventsEach} events`);
    await writeHistory(old, HISTORY.streams, HISTORY.eventsEach);
    const fresh = await startNode(scope);
    const [steps, freshSteps] = [stepsOn(old), stepsOn(fresh)];
    const byHand = () => bareSteps(old, idsTwice(STEPS / 2));
    // The first start passes over the history.
    await steps();
    await freshSteps();
    report(`${ROUNDS} rounds of ${STEPS} steps`);
    yield rate('process step, against a read and an append', 'steps/s', await paired(ROUNDS, steps, byHand));
    yield rate('process step after 180,000 events', 'steps/s', await paired(ROUNDS, steps, freshSteps));
    report(`${ROUNDS} rounds of ${COMMANDS} commands`);
    const commands = commandsOn(old);
    await commands();
    const appends = () => bareSteps(old, Array.from({ length: COMMANDS }, randomUUID));
    yield rate(
      'command of a process, against a read and an append',
      'commands/s',
      await paired(ROUNDS, commands, appends),
    );
  },
};

async function startNode(scope: Scope): Promise<CountingLog> {
  const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
  const log = openEventLog({ url: urls.eventstore, log: silent });
  scope.afterwards.after(() => log.close());
  return counting(log);
}

const idsTwice = (count: number): string[] => {
  const ids = Array.from({ length: count }, randomUUID);
  return [...ids, ...ids];
};

/** The same number of reads and appends, as many at a time, with nothing between. */
function bareSteps(log: CountingLog, ids: readonly string[]): Promise<number> {
  let next = 0;
  return callsPerSecond(ids.length, IN_FLIGHT, async () => {
    const id = ids[next];
    next += 1;
    await readAndAppend(log, `bare-${id}`);
  });
}

/** Writes the inputs, then measures a processor that finds them. */
function stepsOn(log: CountingLog): () => Promise<number> {
  const run = processorOn(log, [anyProcess(sample)]);
  return async () => {
    const inputs = idsTwice(STEPS / 2).map((uploadId) =>
      written('media.UploadStarted', { uploadId, assetId: uploadId, titleId: uploadId, fileName: 'a', sizeBytes: 1 }),
    );
    for (let start = 0; start < inputs.length; start += 500)
      await log.append(`feed-${randomUUID()}`, 'no-stream', inputs.slice(start, start + 500));
    return STEPS / (await run('steps-', STEPS));
  };
}

/** Writes the requests, each in the stream of its instance, then measures a processor that finds them. */
function commandsOn(log: CountingLog): () => Promise<number> {
  const run = processorOn(log, []);
  const details = { name: 'A film', synopsis: 'Measured. '.repeat(8), releaseYear: 2026, attribution: null };
  return async () => {
    await callsPerSecond(COMMANDS, 256, () => {
      const [processId, titleId] = [randomUUID(), randomUUID()];
      const data = { titleId, assetId: randomUUID(), details };
      const ask = requestsOf('steps', processId, () => randomUUID());
      const { type, data: request } = ask.command('title', titleId, { type: 'CreateTitle', data });
      return log.append(`steps-${processId}`, 'no-stream', [written(type, request)]);
    });
    return COMMANDS / (await run('title-', COMMANDS));
  };
}

/** A processor that remembers from round to round how far it came. Seconds until it has appended so often. */
function processorOn(log: CountingLog, running: readonly ReturnType<typeof anyProcess>[]) {
  const checkpoints = createMemoryCheckpoints();
  const contexts = [{ name: 'bench', deciders: [], processes: running }];
  const parking = createMemoryParkingLot();
  return async (prefix: string, appends: number): Promise<number> => {
    const execute = executeOn(log);
    const role = createProcessor({ contexts, log, language, execute, checkpoints, parking, logger: silent });
    const taken = await seconds(async () => {
      const done = log.appended(prefix, appends);
      await role.start();
      await done;
    });
    await role.stop();
    return taken;
  };
}

const written = (type: string, data: object): NewEvent =>
  language.encode({ type, data }, randomUUID(), {
    ...anEvent().metadata,
    actor: { kind: 'process', id: 'steps' },
    traceparent: newTrace(),
  });
