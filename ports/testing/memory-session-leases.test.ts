import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemorySessionLeases } from './memory-session-leases.ts';
import { sessionLeasesContract } from './session-leases.contract.ts';

const clock = { now: 0 };
const leases = createMemorySessionLeases(() => clock.now);
const pass = (ms: number): number => (clock.now += ms);

sessionLeasesContract(
  () => leases,
  () => leases,
  { shortLived: () => leases.lasting(50), shortMs: 50, pass },
);

test('while they are away nothing is taken and nobody knows', async () => {
  leases.setAway(true);
  await leases.hold({ sessionId: 's', titleId: 't' });
  assert.equal(await leases.count(['t']), undefined);
  leases.setAway(false);
  assert.equal((await leases.count(['t']))?.byTitle.get('t'), 0);
});

test('nobody knows who plays until players had the time to say so again', async () => {
  leases.setAway(true);
  assert.equal(await leases.lapsed(['s']), undefined);
  leases.setAway(false);
  pass(90_000 - 1);
  assert.equal(await leases.lapsed(['s']), undefined);
  await leases.hold({ sessionId: 'held', titleId: 't' });
  assert.deepEqual(await leases.lapsed(['held']), new Set(), 'what is held is known');
  assert.equal(await leases.lapsed(['held', 's']), undefined);
  pass(1);
  assert.deepEqual(await leases.lapsed(['s']), new Set(['s']));
});
