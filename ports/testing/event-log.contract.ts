import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { EventLog, LogMessage, NewEvent, RecordedEvent } from '../event-log.ts';
import { LogUnavailable } from '../event-log.ts';

/** A stream name that nobody used before. */
export const newStream = (): string => `contract-${randomUUID()}`;

/** An event with an id of its own; `n` is its payload. */
export const newEvent = (n: number, type = 'contract.Happened', data: unknown = { n }): NewEvent => ({
  id: randomUUID(),
  type,
  data,
  metadata: {
    $correlationId: 'contract',
    $causationId: 'contract',
    commandId: randomUUID(),
    actor: { kind: 'system', id: 'contract' },
    occurredAt: '2026-01-02T03:04:05.000Z',
    schema: `${type}@1`,
  },
});

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
export const numbers = (events: readonly RecordedEvent[]): number[] =>
  events.map((event) => (event.data as { n: number }).n);
const revisions = (events: readonly RecordedEvent[]): bigint[] => events.map((event) => event.revision);

/** Takes messages until `enough` says so, then leaves the subscription. */
export async function takeUntil(
  messages: AsyncIterable<LogMessage>,
  enough: (seen: readonly LogMessage[]) => boolean,
): Promise<LogMessage[]> {
  const seen: LogMessage[] = [];
  for await (const message of messages) {
    seen.push(message);
    if (enough(seen)) break;
  }
  return seen;
}
export const eventsOf = (messages: readonly LogMessage[]): RecordedEvent[] =>
  messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));

async function append(log: EventLog, stream: string, count: number, type?: string): Promise<void> {
  for (let n = 0; n < count; n += 1) await log.append(stream, 'any', [newEvent(n, type)]);
}

/**
 * What every `EventLog` must do, whichever store is behind it, the double in memory included. `log` may be shared by all
 * tests; `another` opens one more connection, which the test closes.
 */
