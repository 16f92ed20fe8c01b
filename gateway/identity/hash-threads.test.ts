import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { HashTask } from './hash-thread.ts';
import { createHashThreads } from './hash-threads.ts';

const task: HashTask = { password: 'kitten lamp', cost: { algorithm: 2, memoryCost: 8, timeCost: 1 } };
/** Some seconds of work. */
const long: HashTask = { ...task, cost: { algorithm: 2, memoryCost: 65_536, timeCost: 20 } };

/** Threads of a test, and all that were started. */
function counted(start = (): Worker => new Worker(new URL('hash-thread.ts', import.meta.url))) {
  const started: Worker[] = [];
  const hash = createHashThreads(() => {
    const thread = start();
    started.push(thread);
    return thread;
  });
  return { hash, started };
}

test('a thread is used again, also after a hash that is none', async () => {
  const { hash, started } = counted();
  const made = await hash(task);
  await assert.rejects(hash({ ...task, hash: 'none' }));
  assert.equal(await hash({ ...task, hash: String(made) }), true);
  assert.equal(started.length, 1);
});

test('a thread that ended while it waited is replaced', { timeout: 30_000 }, async () => {
  const { hash, started } = counted();
  await hash(task);
  await started[0]?.terminate();
  assert.match(String(await hash(task)), /^\$argon2id/);
  // And one that is ending just now.
  void started[1]?.terminate();
  assert.match(String(await hash(task)), /^\$argon2id/);
  assert.equal(started.length, 3);
});

test('an error of a thread that waits ends nothing but the thread', { timeout: 30_000 }, async () => {
  const dying = "require('node:worker_threads').parentPort.on('message', () => { throw new Error('broken'); });";
  let bad = true;
  const { hash, started } = counted(() =>
    bad ? new Worker(dying, { eval: true }) : new Worker(new URL('hash-thread.ts', import.meta.url)),
  );
  await assert.rejects(hash(task), /broken/);
  assert.equal(started.length, 2, 'tried twice, and not for ever');
  bad = false;
  await hash(task);
  const idle = started[2];
  assert.ok(idle);
  // As when its heap is full while it waits.
  idle.emit('error', new Error('out of memory'));
  await hash(task);
  assert.equal(started.length, 4);
  await idle.terminate();
});

test('what a thread was at when it was killed is done by another one', { timeout: 60_000 }, async () => {
  const { hash, started } = counted();
  const hashed = hash(long);
  const [thread] = started;
  assert.ok(thread);
  await once(thread, 'online');
  void thread.terminate();
  assert.match(String(await hashed), /^\$argon2id/);
  assert.equal(started.length, 2);
});
