import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemorySharedCounters } from '../../ports/testing/memory-shared-counters.ts';
import { createRateLimit } from './rate-limit.ts';

test('a budget is for one caller and one window', (t) => {
  let now = 0;
  const limit = createRateLimit({ counters: createMemorySharedCounters(), windowMs: 1000, now: () => now });
  t.after(() => limit.close());
  assert.equal(limit.spend('a', 60, 100).allowed, true);
  now = 400;
  assert.deepEqual(limit.spend('a', 60, 100), { allowed: false, retryAfterMs: 600 });
  assert.equal(limit.spend('a', 40, 100).allowed, true);
  assert.equal(limit.spend('b', 100, 100).allowed, true);
  now = 1000;
  assert.equal(limit.spend('a', 100, 100).allowed, true);
});

test('gateways add up what they counted', async (t) => {
  const counters = createMemorySharedCounters();
  const [one, two] = [
    createRateLimit({ counters, windowMs: 1000, now: () => 0 }),
    createRateLimit({ counters, windowMs: 1000, now: () => 0 }),
  ];
  t.after(() => {
    one.close();
    two.close();
  });
  one.spend('a', 60, 100);
  two.spend('a', 30, 100);
  await one.share();
  await two.share();
  assert.equal(two.spend('a', 20, 100).allowed, false);
  assert.equal(two.spend('a', 10, 100).allowed, true);
});

test('without the shared counters each gateway goes on by itself', async (t) => {
  const counters = createMemorySharedCounters();
  const limit = createRateLimit({ counters, windowMs: 1000, now: () => 0 });
  t.after(() => limit.close());
  counters.setAway(true);
  limit.spend('a', 60, 100);
  await limit.share();
  assert.equal(limit.spend('a', 60, 100).allowed, false);
  counters.setAway(false);
  await limit.share();
  assert.equal(limit.spend('a', 40, 100).allowed, true);
});

test('callers without end are counted in groups', (t) => {
  const limit = createRateLimit({ counters: createMemorySharedCounters(), windowMs: 1000, now: () => 0 });
  t.after(() => limit.close());
  for (let caller = 0; caller < 50_000; caller += 1) limit.spend(`gql:${caller}`, 1, 100);
  assert.equal(limit.spend('gql:7', 99, 100).allowed, true, 'who is known keeps a budget of its own');
  let allowed = 0;
  for (let caller = 0; caller < 5000; caller += 1) if (limit.spend(`gql:new-${caller}`, 100, 100).allowed) allowed += 1;
  assert.ok(allowed > 100 && allowed <= 1024, `${allowed} were allowed`);
});
