import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lease } from '../ports/checkpoints.ts';
import { createMemoryCheckpoints } from '../ports/testing/memory-checkpoints.ts';
import { silentLogger as logger } from '../ports/testing/silent-logger.ts';
import { pause } from './backoff.ts';
import { holderName, keepLease, LeaseLost, workUnderLease } from './lease.ts';

const untilAborted = (signal: AbortSignal): Promise<void> => pause(60_000, signal);
const consumer = 'films';

async function taken(checkpoints = createMemoryCheckpoints()) {
  const lease = await checkpoints.acquire(consumer, 'me', 50);
  assert.ok(lease !== undefined);
  return { checkpoints, lease };
}

test('a lease is renewed while its work runs, and free afterwards', { timeout: 10_000 }, async () => {
  const { checkpoints, lease } = await taken();
  const renewed = Promise.withResolvers<void>();
  let renewals = 0;
  const counting = {
    ...checkpoints,
    renew: async (of: Lease, ttlMs: number) => {
      renewals += 1;
      if (renewals === 5) renewed.resolve();
      return checkpoints.renew(of, ttlMs);
    },
  };
  const how = { checkpoints: counting, logger, ttlMs: 50, signal: new AbortController().signal };
  await keepLease(how, lease, async () => {
    await renewed.promise;
    assert.equal(await checkpoints.acquire(consumer, 'another', 50), undefined);
  });
  assert.ok((await checkpoints.acquire(consumer, 'another', 50)) !== undefined);
});

test(
  'work whose lease was taken by another is asked to stop, and fails as a lost lease',
  { timeout: 10_000 },
  async () => {
    const { checkpoints, lease } = await taken();
    const how = { checkpoints, logger, ttlMs: 30, signal: new AbortController().signal };
    await checkpoints.release(lease);
    assert.ok((await checkpoints.acquire(consumer, 'another', 60_000)) !== undefined);
    await assert.rejects(
      keepLease(how, lease, async (signal) => {
        await untilAborted(signal);
        signal.throwIfAborted();
      }),
      LeaseLost,
    );
    assert.equal(await checkpoints.acquire(consumer, 'me', 50), undefined, 'the other keeps it');
  },
);

test('a lease that cannot be renewed while it lives is given up', { timeout: 10_000 }, async () => {
  const { checkpoints, lease } = await taken();
  const away = { ...checkpoints, renew: () => Promise.reject(new Error('the database is away')) };
  const how = { checkpoints: away, logger, ttlMs: 50, signal: new AbortController().signal };
  await assert.rejects(
    keepLease(how, lease, async (signal) => {
      await untilAborted(signal);
      signal.throwIfAborted();
    }),
    /could not be renewed/,
  );
});

test('one works while the other stands by, and takes over when it stops', { timeout: 10_000 }, async () => {
  const checkpoints = createMemoryCheckpoints();
  const worker = () => {
    const stopping = new AbortController();
    const [works, waits] = [Promise.withResolvers<bigint>(), Promise.withResolvers<void>()];
    const how = { checkpoints, logger, ttlMs: 40, signal: stopping.signal, consumer, holder: holderName() };
    const running = workUnderLease({ ...how, onStandby: waits.resolve }, async (lease, signal) => {
      works.resolve(lease.epoch);
      await untilAborted(signal);
    });
    return { works: works.promise, waits: waits.promise, stop: () => (stopping.abort(), running) };
  };
  const first = worker();
  const epoch = await first.works;
  const second = worker();
  await second.waits;
  await first.stop();
  assert.ok((await second.works) > epoch);
  await second.stop();
});

test('work that breaks begins again, and failures in a row are counted until it says that all is well', async () => {
  const stopping = new AbortController();
  const failures: number[] = [];
  let begun = 0;
  await workUnderLease(
    {
      checkpoints: createMemoryCheckpoints(),
      logger,
      ttlMs: 1_000,
      signal: stopping.signal,
      consumer,
      holder: 'me',
      onFailure(error, count) {
        assert.match(String(error), /broken/);
        failures.push(count);
      },
    },
    async (_lease, _signal, isWell) => {
      begun += 1;
      if (begun === 3) isWell();
      if (begun === 4) stopping.abort();
      throw new Error('broken');
    },
  );
  assert.deepEqual(failures, [1, 2, 1]);
});
