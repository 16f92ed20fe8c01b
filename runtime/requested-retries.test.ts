import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collector } from '../ports/testing/collector.ts';
import { CONSUMER, world, start } from './testing/following.ts';

const within = { timeout: 20_000 };

test(
  'a requested retry handles what is parked under the key in order, before anything newer, and unblocks it',
  within,
  async (t) => {
    const on = world();
    const seen = collector<string>();
    let repaired = false;
    const { counts } = start(t, on, async (name) => {
      if (!repaired && name.endsWith(' 1')) throw new Error('cannot digest this');
      seen.put(name);
    });
    for (const name of ['a 1', 'b 1', 'a 2', 'b 2', 'a 3']) on.append(name);
    await counts.take(6);
    repaired = true;
    assert.equal(await on.parking.requestRetry(CONSUMER, 'a'), 3);
    on.append('a 4');
    assert.deepEqual(await seen.take(4), ['a 1', 'a 2', 'a 3', 'a 4']);
    while ((await counts.take(1))[0] !== 2);
    assert.deepEqual(await on.reasons(), ['b: cannot digest this', 'b: waits behind a parked event of b']);
    await on.parking.requestRetry(CONSUMER);
    assert.deepEqual(await seen.take(2), ['b 1', 'b 2']);
    while ((await counts.take(1))[0] !== 0);
    assert.equal((await on.reasons()).length, 0);
  },
);

test('a retry that fails again keeps the key parked, with the new reason', within, async (t) => {
  const on = world();
  let failure = 'first';
  const { counts } = start(t, on, async () => Promise.reject(new Error(failure)));
  for (const name of ['a 1', 'a 2']) on.append(name);
  await counts.take(3);
  failure = 'second';
  await on.parking.requestRetry(CONSUMER, 'a');
  await counts.take(2);
  assert.deepEqual(await on.reasons(), ['a: second', 'a: waits behind a parked event of a']);
  assert.equal(await on.parking.isRetryRequested(CONSUMER), false, 'it would be tried for ever');
  on.append('a 3');
  await counts.take(1);
  assert.equal((await on.reasons()).length, 3);
});

test('a long retry lets the others go on meanwhile, and keeps the order of its key', within, async (t) => {
  const on = world();
  const seen: string[] = [];
  let repaired = false;
  const { counts } = start(t, on, async (name) => {
    if (!repaired && name === 'a 0') throw new Error('cannot digest this');
    if (name.startsWith('a')) await new Promise((resolve) => setTimeout(resolve, 30));
    seen.push(name);
  });
  const names = Array.from({ length: 40 }, (_, index) => `a ${index}`);
  for (const name of names) on.append(name);
  while ((await counts.take(1))[0] !== names.length);
  repaired = true;
  await on.parking.requestRetry(CONSUMER, 'a');
  while (seen.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
  for (const name of ['b 1', 'a 40', 'b 2', 'a 41']) on.append(name);
  while ((await counts.take(1))[0] !== 0);
  while (seen.length < 44) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.deepEqual(
    seen.filter((name) => name.startsWith('a')),
    [...names, 'a 40', 'a 41'],
  );
  assert.ok(seen.indexOf('b 1') < seen.indexOf('a 39'), 'the others wait for the whole of it');
  assert.deepEqual(await on.reasons(), []);
});

test('who takes over in the middle of much that is parked handles each event once, in order', within, async (t) => {
  const on = world();
  const names = Array.from({ length: 30 }, (_, index) => `a ${index}`);
  const events = names.map((name) => on.append(name));
  const lease = await on.checkpoints.acquire(CONSUMER, 'before', 60_000);
  assert.ok(lease !== undefined);
  // Parked, and dead before the checkpoint was saved.
  for (const event of on.log.events) await on.parking.park(lease, { event, key: 'a', reason: 'no' });
  await on.checkpoints.release(lease);
  const seen = collector<string>();
  const { counts } = start(t, on, async (name) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    seen.put(name);
  });
  on.append('a 30');
  assert.deepEqual(await seen.take(events.length + 1), [...names, 'a 30']);
  while ((await counts.take(1))[0] !== 0);
  assert.deepEqual(await on.reasons(), []);
});
