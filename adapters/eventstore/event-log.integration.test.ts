import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { LogUnavailable } from '../../ports/event-log.ts';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { openEventLog } from './event-log.ts';
import { startEventStore } from '../../platform/services/index.ts';
import type { Service } from '../../platform/services/index.ts';
import { cleanUpAfter, makeTestDir } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { collect, eventLogContract, newEvent, newStream } from '../../ports/testing/event-log.contract.ts';

const external = process.env['REPRISE_TEST_EVENTSTORE_URL'];

/** A node that can be killed and come back at the same address with the same data. */
async function startNode(t: TestContext) {
  const dataDir = makeTestDir(t);
  let service: Service = await startEventStore({ dataDir });
  cleanUpAfter(t, () => service.stop());
  const port = Number(new URL(service.url).port);
  return {
    url: service.url,
    kill: async () => {
      process.kill(service.pid, 'SIGKILL');
      await service.exited;
    },
    start: async () => {
      service = await startEventStore({ dataDir, port });
    },
    signal: (signal: NodeJS.Signals) => process.kill(service.pid, signal),
  };
}
const open = (t: TestContext, url: string): EventLog => {
  const log = openEventLog({ url, log: silentLogger });
  cleanUpAfter(t, () => log.close());
  return log;
};
/** Appends until it is known to be written, as a patient caller would. */
async function appendPatiently(log: EventLog, stream: string, expected: bigint, n: number): Promise<void> {
  const event = newEvent(n);
  for (;;) {
    try {
      const { kind } = await log.append(stream, expected === -1n ? 'no-stream' : expected, [event]);
      return equal(kind, 'appended');
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
    }
  }
}

for (const [name, url] of [
  ['the embedded node', undefined],
  ...(external === undefined ? [] : [['REPRISE_TEST_EVENTSTORE_URL', external] as const]),
] as const)
  describe(`the event log over ${name}`, () => {
    let log: EventLog;
    let another: () => EventLog;
    const suite = { after };
    const dataDir = makeTestDir(suite);
    before(async () => {
      const node = url === undefined ? await startEventStore({ dataDir }) : undefined;
      if (node !== undefined) cleanUpAfter(suite, () => node.stop());
      another = () => openEventLog({ url: url ?? node?.url ?? '', log: silentLogger });
      log = another();
      cleanUpAfter(suite, () => log.close());
    });
    eventLogContract(
      () => log,
      () => another(),
    );
  });

describe('the event log when its node goes away', () => {
  it('resumes subscriptions without a gap or a repeat, and appends are written once', async (t) => {
    const node = await startNode(t);
    const log = open(t, node.url);
    const interruptions: number[] = [];
    const stop = new AbortController();
    const seen: RecordedEvent[] = [];
    const total = 600;
    const follower = (async () => {
      for await (const message of log.subscribeAll({
        after: 0n,
        signal: stop.signal,
        onInterruption: (_, attempt) => interruptions.push(attempt),
      })) {
        if (message.kind === 'event' && seen.push(message.event) === total) return;
      }
    })();
    const stream = newStream();
    for (let n = 0; n < total; n += 1) {
      // The kill hits appends and deliveries in flight: it is not awaited before the next append.
      if (n % 200 === 100) void node.kill().then(() => node.start());
      await appendPatiently(log, stream, BigInt(n) - 1n, n);
    }
    await follower;
    stop.abort();
    const stored = await collect(log.readStream(stream));
    equal(stored.length, total);
    deepEqual(
      seen.map((event) => event.id),
      stored.map((event) => event.id),
    );
    ok(interruptions.length >= 3, `${interruptions.length} interruptions were reported`);
  });
  it('throws LogUnavailable while the node is down, for appends and reads, also for many at once', async (t) => {
    const node = await startNode(t);
    const log = open(t, node.url);
    await log.append(newStream(), 'no-stream', [newEvent(0)]);
    const storm = Array.from({ length: 200 }, () =>
      log.append(newStream(), 'no-stream', [newEvent(0)]).then(
        () => 'written',
        (error: unknown) => error,
      ),
    );
    await node.kill();
    for (const answer of await Promise.all(storm))
      ok(answer === 'written' || answer instanceof LogUnavailable, String(answer));
    await rejects(log.append(newStream(), 'no-stream', [newEvent(0)]), LogUnavailable);
    await rejects(collect(log.readStream(newStream())), LogUnavailable);
    await rejects(collect(log.readAll({ types: ['contract.'] })), LogUnavailable);
    await rejects(log.head(), LogUnavailable);
    await node.start();
    equal(typeof (await log.head()), 'bigint');
    equal((await log.append(newStream(), 'no-stream', [newEvent(0)])).kind, 'appended');
  });
  it('survives losing a node that hung under a flood of appends', async (t) => {
    const node = await startNode(t);
    const log = open(t, node.url);
    await log.append(newStream(), 'no-stream', [newEvent(0)]);
    node.signal('SIGSTOP');
    const flood = Array.from({ length: 500 }, () =>
      log.append(newStream(), 'no-stream', [newEvent(0, 'contract.Large', { text: 'x'.repeat(20_000) })]).then(
        () => 'written',
        (error: unknown) => error,
      ),
    );
    await new Promise((resolve) => setImmediate(resolve));
    await node.kill();
    for (const answer of await Promise.all(flood)) ok(answer instanceof LogUnavailable, String(answer));
  });
  it('keeps its connection over a thousand reads of absent streams', async (t) => {
    const node = await startNode(t);
    const log = open(t, node.url);
    await log.append(newStream(), 'no-stream', [newEvent(0)]);
    const interruptions: unknown[] = [];
    // Node's HTTP/2 server ends a session after about 1000 resets in a short time; a subscription notices.
    const messages = log.subscribeAll({
      after: 0n,
      types: ['contract.'],
      signal: t.signal,
      onInterruption: (error) => interruptions.push(error),
    });
    let begun: Promise<unknown> | undefined;
    for await (const message of messages) {
      if (message.kind === 'event' && message.event.type === 'contract.Last') break;
      if (message.kind !== 'caught-up' || begun !== undefined) continue;
      begun = (async () => {
        for (let round = 0; round < 40; round += 1)
          for (const found of await Promise.all(Array.from({ length: 64 }, () => collect(log.readStream(newStream())))))
            deepEqual(found, []);
        for (let round = 0; round < 100; round += 1) await log.head();
        await log.append(newStream(), 'no-stream', [newEvent(0, 'contract.Last')]);
      })();
    }
    await begun;
    deepEqual(interruptions, []);
  });
  it('gives up on a node that hangs, and recovers when it answers again', async (t) => {
    const node = await startNode(t);
    const log = open(t, node.url);
    const stream = newStream();
    await log.append(stream, 'no-stream', [newEvent(0)]);
    const event = newEvent(1);
    node.signal('SIGSTOP');
    try {
      await rejects(log.append(stream, 0n, [event]), LogUnavailable);
    } finally {
      node.signal('SIGCONT');
    }
    equal((await log.append(stream, 0n, [event])).kind, 'appended');
    equal((await collect(log.readStream(stream))).length, 2);
  });
});
