import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { createMemorySharedCounters } from '../../ports/testing/memory-shared-counters.ts';
import { createAttempts } from './attempts.ts';

const limits = [
  { windowMs: 1000, most: 2 },
  { windowMs: 10_000, most: 4 },
];

test('tries are counted over all gateways, in windows that grow and age', async () => {
  let at = 0;
  const now = () => at;
  const counters = createMemorySharedCounters(now);
  const [one, other] = [
    createAttempts({ counters, name: 'x', limits, now }),
    createAttempts({ counters, name: 'x', limits, now }),
  ];
  assert.ok((await one.begin('a')).allowed && (await other.begin('a')).allowed);
  assert.deepEqual(await one.begin('a'), { allowed: false, retryAfterMs: 1000 });
  assert.ok((await one.begin('b')).allowed, 'somebody else does not wait');
  at = 1000;
  assert.ok((await one.begin('a')).allowed && (await other.begin('a')).allowed);
  at = 2000;
  assert.deepEqual(await other.begin('a'), { allowed: false, retryAfterMs: 8000 }, 'who goes on waits longer');
  at = 10_000;
  assert.ok((await other.begin('a')).allowed, 'nobody waits for ever');
});

test('of many tries at once no more are made than were allowed, also while nobody shares the counters', async () => {
  for (const counters of [createMemorySharedCounters(), absentSharedState.counters]) {
    const attempts = createAttempts({ counters, name: 'x', limits, now: () => 0 });
    const all = await Promise.all(Array.from({ length: 50 }, () => attempts.begin('a')));
    assert.equal(all.filter(({ allowed }) => allowed).length, 2);
  }
});

test('a good try does not count', async () => {
  const attempts = createAttempts({ counters: createMemorySharedCounters(), name: 'x', limits, now: () => 0 });
  for (let each = 0; each < 20; each += 1) {
    const attempt = await attempts.begin('a');
    assert.ok(attempt.allowed, String(each));
    await attempt.giveBack();
  }
});
