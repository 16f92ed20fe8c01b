import assert from 'node:assert/strict';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDirectory } from './make-directory.ts';

test('a directory is made with its parents, for its owner alone', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'reprise-directory-'));
  t.after(async () => rm(root, { recursive: true, force: true }));
  makeDirectory(join(root, 'a/b'));
  makeDirectory(join(root, 'a/b'));
  assert.equal(statSync(join(root, 'a/b')).mode & 0o777, 0o700);
  writeFileSync(join(root, 'file'), '');
  for (const path of ['file', 'file/below']) assert.throws(() => makeDirectory(join(root, path)), /EEXIST|ENOTDIR/);
});

test('where nothing can be made, that is said instead of trying for ever', { skip: !existsSync('/proc') }, () => {
  for (const path of ['/proc/nope', '/proc/nope/below']) assert.throws(() => makeDirectory(path), /ENOENT/);
});