export function eventLogContract(log: () => EventLog, another: () => EventLog): void {
  describe('append', () => {
    it('accepts what fits the expected revision and says where the last event went', async () => {
      const stream = newStream();
      const first = await log().append(stream, 'no-stream', [newEvent(0), newEvent(1)]);
      ok(first.kind === 'appended');
      equal(first.revision, 1n);
      const second = await log().append(stream, 1n, [newEvent(2)]);
      ok(second.kind === 'appended' && second.revision === 2n && second.position > first.position);
      deepEqual((await log().append(stream, 'stream-exists', [newEvent(3)])).kind, 'appended');
      const stored = await collect(log().readStream(stream));
      deepEqual(
        [numbers(stored), revisions(stored)],
        [
          [0, 1, 2, 3],
          [0n, 1n, 2n, 3n],
        ],
      );
      equal(stored[1]?.position, first.position);
    });
    it('answers a wrong expectation with the actual revision and writes nothing', async () => {
      const stream = newStream();
      deepEqual(await log().append(stream, 0n, [newEvent(0)]), { kind: 'wrong-revision', actual: 'no-stream' });
      deepEqual(await log().append(stream, 'stream-exists', [newEvent(0)]), {
        kind: 'wrong-revision',
        actual: 'no-stream',
      });
      await append(log(), stream, 3);
      deepEqual(await log().append(stream, 'no-stream', [newEvent(9)]), { kind: 'wrong-revision', actual: 2n });
      deepEqual(await log().append(stream, 1n, [newEvent(9)]), { kind: 'wrong-revision', actual: 2n });
      deepEqual(await log().append(stream, 7n, [newEvent(9)]), { kind: 'wrong-revision', actual: 2n });
      deepEqual(numbers(await collect(log().readStream(stream))), [0, 1, 2]);
    });
    it('recognises a repeat by its event ids, also when others have written since', async () => {
      const stream = newStream();
      const [one, two, three] = [[newEvent(0), newEvent(1)], [newEvent(2)], [newEvent(3)]];
      const answers = [
        await log().append(stream, 'no-stream', one),
        await log().append(stream, 1n, two),
        await log().append(stream, 2n, three),
      ];
      deepEqual(
        [
          await log().append(stream, 'no-stream', one),
          await log().append(stream, 1n, two),
          await log().append(stream, 2n, three),
        ],
        answers,
      );
      equal((await log().append(stream, 'no-stream', [...one, newEvent(9)])).kind, 'wrong-revision');
      deepEqual(numbers(await collect(log().readStream(stream))), [0, 1, 2, 3]);
    });
    it('refuses a repeat that is not whole, or that stands elsewhere, and knows a repeat where any revision will do', async () => {
      const stream = newStream();
      const [one, two] = [newEvent(0), newEvent(1)];
      const appended = await log().append(stream, 'any', [one, two]);
      deepEqual(await log().append(stream, 'any', [one, two]), appended);
      deepEqual(await log().append(stream, 'stream-exists', [one, two]), appended);
      for (const [expected, events] of [
        ['any', [one, newEvent(2)]],
        ['no-stream', [two, one]],
        ['no-stream', [two]],
        [0n, [one]],
      ] as const)
        deepEqual(await log().append(stream, expected, events), { kind: 'wrong-revision', actual: 1n });
      // Another stream knows nothing of these ids.
      equal((await log().append(newStream(), 'no-stream', [one])).kind, 'appended');
      equal((await collect(log().readStream(stream))).length, 2);
    });
    it('is not changed by what its caller does with the event afterwards', async () => {
      const stream = newStream();
      const data = { n: 1, left: undefined };
      await log().append(stream, 'any', [newEvent(0, 'contract.Happened', data)]);
      data.n = 2;
      const [stored] = await collect(log().readStream(stream));
      deepEqual(stored?.data, { n: 1 });
    });
    it('lets one of many rivals win', async () => {
      const stream = newStream();
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) => log().append(stream, 'no-stream', [newEvent(n)])),
      );
      equal(answers.filter(({ kind }) => kind === 'appended').length, 1);
      equal((await collect(log().readStream(stream))).length, 1);
    });
    it('keeps data and metadata as they are', async () => {
      const stream = newStream();
      const event = newEvent(0, 'contract.Told', {
        text: 'ünïcödé \u2028 🎬 "quoted"',
        none: null,
        deep: [{ a: [1.5, -2, true] }],
        long: 'x'.repeat(200_000),
      });
      await log().append(stream, 'no-stream', [event]);
      const [stored] = await collect(log().readStream(stream));
      deepEqual(
        [stored?.id, stored?.type, stored?.stream, stored?.data, stored?.metadata],
        [event.id, event.type, stream, event.data, event.metadata],
      );
      ok(stored && Math.abs(stored.recordedAt.getTime() - Date.now()) < 600_000);
    });
    it('fails for good, not as an outage, when an event is too large', async () => {
      const stream = newStream();
      const huge = newEvent(0, 'contract.Huge', { text: 'x'.repeat(2 * 1024 * 1024) });
      await rejects(log().append(stream, 'no-stream', [huge]), (error) => !(error instanceof LogUnavailable));
      deepEqual(await collect(log().readStream(stream)), []);
    });
  });

  describe('read', () => {
    it('of a stream goes both ways, from anywhere, as far as asked', async () => {
      const stream = newStream();
      await append(log(), stream, 6);
      deepEqual(numbers(await collect(log().readStream(stream, { from: 4n }))), [4, 5]);
      deepEqual(numbers(await collect(log().readStream(stream, { from: 1n, limit: 2 }))), [1, 2]);
      deepEqual(numbers(await collect(log().readStream(stream, { from: 9n }))), []);
      deepEqual(numbers(await collect(log().readStream(stream, { direction: 'backwards', limit: 2 }))), [5, 4]);
      deepEqual(numbers(await collect(log().readStream(stream, { direction: 'backwards', from: 1n }))), [1, 0]);
      deepEqual(await collect(log().readStream(newStream())), []);
    });
    it('of the log is ordered by position and filtered by type prefixes, after and before a position', async () => {
      const tag = `contract-${randomUUID()}`;
      const start = await log().head();
      await append(log(), newStream(), 3, `${tag}.A`);
      await append(log(), newStream(), 2, `${tag}.B`);
      await append(log(), newStream(), 2, 'contract.Other');
      const all = await collect(log().readAll({ after: start, types: [`${tag}.`] }));
      deepEqual(numbers(all), [0, 1, 2, 0, 1]);
      ok(all.every((event, index) => event.position > (all[index - 1]?.position ?? start)));
      const middle = all[2]?.position ?? 0n;
      deepEqual(numbers(await collect(log().readAll({ after: middle, types: [`${tag}.`] }))), [0, 1]);
      deepEqual(
        numbers(await collect(log().readAll({ after: start, types: [`${tag}.A`, `${tag}.B`], limit: 4 }))),
        [0, 1, 2, 0],
      );
      deepEqual(
        numbers(await collect(log().readAll({ direction: 'backwards', after: middle, types: [`${tag}.`], limit: 2 }))),
        [1, 0],
      );
      deepEqual(numbers(await collect(log().readAll({ after: start, limit: 6 }))), [0, 1, 2, 0, 1, 0]);
    });
    it('can be left early', async () => {
      const stream = newStream();
      await append(log(), stream, 40);
      for await (const event of log().readStream(stream)) if (event.revision === 3n) break;
      for await (const event of log().readAll()) if (event.position > 0n) break;
      equal((await collect(log().readStream(stream))).length, 40);
    });
    it("gives the position of the newest event as the head, and of the last record, be it the store's own, as the end", async () => {
      const stream = newStream();
      const appended = await log().append(stream, 'no-stream', [newEvent(0)]);
      await log().setMaxAge(stream, 3600);
      ok(appended.kind === 'appended');
      equal(await log().head(), appended.position);
      ok((await log().end()) > appended.position);
    });
    it('forgets events beyond the age of their stream', async (t) => {
      const stream = newStream();
      await append(log(), stream, 2);
      await log().setMaxAge(stream, 1);
      const deadline = AbortSignal.any([t.signal, AbortSignal.timeout(15_000)]);
      while ((await collect(log().readStream(stream))).length > 0) deadline.throwIfAborted();
      await log().setMaxAge(stream, undefined);
      deepEqual(numbers(await collect(log().readStream(stream))), [0, 1]);
      equal((await log().append(stream, 1n, [newEvent(2)])).kind, 'appended');
    });
    it('reports which streams were given an age or lost it, in order, after a position', async () => {
      const [one, two] = [newStream(), newStream()];
      const start = await log().head();
      await append(log(), one, 1);
      await log().setMaxAge(one, 3600);
      await log().setMaxAge(two, 60);
      await log().setMaxAge(one, undefined);
      const ages = await collect(log().readMaxAges(start));
      deepEqual(
        ages.map(({ stream, seconds }) => [stream, seconds]),
        [
          [one, 3600],
          [two, 60],
          [one, undefined],
        ],
      );
      deepEqual(await collect(log().readMaxAges(ages[1]?.position ?? 0n)), ages.slice(2));
    });
  });

  describe('subscription', () => {
    it('goes from the past to the present without a gap or a repeat while others write', async (t) => {
      const tag = `contract-${randomUUID()}`;
      const after = await log().head();
      await append(log(), newStream(), 100, `${tag}.Past`);
      const writers = Array.from({ length: 4 }, () => append(log(), newStream(), 100, `${tag}.Live`));
      const seen = await takeUntil(
        log().subscribeAll({ after, types: [`${tag}.`], signal: t.signal }),
        (messages) => eventsOf(messages).length === 500,
      );
      await Promise.all(writers);
      deepEqual(
        eventsOf(seen).map((event) => event.position),
        (await collect(log().readAll({ after, types: [`${tag}.`] }))).map((event) => event.position),
      );
    });
    it('starts after the position that it is given and says when it has caught up', async (t) => {
      const tag = `contract-${randomUUID()}`;
      const stream = newStream();
      await append(log(), stream, 3, tag);
      const [first] = await collect(log().readStream(stream, { limit: 1 }));
      const seen = await takeUntil(
        log().subscribeAll({ after: first?.position ?? 0n, types: [tag], signal: t.signal }),
        (messages) => messages.at(-1)?.kind === 'caught-up',
      );
      deepEqual(numbers(eventsOf(seen)), [1, 2]);
    });
    it('never lets a checkpoint run ahead of an event, however slow the consumer is', async (t) => {
      const tag = `contract-${randomUUID()}`;
      const after = await log().head();
      for (let round = 0; round < 8; round += 1) {
        await append(log(), newStream(), 40, 'contract.Noise');
        await append(log(), newStream(), 1, tag);
      }
      await append(log(), newStream(), 40, 'contract.Noise');
      const matching = (await collect(log().readAll({ after, types: [tag] }))).map((event) => event.position);
      const seen: LogMessage[] = [];
      for await (const message of log().subscribeAll({ after, types: [tag], signal: t.signal })) {
        seen.push(message);
        if (message.kind === 'caught-up') break;
        await new Promise((resolve) => setImmediate(resolve));
      }
      const positions = seen.flatMap((message) =>
        message.kind === 'event' ? [message.event.position] : message.kind === 'checkpoint' ? [message.position] : [],
      );
      ok(
        positions.every((position, index) => index === 0 || position >= (positions[index - 1] ?? 0n)),
        'positions go back',
      );
      deepEqual(
        eventsOf(seen).map((event) => event.position),
        matching,
      );
      for (const [index, message] of seen.entries()) {
        if (message.kind !== 'checkpoint') continue;
        const yielded = eventsOf(seen.slice(0, index)).length;
        equal(
          matching.filter((position) => position <= message.position).length,
          yielded,
          'a checkpoint covers an event that was not yielded',
        );
      }
      ok(seen.some(({ kind }) => kind === 'checkpoint'));
    });
    it('tells how far it has come when others have written enough, and relies on nothing while all is quiet', async (t) => {
      const tag = `contract-${randomUUID()}`;
      const after = await log().head();
      const past = await log().append(newStream(), 'any', [newEvent(0, tag)]);
      for await (const message of log().subscribeAll({ after, types: [tag], signal: t.signal })) {
        // a store may keep silent until some tens of events are passed over
        if (message.kind === 'caught-up') await append(log(), newStream(), 80, 'contract.Noise');
        if (message.kind === 'checkpoint' && past.kind === 'appended' && message.position > past.position) break;
      }
    });
    it('ends when it is aborted, also while nothing happens', async () => {
      const stop = new AbortController();
      const after = await log().head();
      const seen: LogMessage[] = [];
      for await (const message of log().subscribeAll({ after, types: [randomUUID()], signal: stop.signal })) {
        seen.push(message);
        if (message.kind === 'caught-up') setImmediate(() => stop.abort());
      }
      equal(seen.at(-1)?.kind, 'caught-up');
    });
    it('ends when its log is closed, which refuses work from then on', async (t) => {
      const closing = another();
      const after = await closing.head();
      for await (const message of closing.subscribeAll({ after, types: [randomUUID()], signal: t.signal }))
        if (message.kind === 'caught-up') void closing.close();
      await rejects(closing.append(newStream(), 'any', [newEvent(0)]), /closed/);
    });
    it('leaves system events out', async (t) => {
      const after = await log().head();
      const stream = newStream();
      await append(log(), stream, 1);
      await log().setMaxAge(stream, 3600);
      await append(log(), stream, 1);
      const seen = await takeUntil(
        log().subscribeAll({ after, signal: t.signal }),
        (messages) => eventsOf(messages).length === 2,
      );
      deepEqual(
        eventsOf(seen).map((event) => event.type),
        ['contract.Happened', 'contract.Happened'],
      );
    });
  });
}
