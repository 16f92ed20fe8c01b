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
    assert.equal(lockFile(first, [program]), true);
    assert.equal(lockFile(second, [program]), false);
    // whichever program took it
    assert.equal(lockFile(second), false);
    closeSync(first);
    assert.equal(lockFile(second, [program]), true);
    closeSync(second);
  });

test('where no program can lock, that is said', async (t) => {
  const fd = openSync(await aFile(t), 'a+');
  assert.throws(() => lockFile(fd, [['reprise-has-no-such-program']]), /neither flock nor perl is installed/);
  closeSync(fd);
});
