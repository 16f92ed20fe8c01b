import { randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, type Benchmark } from './bench.ts';
import { anEvent, callsPerSecond } from './events.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';

const ROUNDS = 9;
const COMMANDS = 1000;
/** As many streams as commands of a round: each round adds one event to each. */
const TITLES = 1000;

/** Editing titles: load, decide and append, against the append alone and against a read and an append with nothing between. */
export const commands: Benchmark = {
  name: 'commands',
  description: 'commands that load, decide and append, against a bare append of one event',
  async *run(report) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true });
    const log = openEventLog({ url: urls.eventstore, log: silent });
    scope.afterwards.after(() => log.close());
    const execute = executeOn(log);
    report(`creating ${TITLES} titles`);
    const titles = Array.from({ length: TITLES }, () => randomUUID());
    await callsPerSecond(
      TITLES,
      64,
      taking(titles, (titleId) => create(execute, titleId)),
    );
    const streams = titles.map((id) => `bench-${id}`);
    await callsPerSecond(
      TITLES,
      64,
      taking(streams, (stream) => log.append(stream, 'any', [anEvent()])),
    );
    for (const inFlight of [16, 256]) {
      report(`${ROUNDS} rounds of ${COMMANDS} commands, ${inFlight} in flight`);
      const edits = () =>
        callsPerSecond(
          COMMANDS,
          inFlight,
          taking(titles, (titleId) => edit(execute, titleId)),
        );
      const appends = () =>
        callsPerSecond(
          COMMANDS,
          inFlight,
          taking(streams, (stream) => log.append(stream, 'any', [anEvent()])),
        );
      const byHand = () =>
        callsPerSecond(
          COMMANDS,
          inFlight,
          taking(streams, (stream) => readAndAppend(log, stream)),
        );
      await edits();
      await byHand();
      yield rate(
        `command, ${inFlight} in flight, against an append`,
        'commands/s',
        await paired(ROUNDS, edits, appends),
      );
      yield rate(
        `command, ${inFlight} in flight, against a read and an append`,
        'commands/s',
        await paired(ROUNDS, edits, byHand),
      );
    }
  },
};

/** Work on one item after the other, from the first again after the last. */
function taking<T>(items: readonly T[], work: (item: T) => Promise<unknown>): () => Promise<unknown> {
  let next = 0;
  return async () => {
    const item = items[next % items.length];
    next += 1;
    if (item !== undefined) await work(item);
  };
}

async function readAndAppend(log: EventLog, stream: string): Promise<void> {
  let last = -1n;
  for await (const { revision } of log.readStream(stream)) last = revision;
  await log.append(stream, last, [anEvent()]);
}

const create = (execute: Execute, titleId: string): Promise<void> =>
  command(execute, titleId, 'CreateTitle', {
    titleId,
    assetId: randomUUID(),
    details: { name: 'A film', synopsis: 'A film that is measured. '.repeat(4), releaseYear: 2026, attribution: null },
  });

const edit = (execute: Execute, titleId: string): Promise<void> =>
  command(execute, titleId, 'EditTitleDetails', { titleId, details: { name: `A film ${randomUUID()}` } });

async function command(execute: Execute, titleId: string, type: string, data: object): Promise<void> {
  const outcome = await execute({
    streamId: titleId,
    commandId: randomUUID(),
    correlationId: titleId,
    actor: { kind: 'staff', id: 'bench' },
    command: { type, data, at: new Date().toISOString() },
  });
  if (outcome.kind !== 'committed')
    throw new Error(
      `${type} was not committed: ${outcome.kind === 'rejected' ? outcome.rejection.message : outcome.kind}`,
    );
}
