import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSharedReads } from './shared-read.ts';

/** A read that answers with what was true when it began, once it is let go. */
function source() {
  let truth = 0;
  const open: (() => void)[] = [];
  return {
    change: () => void (truth += 1),
    reads: () => open.length,
    release: (index: number) => open[index]?.(),
    read: () => {
      const seen = truth;
      return new Promise<number>((resolve) => open.push(() => resolve(seen)));
    },
  };
}

test('those who ask while a read is under way share the next one', async () => {
  const share = createSharedReads();
  const from = source();
  const first = share('list', from.read);
  const others = [share('list', from.read), share('list', from.read), share('list', from.read)];
  assert.equal(from.reads(), 1);
  from.release(0);
  assert.equal(await first, 0);
  await new Promise(setImmediate);
  assert.equal(from.reads(), 2, 'one more read for all who waited');
  from.release(1);
  assert.deepEqual(await Promise.all(others), [0, 0, 0]);
});

test('nobody gets an answer that is older than the question', async () => {
  const share = createSharedReads();
  const from = source();
  const before = share('list', from.read);
  from.change();
  const after = share('list', from.read);
  from.release(0);
  await before;
  await new Promise(setImmediate);
  from.release(1);
  assert.equal(await before, 0);
  assert.equal(await after, 1);
});

test('a read that fails fails those who shared it, and the next one begins anew', async () => {
  const share = createSharedReads();
  await assert.rejects(share('list', () => Promise.reject(new Error('down'))), /down/);
  assert.equal(await share('list', async () => 7), 7);
});

test('different questions do not wait for each other', async () => {
  const share = createSharedReads();
  const slow = source();
  const held = share('a', slow.read);
  assert.equal(await share('b', async () => 'b'), 'b');
  slow.release(0);
  await held;
});
