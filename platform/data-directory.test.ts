import assert from 'node:assert/strict';
import { chmodSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { closeDataDir } from './data-directory.ts';

/** A data directory as a version without this rule left it, under a generous umask. */
function openDataDir(t: TestContext): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'reprise-open-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  for (const directory of ['secrets', 'services/nats/jetstream', 'media/packages/a/1', 'logs'])
    mkdirSync(join(dataDir, directory), { recursive: true });
  for (const file of [
    'secrets/secret',
    'services/nats/jetstream/1.blk',
    'media/packages/a/1/1.m4s',
    'logs/reprise.log',
  ])
    writeFileSync(join(dataDir, file), '');
  for (const path of [dataDir, ...everythingIn(dataDir)]) chmodSync(path, statSync(path).isDirectory() ? 0o777 : 0o666);
  return dataDir;
}

const everythingIn = (dataDir: string): string[] =>
  globSync('**/*', { cwd: dataDir }).map((path) => join(dataDir, path));
const openIn = (dataDir: string): string[] =>
  [dataDir, ...everythingIn(dataDir)].filter((path) => (statSync(path).mode & 0o077) !== 0);

test('a data directory that others could read is closed to them, itself included', (t) => {
  const dataDir = openDataDir(t);
  assert.deepEqual(closeDataDir(dataDir), []);
  assert.deepEqual(openIn(dataDir), []);
  assert.equal(statSync(join(dataDir, 'media/packages')).mode & 0o777, 0o700);
  assert.equal(statSync(join(dataDir, 'secrets/secret')).mode & 0o777, 0o600);
});

test('a directory that holds other things stays as it is, and they too; ours in it are closed', (t) => {
  const dataDir = openDataDir(t);
  writeFileSync(join(dataDir, 'thesis.txt'), '');
  chmodSync(join(dataDir, 'thesis.txt'), 0o644);
  symlinkSync(join(dataDir, 'thesis.txt'), join(dataDir, 'logs/link'));
  closeDataDir(dataDir);
  assert.deepEqual(openIn(dataDir).sort(), [dataDir, join(dataDir, 'logs/link'), join(dataDir, 'thesis.txt')].sort());
});

test('an absent one is made closed, parents and all', (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'reprise-open-'));
  t.after(() => rmSync(parent, { recursive: true, force: true }));
  closeDataDir(join(parent, 'a/data'));
  assert.deepEqual(openIn(parent), []);
});
