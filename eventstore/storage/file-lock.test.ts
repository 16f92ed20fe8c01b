import assert from 'node:assert/strict';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { lockFile, LOCK_PROGRAMS } from './file-lock.ts';

async function aFile(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'eventstore-lock-'));
  t.after(async () => rm(directory, { recursive: true, force: true }));
  return join(directory, 'file');
}

for (const program of LOCK_PROGRAMS)
  test(`${program[0]} locks a file for one opening of it until that is closed`, async (t) => {
    const path = await aFile(t);
    const [first, second] = [openSync(path, 'a+'), openSync(path, 'a+')];
    assert.equal(lockFile(first, 'exclusive', [program]), true);
    assert.equal(lockFile(second, 'exclusive', [program]), false);
    // whichever program took it
    assert.equal(lockFile(second, 'exclusive'), false);
    closeSync(first);
    assert.equal(lockFile(second, 'exclusive', [program]), true);
    closeSync(second);
  });

for (const program of LOCK_PROGRAMS)
  test(`${program[0]} locks a file that is only read, beside others who read it and not beside a writer`, async (t) => {
    const path = await aFile(t);
    const writer = openSync(path, 'a+');
    const [first, second] = [openSync(path, 'r'), openSync(path, 'r')];
    assert.deepEqual([lockFile(first, 'shared', [program]), lockFile(second, 'shared', [program])], [true, true]);
    assert.equal(lockFile(writer, 'exclusive'), false);
    closeSync(first);
    closeSync(second);
    assert.equal(lockFile(writer, 'exclusive'), true);
    const third = openSync(path, 'r');
    assert.equal(lockFile(third, 'shared', [program]), false);
    closeSync(third);
    closeSync(writer);
  });

test('where no program can lock, that is said', async (t) => {
  const fd = openSync(await aFile(t), 'a+');
  assert.throws(
    () => lockFile(fd, 'exclusive', [['reprise-has-no-such-program', () => []]]),
    /neither flock nor perl is installed/,
  );
  closeSync(fd);
});
