import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AckPolicy, connect, RetentionPolicy } from 'nats';
import { startNats } from '../../platform/services/index.ts';
import { queuesContract } from '../../ports/testing/queues.contract.ts';
import { signalsContract } from '../../ports/testing/signals.contract.ts';
import { cleanUpAfter, makeTestDir, startTestServices, type Afterwards } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { inbox } from '../../tests/harness/inbox.ts';
import { namespaceOf } from './namespace.ts';
import { connectNats, type NatsBus } from './nats.ts';

const MIB = 1024 ** 2;
const ACK_WAIT_MS = 1_000;

const open = async (t: Afterwards): Promise<NatsBus> => {
  const { urls, closeFirst } = await startTestServices(t, { nats: true });
  const bus = await connectNats({ url: urls.nats, log: silentLogger });
  closeFirst(() => bus.close());
  return bus;
};

const { signals } = await open({ after });
signalsContract(() => signals);
queuesContract(async (t) => (await open(t)).queues);

test('installations that share a server receive nothing of each other', async (t) => {
  const { urls } = await startTestServices(t, { nats: true });
  const { pathname } = new URL(urls.nats);
  const server = urls.nats.slice(0, urls.nats.length - pathname.length);
  const [blue, green] = await Promise.all(
    ['blue', 'green'].map(async (name) => {
      const bus = await connectNats({ url: `${server}/${name}-${process.pid}`, log: silentLogger });
      cleanUpAfter(t, () => bus.close());
      return bus;
    }),
  );
  assert(blue !== undefined && green !== undefined);
  const seen = inbox<readonly [string, unknown]>();
  blue.signals.subscribe('>', (subject, payload) => seen.put([subject, payload]));
  green.signals.publish('a', 'green');
  await green.queues.enqueue('telemetry', 1, 'a');
  await blue.queues.depth('telemetry');
  blue.signals.publish('a', 'blue');
  assert.deepEqual(await seen.take(1), [['a', 'blue']]);
  assert.deepEqual(await Promise.all([blue, green].map(({ queues }) => queues.depth('telemetry'))), [0, 1]);
});

test('after the server lost its directory, both ends go on by themselves', async (t) => {
  const dataDir = makeTestDir(t);
  const first = await startNats({ dataDir });
  cleanUpAfter(t, () => first.stop());
  const port = Number(new URL(first.url).port);
  const bus = await connectNats({ url: first.url, log: silentLogger });
  const stopping = new AbortController();
  const seen = inbox<number>();
  await bus.queues.enqueue('jobs.test', 1, 'one');
  const running = bus.queues.consume<number>(
    'jobs.test',
    { durable: 'test', concurrency: 2, ackWaitMs: ACK_WAIT_MS, signal: stopping.signal },
    async (delivery) => {
      seen.put(delivery.payload);
      await delivery.ack();
    },
  );
  assert.deepEqual(await seen.take(1), [1]);
  await first.stop();
  rmSync(join(dataDir, 'nats'), { recursive: true, force: true });
  const second = await startNats({ dataDir, port });
  cleanUpAfter(t, () => second.stop());
  cleanUpAfter(t, async () => {
    stopping.abort();
    await running;
    await bus.close();
  });
  // The same message id: the new server cannot know it.
  await bus.queues.enqueue('jobs.test', 2, 'one');
  assert.deepEqual(await seen.take(1), [2]);
});

test('what the queues hold of another log is thrown away before anybody takes it, and what is the own is kept', async (t) => {
  const { urls } = await startTestServices(t, { nats: true });
  const warned: unknown[] = [];
  const log = { ...silentLogger, warn: (fields: unknown) => void warned.push(fields) };
  const openFor = async (logId?: string): Promise<NatsBus> => {
    const bus = await connectNats({ url: urls.nats, log });
    cleanUpAfter(t, () => bus.close());
    if (logId !== undefined) await bus.serveLog(logId);
    return bus;
  };
  const depths = async ({ queues }: NatsBus) =>
    Promise.all((['jobs.test', 'telemetry'] as const).map((queue) => queues.depth(queue)));
  const enqueue = async ({ queues }: NatsBus, id: string) =>
    Promise.all((['jobs.test', 'telemetry'] as const).map((queue) => queues.enqueue(queue, id, id)));

  // as earlier versions left them: nobody's
  await enqueue(await openFor(), 'a');
  const first = await openFor('log-1');
  await enqueue(first, 'b');
  assert.deepEqual(await depths(first), [2, 2]);
  assert.deepEqual(await depths(await openFor('log-1')), [2, 2]);
  assert.deepEqual(warned, []);

  const other = await openFor('log-2');
  await enqueue(other, 'c');
  assert.deepEqual(await depths(await openFor('log-2')), [1, 1]);
  const stream = { messages: 2, former: 'log-1', logId: 'log-2' };
  assert.deepEqual(
    warned.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    ['JOBS', 'TELEMETRY'].map((name) => ({ ...stream, stream: namespaceOf(urls.nats).stream(name) })),
  );
});

