import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailbox, lookUp } from './mailbox.ts';

const options = { intervalMs: 200, maxKeys: 3 };

test('a client that reads slowly gets the latest of each key', async () => {
  const mailbox = createMailbox<number>({ ...options, now: () => 0 });
  for (let value = 1; value <= 1000; value++) mailbox.put(value % 2 === 0 ? 'even' : 'odd', value);
  assert.deepEqual([(await mailbox.next()).value, (await mailbox.next()).value], [999, 1000]);
});

test('one key is handed out at most once an interval; other keys do not wait for it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  const mailbox = createMailbox<string>({ ...options, now: () => now });
  mailbox.put('a', 'a1');
  assert.equal((await mailbox.next()).value, 'a1');
  mailbox.put('a', 'a2');
  mailbox.put('b', 'b1');
  assert.equal((await mailbox.next()).value, 'b1');
  const next = mailbox.next();
  mailbox.put('a', 'a3');
  now = 200;
  t.mock.timers.tick(200);
  assert.equal((await next).value, 'a3');
});

test('memory is bounded by keys: beyond the bound the oldest goes', async () => {
  const mailbox = createMailbox<string>(options);
  for (const key of ['a', 'b', 'c', 'd', 'e']) mailbox.put(key, key);
  assert.deepEqual(
    [(await mailbox.next()).value, (await mailbox.next()).value, (await mailbox.next()).value],
    ['c', 'd', 'e'],
  );
});

test('closing ends a reader that waits, and one that looks something up', async () => {
  const mailbox = createMailbox<string>(options);
  const values = lookUp(mailbox, { warn: () => assert.fail('nothing went wrong') }, async (value) => value);
  const waiting = values.next();
  await values.return?.();
  assert.deepEqual(await waiting, { done: true, value: undefined });
  mailbox.put('late', 'late');
  assert.equal((await values.next()).done, true);
});

test('what cannot be looked up is skipped', async () => {
  const warnings: unknown[] = [];
  const mailbox = createMailbox<string>(options);
  const values = lookUp(mailbox, { warn: (fields) => warnings.push(fields) }, async (value) => {
    if (value === 'broken') throw new Error('the database is away');
    return value === 'hidden' ? undefined : value;
  });
  for (const value of ['broken', 'hidden', 'shown']) mailbox.put(value, value);
  assert.equal((await values.next()).value, 'shown');
  assert.equal(warnings.length, 1);
});
