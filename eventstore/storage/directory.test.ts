import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { StartError } from '../start-error.ts';
import { makeDirectory } from './directory.ts';

test('a directory is made with its parents, and one that cannot be is refused at once', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'eventstore-directory-'));
  t.after(async () => rm(root, { recursive: true, force: true }));
  makeDirectory(join(root, 'a/b/c'));
  makeDirectory(join(root, 'a/b/c'));
  assert.ok(existsSync(join(root, 'a/b/c')));
  await writeFile(join(root, 'file'), '');
  assert.throws(() => makeDirectory(join(root, 'file')), StartError);
  assert.throws(() => makeDirectory(join(root, 'file/below')), StartError);
});

test('a place where nothing can be made is refused instead of tried for ever', { skip: !existsSync('/proc') }, () => {
  for (const place of ['/proc/nope', '/proc/nope/below', '/proc/self/fd/nope', '/sys/nope/below'])
    assert.throws(() => makeDirectory(place), StartError);
});
