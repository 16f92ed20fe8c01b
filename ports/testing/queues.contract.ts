import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { isOutage } from '../outage.ts';
import type { Delivery, QueueName, Queues } from '../queues.ts';
import { collector } from './collector.ts';

const QUEUE: QueueName = 'telemetry';
const ACK_WAIT_MS = 1_000;

type Handle = (delivery: Delivery<number>) => Promise<void>;

/** What every `Queues` must do. `open` gives queues that are empty and that nobody else uses. */
export function queuesContract(open: (t: TestContext) => Promise<Queues>): void {
  // Waiting is most of what these tests do: they wait together.
  describe('queues', { concurrency: true }, () => {
    it('deliver what was enqueued, in order, with its place and count, until it is acknowledged', async (t) => {
      const { queues, consume } = await start(t, open);
      for (const n of [10, 20, 30]) await queues.enqueue(QUEUE, n, `m${n}`);
      equal(await queues.depth(QUEUE), 3);
      const seen = collector<readonly number[]>();
      consume(async ({ payload, deliveryCount, sequence, ack }) => {
        await ack();
        seen.put([payload, deliveryCount, sequence]);
      });
      const messages = await seen.take(3);
      deepEqual(
        messages.map(([payload, count]) => [payload, count]),
        [10, 20, 30].map((n) => [n, 1]),
      );
      const sequences = messages.map(([, , sequence]) => sequence ?? 0);
      ok(sequences.every((sequence, at) => at === 0 || sequence > (sequences[at - 1] ?? 0)));
      await isEmpty(queues);
    });
    it('deliver a message again after the ack wait, with its count', async (t) => {
      const { queues, consume } = await start(t, open);
      const seen = collector<number>();
      await queues.enqueue(QUEUE, 7, 'a');
      consume(async (delivery) => {
        if (delivery.deliveryCount === 2) await delivery.ack();
        seen.put(delivery.deliveryCount);
      });
      deepEqual(await seen.take(2), [1, 2]);
      await isEmpty(queues);
    });
    it('leave a delivery whose work goes on with its worker', async (t) => {
      const { queues, consume } = await start(t, open);
      const seen = collector<number>();
      await queues.enqueue(QUEUE, 1, 'a');
      consume(async (delivery) => {
        seen.put(delivery.deliveryCount);
        for (let heartbeats = 0; heartbeats < 12; heartbeats += 1) {
          await new Promise((resolve) => setTimeout(resolve, ACK_WAIT_MS / 5));
          delivery.working();
        }
        await delivery.ack();
        seen.put(-1);
      }, 2);
      deepEqual(await seen.take(2), [1, -1]);
      await isEmpty(queues);
    });
    it('let a late acknowledgement of an earlier delivery complete the message', async (t) => {
      const { queues, consume } = await start(t, open);
      const seen = collector<Delivery<number>>();
      await queues.enqueue(QUEUE, 1, 'a');
      consume(async (delivery) => seen.put(delivery));
      const [first] = await seen.take(2);
      await first?.ack();
      await isEmpty(queues);
    });
    it('store a message id once, also after the message was acknowledged', async (t) => {
      const { queues, consume } = await start(t, open);
      for (const id of ['a', 'a', 'b']) await queues.enqueue(QUEUE, 1, id);
      equal(await queues.depth(QUEUE), 2);
      const seen = collector<number>();
      consume(async ({ payload, ack }) => {
        await ack();
        seen.put(payload);
      });
      await seen.take(2);
      await queues.enqueue(QUEUE, 2, 'a');
      await queues.enqueue(QUEUE, 3, 'c');
      deepEqual(await seen.take(1), [3]);
    });
    it('keep queues apart, message ids too', async (t) => {
      const { queues, consume } = await start(t, open);
      await queues.enqueue('jobs.test', 1, 'a');
      await queues.enqueue(QUEUE, 2, 'a');
      const seen = collector<number>();
      consume(async ({ payload, ack }) => {
        await ack();
        seen.put(payload);
      });
      deepEqual(await seen.take(1), [2]);
      await isEmpty(queues);
      equal(await queues.depth('jobs.test'), 1);
      await queues.enqueue('jobs.other', 3, 'a');
      deepEqual(await Promise.all([queues.depth('jobs.test'), queues.depth('jobs.other')]), [1, 1]);
    });
    it('deliver a message that was handed back after its delay, and a discarded one never', async (t) => {
      const { queues, consume } = await start(t, open);
      const seen = collector<readonly [count: number, at: number]>();
      await queues.enqueue(QUEUE, 1, 'a');
      consume(async (delivery) => {
        seen.put([delivery.deliveryCount, performance.now()]);
        if (delivery.deliveryCount < 3) delivery.retry(delivery.deliveryCount === 1 ? 0 : 300);
        else delivery.discard();
      });
      const deliveries = await seen.take(3);
      deepEqual(
        deliveries.map(([count]) => count),
        [1, 2, 3],
      );
      const waited = (deliveries[2]?.[1] ?? 0) - (deliveries[1]?.[1] ?? 0);
      ok(waited >= 290, `came again after ${waited} ms`);
      await isEmpty(queues);
    });
    it('deliver a message again whose handler threw', async (t) => {
      const { queues, consume } = await start(t, open);
      const seen = collector<number>();
      await queues.enqueue(QUEUE, 1, 'a');
      consume(async (delivery) => {
        seen.put(delivery.deliveryCount);
        if (delivery.deliveryCount === 1) throw new Error('a handler is wrong');
        await delivery.ack();
      });
      deepEqual(await seen.take(2), [1, 2]);
      await isEmpty(queues);
    });
    it('give a consumer no more than it can work on, so that another finds the rest', async (t) => {
      const { queues, consume } = await start(t, open);
      const busy = collector<number>();
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      for (const n of [1, 2, 3]) await queues.enqueue(QUEUE, n, String(n));
      consume(async (delivery) => {
        busy.put(delivery.payload);
        const heartbeat = setInterval(() => delivery.working(), ACK_WAIT_MS / 5);
        await held;
        clearInterval(heartbeat);
        await delivery.ack();
      });
      deepEqual(await busy.take(1), [1]);
      const others = collector<number>();
      consume(async (delivery) => {
        await delivery.ack();
        others.put(delivery.payload);
      });
      deepEqual(await others.take(2), [2, 3]);
      release();
      await isEmpty(queues);
    });
    it('end a consumer that is stopped, after the message in its hand', async (t) => {
      const { queues, consumeUntil } = await start(t, open);
      const stop = new AbortController();
      const seen = collector<number>();
      for (const n of [1, 2]) await queues.enqueue(QUEUE, n, String(n));
      const done = consumeUntil(stop.signal, async (delivery) => {
        seen.put(delivery.payload);
        stop.abort();
        await delivery.ack();
      });
      await done;
      deepEqual(await seen.take(1), [1]);
      equal(seen.size(), 0);
      equal(await queues.depth(QUEUE), 1);
    });
    it('take what they hold as JSON, as it was when it was enqueued', async (t) => {
      const { queues, consume } = await start(t, open);
      const payload = { n: 1, left: undefined };
      const enqueued = queues.enqueue(QUEUE, payload, 'a');
      payload.n = 2;
      await enqueued;
      const seen = collector<unknown>();
      consume(async (delivery) => {
        await delivery.ack();
        seen.put(delivery.payload);
      });
      deepEqual(await seen.take(1), [{ n: 1 }]);
    });
    it('refuse a message that is too large for good, not as an outage', async (t) => {
      const queues = await open(t);
      await rejects(queues.enqueue(QUEUE, 'x'.repeat(2 * 1024 * 1024), 'a'), (error) => !isOutage(error));
      equal(await queues.depth(QUEUE), 0);
    });
  });
}

const start = async (t: TestContext, open: (t: TestContext) => Promise<Queues>) => {
  const queues = await open(t);
  const consumeUntil = (signal: AbortSignal, handle: Handle, concurrency = 1): Promise<void> =>
    queues.consume<number>(QUEUE, { durable: 'contract', concurrency, ackWaitMs: ACK_WAIT_MS, signal }, handle);
  const consume = (handle: Handle, concurrency = 1): void => void consumeUntil(t.signal, handle, concurrency);
  return { queues, consume, consumeUntil };
};

/** An acknowledgement may be on its way still. */
const isEmpty = async (queues: Queues): Promise<void> => {
  const deadline = AbortSignal.timeout(20_000);
  while ((await queues.depth(QUEUE)) > 0) {
    deadline.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
