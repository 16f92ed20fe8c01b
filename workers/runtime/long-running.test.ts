import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longRunning, parkedTrouble } from './long-running.ts';
import { pause } from '../../runtime/backoff.ts';

const untilStopped = (signal: AbortSignal): Promise<void> => pause(60_000, signal);

test('a role is well while its loops run, and after it was stopped', async () => {
  const role = longRunning('r', [untilStopped], () => 'at work');
  await role.start();
  assert.deepEqual(await role.health(), { ok: true, detail: 'at work' });
  await role.stop();
  assert.equal((await role.health()).ok, true);
});

test('a loop that throws, or ends although nobody stopped it, makes the role unwell', async (t) => {
  for (const [ends, says] of [
    [
      async () => {
        throw new Error('a bug');
      },
      /a bug/,
    ],
    [async () => undefined, /ended although nobody stopped it/],
  ] as const) {
    const role = longRunning('r', [untilStopped, ends], () => 'at work');
    t.after(() => role.stop());
    await role.start();
    await pause(0);
    const { ok, detail } = await role.health();
    assert.equal(ok, false);
    assert.match(detail, says);
  }
});

test('parked events make a role unwell until none is left', async (t) => {
  let parked = 1;
  const role = longRunning(
    'r',
    [untilStopped],
    () => 'at work',
    () => parkedTrouble(parked),
  );
  t.after(() => role.stop());
  await role.start();
  assert.deepEqual([(await role.health()).ok, (await role.health()).detail.slice(0, 17)], [false, '1 event is parked']);
  parked = 0;
  assert.equal((await role.health()).ok, true);
});
