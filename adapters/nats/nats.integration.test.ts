import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startNats } from '../../platform/services/index.ts';
import type { Delivery } from '../../ports/queues.ts';
import { cleanUpAfter, makeTestDir, startTestServices } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { inbox } from '../../tests/harness/inbox.ts';
import { connectNats } from './nats.ts';

const ACK_WAIT_MS = 1_000;

const open = async (t: Parameters<typeof startTestServices>[0]) => {
  const { urls, closeFirst } = await startTestServices(t, { nats: true });
  const bus = await connectNats({ url: urls.nats, log: silentLogger });
  closeFirst(() => bus.close());
  const stopping = new AbortController();
  const consume = (handle: (delivery: Delivery<number>) => Promise<void>, concurrency = 1): void => {
    const running = bus.queues.consume<number>(
      'jobs.media',
      { durable: 'test', concurrency, ackWaitMs: ACK_WAIT_MS, signal: stopping.signal },
      handle,
    );
    closeFirst(async () => {
      stopping.abort();
      await running;
    });
  };
  return { bus, consume };
};

test('an unsettled delivery comes again after the ack wait, with its count', async (t) => {
  const { bus, consume } = await open(t);
  const seen = inbox<readonly [number, number]>();
  await bus.queues.enqueue('jobs.media', 7, 'a');
  consume(async (delivery) => {
    seen.put([delivery.payload, delivery.deliveryCount]);
    if (delivery.deliveryCount === 2) await delivery.ack();
  });
  assert.deepEqual(await seen.take(2), [
    [7, 1],
    [7, 2],
  ]);
  await seen.until(async () => (await bus.queues.depth('jobs.media')) === 0);
});

test('a delivery that reports that work goes on is not given to anybody else', async (t) => {
  const { bus, consume } = await open(t);
  const seen = inbox<number>();
  await bus.queues.enqueue('jobs.media', 1, 'a');
  consume(async (delivery) => {
    seen.put(delivery.deliveryCount);
    const beat = setInterval(() => delivery.working(), ACK_WAIT_MS / 5);
    await new Promise((resolve) => setTimeout(resolve, ACK_WAIT_MS * 2.5));
    clearInterval(beat);
    await delivery.ack();
    seen.put(-1);
  }, 2);
  assert.deepEqual(await seen.take(2), [1, -1]);
  assert.equal(await bus.queues.depth('jobs.media'), 0);
});

test('a repeated message id is stored once', async (t) => {
  const { bus } = await open(t);
  for (const id of ['a', 'a', 'b']) await bus.queues.enqueue('jobs.media', 1, id);
  assert.equal(await bus.queues.depth('jobs.media'), 2);
});

test('a message handed back comes again after its delay, a discarded one never', async (t) => {
  const { bus, consume } = await open(t);
  const seen = inbox<number>();
  await bus.queues.enqueue('jobs.media', 1, 'a');
  consume(async (delivery) => {
    seen.put(delivery.deliveryCount);
    if (delivery.deliveryCount < 3) delivery.retry(50);
    else delivery.discard();
  });
  assert.deepEqual(await seen.take(3), [1, 2, 3]);
  await seen.until(async () => (await bus.queues.depth('jobs.media')) === 0);
});

test('a consumer takes no more than it can work on, so that another finds the rest', async (t) => {
  const { bus, consume } = await open(t);
  const busy = inbox<number>();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const n of [1, 2, 3]) await bus.queues.enqueue('jobs.media', n, String(n));
  consume(async (delivery) => {
    busy.put(delivery.payload);
    const beat = setInterval(() => delivery.working(), ACK_WAIT_MS / 5);
    await held;
    clearInterval(beat);
    await delivery.ack();
  });
  assert.deepEqual(await busy.take(1), [1]);
  const others = inbox<number>();
  consume(async (delivery) => {
    others.put(delivery.payload);
    await delivery.ack();
  });
  assert.deepEqual(await others.take(2), [2, 3]);
  release();
  await busy.until(async () => (await bus.queues.depth('jobs.media')) === 0);
});

test('after the server lost its directory, both ends go on by themselves', async (t) => {
  const dataDir = makeTestDir(t);
  const first = await startNats({ dataDir });
  cleanUpAfter(t, () => first.stop());
  const port = Number(new URL(first.url).port);
  const bus = await connectNats({ url: first.url, log: silentLogger });
  const stopping = new AbortController();
  const seen = inbox<number>();
  await bus.queues.enqueue('jobs.media', 1, 'one');
  const running = bus.queues.consume<number>(
    'jobs.media',
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
  await bus.queues.enqueue('jobs.media', 2, 'one');
  assert.deepEqual(await seen.take(1), [2]);
});

test('signals reach subscribers of their subject as JSON, until they unsubscribe', async (t) => {
  const { bus } = await open(t);
  const seen = inbox<readonly [string, unknown]>();
  const unsubscribe = bus.signals.subscribe('progress.job.*', (subject, payload) => seen.put([subject, payload]));
  bus.signals.publish('progress.job.x', { fraction: 0.5 });
  bus.signals.publish('read.titles.x', {});
  bus.signals.publish('progress.job.y', { fraction: 1 });
  assert.deepEqual(await seen.take(2), [
    ['progress.job.x', { fraction: 0.5 }],
    ['progress.job.y', { fraction: 1 }],
  ]);
  unsubscribe();
});

test('a server that does not answer is named, with what to do', async () => {
  await assert.rejects(connectNats({ url: 'nats://127.0.0.1:1', log: silentLogger }), {
    name: 'QueueUnavailable',
    message: 'No NATS server answers at nats://127.0.0.1:1. Start it, or correct REPRISE_NATS_URL.',
  });
});
