import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { makeTestDir } from '../../tests/harness/services.ts';
import { createFileStore } from './file-store.ts';

test('a key never leaves the root', (t) => {
  const store = createFileStore(makeTestDir(t));
  for (const key of ['', '.', '..', '../x', 'a/../../x', '/etc/passwd', 'a//b', 'a/', 'a\\b', 'a\0b', 'a/./b', 'ä'])
    assert.throws(() => store.path(key), RangeError, key);
  assert.match(store.path('packages/1-2/3/v720/1.m4s'), /packages\/1-2\/3\/v720\/1\.m4s$/);
});

test('what is absent has no size, no entries, and can be removed', async (t) => {
  const store = createFileStore(makeTestDir(t));
  assert.equal(await store.size('nothing'), undefined);
  assert.deepEqual(await store.list('nothing'), []);
  await store.remove('nothing');
});

test('bytes are read whole or by range, trees are removed', async (t) => {
  const root = makeTestDir(t);
  const store = createFileStore(root);
  mkdirSync(join(root, 'a/b'), { recursive: true });
  writeFileSync(join(root, 'a/b/c'), '0123456789');
  assert.equal(await store.size('a/b/c'), 10);
  assert.equal(await text(store.read('a/b/c', { start: 2, end: 4 })), '234');
  assert.deepEqual(await store.list('a'), ['b']);
  await store.remove('a');
  assert.equal(await store.size('a/b/c'), undefined);
  assert((await store.freeBytes()) > 0);
});
