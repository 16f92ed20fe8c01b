import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemorySharedCounters } from '../../ports/testing/memory-shared-counters.ts';
import { countPinAttempts } from './pin-attempts.ts';

const MINUTE = 60_000;

function withClock() {
  const clock = { now: 1_800_000_000_000 };
  const counters = createMemorySharedCounters(() => clock.now);
  return { clock, counters, attempts: countPinAttempts(counters, () => clock.now) };
}

test('five attempts are free; then each costs more time than the one before', async () => {
  const { clock, attempts } = withClock();
  for (let free = 0; free < 5; free++) assert.equal(await attempts.begin('p'), undefined);
  for (const minutes of [1, 5, 15, 60, 60]) {
    const until = clock.now + minutes * MINUTE;
    assert.equal(await attempts.begin('p'), until);
    clock.now = until - 1;
    assert.equal(await attempts.begin('p'), until, 'trying while it is locked makes it no longer');
    clock.now = until;
    assert.equal(await attempts.begin('p'), undefined, `after ${minutes} minutes`);
  }
  assert.equal(await attempts.begin('another'), undefined, 'every profile has its own');
});

test('a right PIN gives all attempts back', async () => {
  const { attempts } = withClock();
  for (let round = 0; round < 3; round++) {
    for (let free = 0; free < 5; free++) assert.equal(await attempts.begin('p'), undefined);
    assert.notEqual(await attempts.begin('p'), undefined);
    await attempts.forget('p');
  }
});

test('of many at once no more get through than one after the other, before and after a lock', async () => {
  const { clock, attempts } = withClock();
  const through = async (): Promise<number> =>
    (await Promise.all(Array.from({ length: 200 }, () => attempts.begin('p')))).filter((until) => until === undefined)
      .length;
  assert.equal(await through(), 5);
  clock.now += MINUTE;
  assert.equal(await through(), 1);
  clock.now += MINUTE;
  assert.equal(await through(), 0);
  clock.now += 4 * MINUTE;
  assert.equal(await through(), 1);
});

test('another gateway, and the same after a restart, gives no new attempts', async () => {
  const { clock, counters, attempts } = withClock();
  for (let free = 0; free < 5; free++) await attempts.begin('p');
  assert.equal(await countPinAttempts(counters, () => clock.now).begin('p'), clock.now + MINUTE);
});

test('while the shared counters are away each gateway counts for itself', async () => {
  const { clock, counters, attempts } = withClock();
  counters.setAway(true);
  for (let free = 0; free < 5; free++) assert.equal(await attempts.begin('p'), undefined);
  assert.equal(await attempts.begin('p'), clock.now + MINUTE);
});
