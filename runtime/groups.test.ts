import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGroups } from './groups.ts';

const gather = (limits: { most?: number; mostSize?: number; fails?: (items: readonly string[]) => boolean } = {}) => {
  const sent: (readonly string[])[] = [];
  const groups = createGroups<string>({
    lingerMs: 1,
    most: limits.most ?? 100,
    mostSize: limits.mostSize ?? 100,
    send: async (items) => {
      sent.push(items);
      if (limits.fails?.(items) === true) throw new Error(items.join());
    },
  });
  return { groups, sent };
};

test('what comes at once goes together, in order, and what comes later goes later', async () => {
  const { groups, sent } = gather();
  await Promise.all(['a', 'b', 'c'].map((item) => groups.add(item, 1)));
  await groups.add('d', 1);
  assert.deepEqual(sent, [['a', 'b', 'c'], ['d']]);
});

test('a full group goes at once, by number and by size, and one that is too large goes alone', async () => {
  const few = gather({ most: 2 });
  const all = ['a', 'b', 'c'].map((item) => few.groups.add(item, 1));
  assert.deepEqual(few.sent, [['a', 'b']], 'before any time went by');
  await Promise.all(all);
  const small = gather({ mostSize: 10 });
  await Promise.all([
    small.groups.add('a', 6),
    small.groups.add('b', 6),
    small.groups.add('c', 99),
    small.groups.add('d', 1),
  ]);
  assert.deepEqual(small.sent, [['a'], ['b'], ['c'], ['d']]);
});

test('a group that fails fails for all that went with it, and for nobody else', async () => {
  const { groups } = gather({ most: 2, fails: (items) => items.includes('b') });
  const ended = await Promise.allSettled(['a', 'b', 'c', 'd'].map((item) => groups.add(item, 1)));
  assert.deepEqual(
    ended.map(({ status }) => status),
    ['rejected', 'rejected', 'fulfilled', 'fulfilled'],
  );
});