test('a server that does not answer is named, with what to do', async () => {
  await assert.rejects(connectNats({ url: 'nats://127.0.0.1:1', log: silentLogger }), {
    name: 'QueueUnavailable',
    message: 'No NATS server answers at nats://127.0.0.1:1. Start it, or correct REPRISE_NATS_URL.',
  });
});

test('a stream of jobs as version 0.1.0 made it gets its subjects of today, and what it still held goes', async (t) => {
  const { urls } = await startTestServices(t, { nats: true });
  const names = namespaceOf(urls.nats);
  const client = await connect({ servers: [...names.servers], ...names.credentials });
  cleanUpAfter(t, () => client.close());
  const manager = await client.jetstreamManager();
  const [stream, old] = [names.stream('JOBS'), names.subject('jobs.media')];
  await manager.streams.delete(stream).catch(() => undefined);
  await manager.streams.add({ name: stream, subjects: [old], retention: RetentionPolicy.Workqueue });
  await manager.consumers.add(stream, {
    durable_name: 'media-worker',
    ack_policy: AckPolicy.Explicit,
    filter_subject: old,
  });
  await client.jetstream().publish(old, '{}');
  const bus = await connectNats({ url: urls.nats, log: silentLogger });
  cleanUpAfter(t, () => bus.close());
  const seen = inbox<number>();
  void bus.queues.consume<number>(
    'jobs.test',
    { durable: 'test', concurrency: 1, ackWaitMs: ACK_WAIT_MS, signal: t.signal },
    async (delivery) => {
      await delivery.ack();
      seen.put(delivery.payload);
    },
  );
  await bus.queues.enqueue('jobs.test', 7, 'a');
  assert.deepEqual(await seen.take(1), [7]);
  const { state, config } = await manager.streams.info(stream);
  assert.deepEqual([state.messages, state.consumer_count, config.subjects], [0, 1, [names.subject('jobs.*')]]);
});

test('on a small disk the streams are small, also when they were large before, and grow when there is room', async (t) => {
  const dataDir = makeTestDir(t);
  const capacityWith = async (storeBytes: number | undefined): Promise<readonly [number, number]> => {
    const server = await startNats({ dataDir, ...(storeBytes === undefined ? {} : { storeBytes }) });
    cleanUpAfter(t, () => server.stop());
    const bus = await connectNats({ url: server.url, log: silentLogger });
    cleanUpAfter(t, () => bus.close());
    await bus.queues.enqueue('telemetry', { beat: 1 }, randomUUID());
    const found = [(await bus.capacity('telemetry')) / MIB, await bus.queues.depth('telemetry')] as const;
    await bus.close();
    await server.stop();
    return found;
  };
  assert.deepEqual(await capacityWith(4 * 1024 * MIB), [1024, 1]);
  const [small, kept] = await capacityWith(300 * MIB);
  assert.equal(small, 256);
  assert.deepEqual(await capacityWith(4 * 1024 * MIB), [1024, kept + 1], 'nothing of the small one is lost');
});

test('a server without room says so at once, with the least that it needs', async (t) => {
  const server = await startNats({ dataDir: makeTestDir(t), storeBytes: 8 * MIB });
  cleanUpAfter(t, () => server.stop());
  const bus = await connectNats({ url: server.url, log: silentLogger });
  cleanUpAfter(t, () => bus.close());
  const says = {
    name: 'QueueUnavailable',
    message: /no room for its stream TELEMETRY: JetStream needs 16 MiB at least/,
  };
  await assert.rejects(bus.queues.enqueue('telemetry', 1, 'a'), says);
  await assert.rejects(bus.queues.depth('telemetry'), says);
  await assert.rejects(bus.capacity('telemetry'), says);
});
