import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailbox } from './mailbox.ts';
import type { Entry } from './projection.ts';

const entry = (position: bigint): Entry => ({
  recorded: { position } as Entry['recorded'],
  fact: undefined,
  reason: undefined,
});
const positions = (entries: readonly Entry[]): readonly bigint[] => entries.map(({ recorded }) => recorded.position);

test('what does not fit ends the mailbox, and what it holds is without gaps', async () => {
  const mailbox = createMailbox(2);
  assert.deepEqual(
    [1n, 2n, 3n, 4n].map((position) => mailbox.offer(entry(position))),
    [true, true, false, false],
  );
  const { entries, position, ended } = await mailbox.take(10, 0, 0);
  assert.deepEqual([positions(entries), position, ended], [[1n, 2n], 2n, true]);
});

test('a consumer gets at most what it asked for, and the position of the last of that', async () => {
  const mailbox = createMailbox(10);
  for (const position of [1n, 2n, 3n]) mailbox.offer(entry(position));
  mailbox.advance(9n);
  assert.equal((await mailbox.take(2, 0, 0)).position, 2n);
  assert.equal((await mailbox.take(2, 0, 0)).position, 9n);
  assert.equal((await mailbox.take(2, 0, 0)).position, undefined);
});

test('putting waits for capacity', async () => {
  const mailbox = createMailbox(1);
  await mailbox.put(entry(1n));
  let isIn = false;
  const putting = mailbox.put(entry(2n))?.then(() => {
    isIn = true;
  });
  await new Promise(setImmediate);
  assert.equal(isIn, false);
  assert.deepEqual(positions((await mailbox.take(5, 0, 0)).entries), [1n]);
  await putting;
  assert.deepEqual(positions((await mailbox.take(5, 0, 0)).entries), [2n]);
});

test('an error is received after everything before it was taken', async () => {
  const mailbox = createMailbox(5);
  mailbox.offer(entry(1n));
  mailbox.end(new Error('gone'));
  assert.equal((await mailbox.take(5, 1_000, 0)).ended, false);
  await assert.rejects(mailbox.take(5, 1_000, 0), /gone/);
});

test('a consumer that waits is woken by an entry, by a position and by the end', async () => {
  for (const wake of [
    (box: ReturnType<typeof createMailbox>) => box.offer(entry(1n)),
    (box: ReturnType<typeof createMailbox>) => box.advance(1n),
    (box: ReturnType<typeof createMailbox>) => box.end(),
  ]) {
    const mailbox = createMailbox(5);
    const taking = mailbox.take(1, 0, 2 ** 30);
    wake(mailbox);
    await taking;
  }
});
