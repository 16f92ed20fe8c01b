import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AckPolicy, RetentionPolicy } from 'nats';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { inbox } from '../../tests/harness/inbox.ts';
import { startNatsCluster } from '../../tests/harness/nats-cluster.ts';
import type { NatsCluster } from '../../tests/harness/nats-cluster.ts';
import { rounds, roundsTimeout } from '../../tests/harness/rounds.ts';
import { cleanUpAfter, startTestServices, type Afterwards } from '../../tests/harness/services.ts';
import { pause } from '../../runtime/backoff.ts';
import { connectNats } from './nats.ts';
import type { NatsBus } from './nats.ts';

/** Raft elects within nine seconds, and what was lost meanwhile is asked again every second. Nearly twice that on a busy machine. */
const LONGEST_PAUSE_MS = 18_000;
const QUEUES = ['jobs.test', 'telemetry'] as const;

async function open(t: Afterwards, url: string, replicas?: number): Promise<NatsBus> {
  const bus = await connectNats({ url, log: silentLogger, replicas });
  cleanUpAfter(t, () => bus.close());
  return bus;
}

/** Enqueues and consumes on every queue until stopped, and counts. */
function work(bus: NatsBus, consumers: NatsBus) {
  const stopping = new AbortController();
  const sent = new Map<string, number>();
  /** By message, the places at which the queue stored it. */
  const handled = new Map<string, Set<number>>();
  let lastAt = performance.now();
  let longest = 0;
  const produce = async (queue: (typeof QUEUES)[number]): Promise<void> => {
    for (let n = 1; !stopping.signal.aborted; n += 1) {
      // Sent until it is taken, by the same id: so the dispatcher and the gateway's players do.
      while (
        !(await bus.queues.enqueue(queue, `${queue}/${n}`, String(n)).then(
          () => true,
          () => false,
        ))
      );
      sent.set(queue, n);
      await pause(20);
    }
  };
  const consume = (queue: (typeof QUEUES)[number]): Promise<void> =>
    consumers.queues.consume<string>(
      queue,
      { durable: 'test', concurrency: 4, ackWaitMs: 2_000, signal: consuming.signal },
      async ({ payload, sequence, ack }) => {
        longest = Math.max(longest, performance.now() - lastAt);
        lastAt = performance.now();
        handled.set(payload, (handled.get(payload) ?? new Set()).add(sequence));
        await ack();
      },
    );
  const consuming = new AbortController();
  const producing = QUEUES.map(produce);
  const consumed = QUEUES.map(consume);
  const expected = (): number => [...sent.values()].reduce((sum, n) => sum + n, 0);
  return {
    handled,
    expected,
    longestPause: () => longest,
    async stop() {
      stopping.abort();
      await Promise.all(producing);
      await inbox().until(async () => handled.size >= expected(), 60_000);
      consuming.abort();
      await Promise.all(consumed);
    },
  };
}

async function withOneCopy({ manager }: NatsCluster): Promise<void> {
  await manager.streams.add({
    name: 'JOBS',
    subjects: ['jobs.*'],
    retention: RetentionPolicy.Workqueue,
    num_replicas: 1,
  });
  // A server may not have heard of the stream yet.
  await inbox().until(async () => {
    const made = await manager.consumers
      .add('JOBS', { durable_name: 'test', filter_subject: 'jobs.test', ack_policy: AckPolicy.Explicit })
      .catch(() => undefined);
    return made !== undefined;
  });
}

test(
  'a cluster of three keeps three copies, also of what had one, and loses any server without losing a message',
  {
    timeout: roundsTimeout(240_000),
  },
  async (t) => {
    const cluster = await startNatsCluster(t);
    await withOneCopy(cluster);
    const [producer, consumers] = [await open(t, cluster.url), await open(t, cluster.url)];
    await producer.queues.depth('jobs.test');
    await cluster.filled(3);
    const working = work(producer, consumers);
    await inbox().until(async () => working.handled.size > 20, 60_000);
    await cluster.filled(3);
    for (let round = 0; round < rounds(1); round += 1) {
      const victim = await cluster.leaderOf(round % 2 === 0 ? 'JOBS' : 'TELEMETRY');
      const before = working.expected();
      await cluster.killAndWipe(victim);
      await inbox().until(async () => working.handled.size > before + 50, LONGEST_PAUSE_MS * 2);
      await cluster.bringBack(victim);
    }
    await working.stop();
    assert.ok(working.longestPause() < LONGEST_PAUSE_MS, `paused for ${working.longestPause()} ms`);
    t.diagnostic(`${working.expected()} messages, longest pause ${Math.round(working.longestPause())} ms`);
    assert.equal(working.handled.size, working.expected());
    const twice = [...working.handled].filter(([, places]) => places.size > 1);
    assert.deepEqual(twice, [], 'each was stored once');
  },
);

test('what an operator asks for is applied exactly, and a server that has no cluster keeps one copy', async (t) => {
  const cluster = await startNatsCluster(t);
  const bus = await open(t, cluster.url, 1);
  await bus.queues.depth('telemetry');
  await cluster.filled(1);
  await (await open(t, cluster.url)).queues.depth('telemetry');
  await cluster.filled(3);
  await bus.queues.depth('telemetry');
  await cluster.filled(1);
  // More than there are servers: as many as before.
  await (await open(t, cluster.url, 5)).queues.enqueue('telemetry', 1, 'a');
  await cluster.filled(1);

  const { urls } = await startTestServices(t, { nats: true });
  const alone = await open(t, urls.nats, 3);
  await alone.queues.enqueue('telemetry', 1, 'a');
  assert.equal(await alone.queues.depth('telemetry'), 1);
});
