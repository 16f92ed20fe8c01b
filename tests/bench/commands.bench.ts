import { randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, type Benchmark } from './bench.ts';
import { anEvent, callsPerSecond, readAndAppend } from './events.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';

const ROUNDS = 7;
const COMMANDS = 1000;

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
    for (const inFlight of [16, 256]) {
      report(`${ROUNDS} rounds of ${COMMANDS} commands, ${inFlight} in flight`);
      // Streams of one event in every round: streams that grew would make later rounds read more.
      const edits = onNewStreams(
        inFlight,
        (id) => create(execute, id),
        (id) => edit(execute, id),
      );
      const write = (id: string) => log.append(`bench-${id}`, 'any', [anEvent()]);
      const appends = onNewStreams(inFlight, write, write);
      const byHand = onNewStreams(inFlight, write, (id) => readAndAppend(log, `bench-${id}`));
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

/** Makes streams, then measures work on each of them. */
function onNewStreams(
  inFlight: number,
  make: (id: string) => Promise<unknown>,
  work: (id: string) => Promise<unknown>,
): () => Promise<number> {
  return async () => {
    const ids = Array.from({ length: COMMANDS }, () => randomUUID());
    await Promise.all(ids.map(make));
    return callsPerSecond(COMMANDS, inFlight, async () => {
      const id = ids.pop();
      if (id !== undefined) await work(id);
    });
  };
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
