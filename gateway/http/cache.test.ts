import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCache } from './cache.ts';

test('concurrent askers share one load, and what is not there is asked for again', async () => {
  const asked: string[] = [];
  const cache = createCache<string>({
    max: 10,
    load: async (key) => {
      asked.push(key);
      return key === 'absent' ? undefined : `value of ${key}`;
    },
  });
  assert.deepEqual(await Promise.all([cache.get('a'), cache.get('a')]), ['value of a', 'value of a']);
  assert.equal(await cache.get('a'), 'value of a');
  assert.equal(await cache.get('absent'), undefined);
  assert.equal(await cache.get('absent'), undefined);
  assert.deepEqual(asked, ['a', 'absent', 'absent']);
});

test('a failed load is forgotten, and memory is bounded by what was used last', async () => {
  let fails = true;
  const asked: string[] = [];
  const cache = createCache<string>({
    max: 2,
    load: async (key) => {
      asked.push(key);
      if (fails) throw new Error('away');
      return key;
    },
  });
  await assert.rejects(cache.get('a'), /away/);
  fails = false;
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) assert.equal(await cache.get(key), key);
  assert.deepEqual(asked, ['a', 'a', 'b', 'c', 'b'], 'the one used longest ago went first');
});

test('what is old is loaded again, also when a load was under way', async () => {
  let value = 'old';
  let release = (): void => {};
  const cache = createCache<string>({
    max: 2,
    load: async () => {
      const seen = value;
      if (seen === 'old') await new Promise<void>((resolve) => (release = resolve));
      return seen;
    },
  });
  const first = cache.get('a');
  value = 'new';
  cache.renew('a');
  release();
  assert.equal(await first, 'old', 'who asked before still gets an answer');
  assert.equal(await cache.get('a'), 'new');
  value = 'newer';
  cache.renew('a');
  assert.equal(await cache.get('a'), 'newer', 'nobody gets what was known before');
});

test('what cannot be renewed goes on, and is asked for again when it has aged', async () => {
  let fails = false;
  const cache = createCache<string>({
    max: 2,
    load: async () => {
      if (fails) throw new Error('away');
      return 'known';
    },
  });
  assert.equal(await cache.get('a'), 'known');
  fails = true;
  cache.renew('a');
  assert.equal(await cache.get('a'), 'known');
  assert.equal(await cache.get('a'), 'known');
  cache.renew('never asked for');
  await assert.rejects(cache.get('never asked for'), /away/);
});

test('an aged value is loaded again, and stays while that fails', async () => {
  const clock = { now: 1 };
  let loads = 0;
  let fails = false;
  const cache = createCache<string>({
    max: 2,
    ttlMs: 1000,
    now: () => clock.now,
    load: async () => {
      if (fails) throw new Error('away');
      loads++;
      return `load ${loads}`;
    },
  });
  /** lru-cache looks at its clock once in a turn of the event loop's timers. */
  const pass = async (ms: number): Promise<void> => {
    clock.now += ms;
    await new Promise((resolve) => setTimeout(resolve, 2));
  };
  assert.equal(await cache.get('a'), 'load 1');
  await pass(900);
  assert.equal(await cache.get('a'), 'load 1');
  await pass(200);
  assert.equal(await cache.get('a'), 'load 2');
  fails = true;
  await pass(1100);
  assert.equal(await cache.get('a'), 'load 2');
  fails = false;
  await pass(1100);
  assert.equal(await cache.get('a'), 'load 3');
});

test('what is renewed again while it is being renewed is not lost when the source goes away', async () => {
  let away = false;
  const cache = createCache<string>({
    max: 2,
    load: async () => {
      // The source goes away while a load is under way.
      await Promise.resolve();
      if (away) throw new Error('away');
      return 'known';
    },
  });
  assert.equal(await cache.get('a'), 'known');
  cache.renew('a');
  cache.renew('a');
  away = true;
  assert.equal(await cache.get('a'), 'known');
});
