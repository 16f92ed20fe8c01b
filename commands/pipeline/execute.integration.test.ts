import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { TitleCommand } from '../../domain/catalog/title.decider.ts';
import { assetId } from '../../domain/media/samples.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { startTestServices } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { LogUnavailable } from '../../ports/event-log.ts';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { executeOn } from '../testing/execute.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import type { Envelope } from './envelope.ts';
import type { Outcome } from './outcome.ts';

type Untimed<C> = C extends unknown ? Omit<C, 'at'> : never;
const details = { name: 'Sintel', synopsis: null, releaseYear: null, attribution: null };
const envelope = (
  titleId: TitleId,
  command: Untimed<TitleCommand>,
  more: Partial<Envelope<TitleCommand>> = {},
): Envelope<TitleCommand> => ({
  commandId: randomUUID(),
  streamId: titleId,
  command: { at: '2026-01-02T03:04:05.000Z', ...command },
  actor: { kind: 'staff', id: 'ann' },
  correlationId: 'flow-1',
  ...more,
});
const create = (titleId: TitleId) => envelope(titleId, { type: 'CreateTitle', data: { titleId, assetId, details } });
const rename = (titleId: TitleId, name: string, more?: Partial<Envelope<TitleCommand>>) =>
  envelope(titleId, { type: 'EditTitleDetails', data: { titleId, details: { name } } }, more);
const newTitleId = (): TitleId => randomUUID() as TitleId;

