import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { lockDirectory, lockForReading } from './lock.ts';
import { LOG_FILE } from './log-file.ts';

function aLog(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'eventstore-lock-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, LOG_FILE), '');
  return directory;
}

test('who reads makes no file, and keeps nodes away but no other reader', (t) => {
  const directory = aLog(t);
  const before = statSync(directory).mtimeMs;
  const [first, second] = [lockForReading(directory), lockForReading(directory)];
  assert.deepEqual([readdirSync(directory), statSync(directory).mtimeMs], [[LOG_FILE], before]);
  assert.throws(() => lockDirectory(directory), /in use by another node/);
  first();
  second();
  const unlock = lockDirectory(directory);
  assert.throws(() => lockForReading(directory), /in use by a node: stop that node/);
  unlock();
});

test('a node of an earlier version, which locks nothing but node.lock, is seen by who reads, and sees them', (t) => {
  const directory = aLog(t);
  const former = (): DatabaseSync => {
    const database = new DatabaseSync(join(directory, 'node.lock'), { timeout: 0 });
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  };
  const node = former();
  assert.throws(() => lockForReading(directory), /in use by a node: stop that node/);
  node.close();
  const unlock = lockForReading(directory);
  assert.throws(former, /locked/);
  unlock();
  former().close();
});