describe('the command pipeline over the real store', () => {
  let log: EventLog;
  const suite = { after: registerAfter() };
  before(async () => {
    const { urls, closeFirst } = await startTestServices(suite, { eventstore: true });
    log = openEventLog({ url: urls.eventstore, log: silentLogger });
    closeFirst(() => log.close());
  });

  const run = (envelope: Envelope<TitleCommand>, on: EventLog = log): Promise<Outcome> => executeOn(on)(envelope);
  const stored = async (titleId: TitleId): Promise<RecordedEvent[]> => {
    const all: RecordedEvent[] = [];
    for await (const event of log.readStream(`title-${titleId}`)) all.push(event);
    return all;
  };

  it('commits with derived ids, whole metadata and the position as the token', async () => {
    const titleId = newTitleId();
    const envelope = {
      ...create(titleId),
      causationId: 'cause-1',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    };
    const outcome = await run(envelope);
    const [event] = await stored(titleId);
    ok(outcome.kind === 'committed' && event);
    deepEqual([outcome.revision, outcome.events, outcome.token], [0n, 1, String(event.position)]);
    equal(event.id, uuid5(envelope.commandId, '0'));
    deepEqual(event.metadata, {
      $correlationId: 'flow-1',
      $causationId: 'cause-1',
      commandId: envelope.commandId,
      commandType: 'CreateTitle',
      actor: envelope.actor,
      occurredAt: envelope.command.at,
      schema: 'catalog.TitleCreated@1',
      traceparent: envelope.traceparent,
    });
  });
  it('a command that is repeated is written once', async () => {
    const titleId = newTitleId();
    const envelope = create(titleId);
    const first = await run(envelope);
    await run(rename(titleId, 'Later'));
    ok(first.kind === 'committed');
    deepEqual(await run(envelope), { kind: 'duplicate', revision: 0n, token: first.token });
    equal((await stored(titleId)).length, 2);
  });
  it('a command id that named another command before is refused, not answered as done', async () => {
    const titleId = newTitleId();
    const envelope = create(titleId);
    await run(envelope);
    const other = await run({ ...rename(titleId, 'Later'), commandId: envelope.commandId });
    ok(other.kind === 'rejected' && other.rejection.code === 'command.id-reused');
    equal((await stored(titleId)).length, 1);
  });
  it('a command that is sent many times at once is written once', async () => {
    const titleId = newTitleId();
    const envelope = create(titleId);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => run(envelope)));
    ok(
      outcomes.every(({ kind }) => kind === 'committed' || kind === 'duplicate'),
      outcomes.map(({ kind }) => kind).join(),
    );
    equal((await stored(titleId)).length, 1);
  });
  it('loses nothing of a hundred concurrent commands on one stream', async () => {
    const titleId = newTitleId();
    await run(create(titleId));
    const names = Array.from({ length: 100 }, (_, index) => `name ${index}`);
    // Two views of the log know nothing of each other, like two processes.
    const views = [log, { ...log }];
    await Promise.all(
      names.map(async (name, index) => {
        const envelope = rename(titleId, name);
        const view = views[index % views.length];
        let outcome = await run(envelope, view);
        while (outcome.kind === 'contended') outcome = await run(envelope, view);
        equal(outcome.kind, 'committed');
      }),
    );
    const events = (await stored(titleId)).slice(1);
    const changes = events.map((event) => (event.data as { changes: { before: string; after: string }[] }).changes[0]);
    deepEqual(new Set(changes.map((change) => change?.after)), new Set(names));
    equal(changes.length, names.length);
    // Each was decided on what the one before it had written.
    deepEqual(
      changes.slice(1).map((change) => change?.before),
      changes.slice(0, -1).map((change) => change?.after),
    );
  });
  it('answers no-op, and refuses what the screen did not show', async () => {
    const titleId = newTitleId();
    await run(create(titleId));
    deepEqual(await run(rename(titleId, 'Sintel')), { kind: 'no-op', revision: 0n });
    equal((await run(rename(titleId, 'A', { expectedRevision: 0n }))).kind, 'committed');
    const stale = await run(rename(titleId, 'B', { expectedRevision: 0n }));
    ok(stale.kind === 'rejected');
    equal(stale.rejection.code, 'stream.changed');
  });
  it('repeats an append whose reply was lost, and it is there once', async () => {
    const titleId = newTitleId();
    let lost = 0;
    const outcome = await run(create(titleId), {
      ...log,
      append: async (...args) => {
        const appended = await log.append(...args);
        if ((lost += 1) <= 2) throw new LogUnavailable('the reply was lost');
        return appended;
      },
    });
    deepEqual([outcome.kind, lost, (await stored(titleId)).length], ['committed', 3, 1]);
  });
  it('passes an outage on after a bounded number of tries', async () => {
    let tries = 0;
    const down = {
      ...log,
      append: async () => {
        tries += 1;
        throw new LogUnavailable('down');
      },
    };
    await rejects(run(create(newTitleId()), down), LogUnavailable);
    equal(tries, 5);
  });
  it('gives up with "contended" when a rival always wins, and decides again each time', async () => {
    const titleId = newTitleId();
    await run(create(titleId));
    let rivals = 0;
    const busy: EventLog = {
      ...log,
      append: async (...args) => {
        await run(rename(titleId, `rival ${(rivals += 1)}`));
        return log.append(...args);
      },
    };
    deepEqual(await run(rename(titleId, 'mine'), busy), { kind: 'contended', attempts: 5 });
    equal((await stored(titleId)).length, 6);
    let once = false;
    const overtaken: EventLog = {
      ...log,
      append: async (...args) => {
        if (!once) await run(rename(titleId, 'theirs'));
        once = true;
        return log.append(...args);
      },
    };
    equal((await run(rename(titleId, 'theirs'), overtaken)).kind, 'no-op');
  });
  it('refuses malformed commands as values and writes nothing', async () => {
    const titleId = newTitleId();
    const codeOf = async (envelope: Envelope<TitleCommand>): Promise<string> => {
      const outcome = await run(envelope);
      return outcome.kind === 'rejected' ? outcome.rejection.code : outcome.kind;
    };
    equal(await codeOf({ ...create(titleId), commandId: 'nope' }), 'command.malformed');
    equal(await codeOf({ ...create(titleId), streamId: titleId.toUpperCase() }), 'command.malformed');
    equal(await codeOf({ ...create(titleId), streamId: randomUUID() }), 'command.malformed');
    equal(await codeOf(rename(titleId, '')), 'command.malformed');
    equal(await codeOf(rename(titleId, 'x'.repeat(201))), 'command.malformed');
    const { command, ...rest } = create(titleId);
    const unknown = await executeOn(log)({ ...rest, command: { ...command, type: 'SingTitle' } });
    ok(unknown.kind === 'rejected' && unknown.rejection.code === 'command.unknown');
    equal((await stored(titleId)).length, 0);
  });
  it('asks the policy of the command who may give it', async () => {
    const titleId = newTitleId();
    const viewer = { kind: 'viewer', id: 'eve' } as const;
    const outcome = await run({ ...create(titleId), actor: viewer });
    ok(outcome.kind === 'rejected' && outcome.rejection.code === 'actor.not-allowed');
    equal((await stored(titleId)).length, 0);
    const envelope = create(titleId);
    equal((await run(envelope)).kind, 'committed');
    const repeated = await run({ ...envelope, actor: viewer });
    ok(repeated.kind === 'rejected', 'repeating the command of another reveals nothing about it');
  });
  it('does not decide on a history that it cannot read', async () => {
    const titleId = newTitleId();
    await run(create(titleId));
    const [first] = await stored(titleId);
    ok(first);
    await log.append(`title-${titleId}`, 0n, [
      { id: randomUUID(), type: 'catalog.TitleSung', data: {}, metadata: first.metadata as never },
    ]);
    await rejects(run(rename(titleId, 'x')), {
      name: 'UnreadableHistory',
      message: /Event 1 of title-.*catalog\.TitleSung/,
    });
  });
});

/** `after` belongs to the suite only while the suite is being declared. */
function registerAfter(): (close: () => Promise<void>) => void {
  const closers: (() => Promise<void>)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  return (close) => void closers.push(close);
}
