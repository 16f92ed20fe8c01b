import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { loadConfig } from './config.ts';
import { checkLayout, DIRECTORIES, FILES } from './layout.ts';

const emptyDir = (t: TestContext): string => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-layout-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

test('a data directory as it should be, or none at all, is taken', (t) => {
  const dataDir = emptyDir(t);
  checkLayout(join(dataDir, 'absent'));
  for (const name of Object.keys(DIRECTORIES)) mkdirSync(join(dataDir, name), { recursive: true });
  for (const name of Object.keys(FILES)) writeFileSync(join(dataDir, name), '');
  checkLayout(dataDir);
});

test('whatever is a file where a directory should be, or the other way round, is named with what to do', (t) => {
  const cases = [
    ...Object.keys(DIRECTORIES).map((name) => ({
      name,
      make: (path: string) => writeFileSync(path, ''),
      is: 'a file',
    })),
    ...Object.keys(FILES).map((name) => ({ name, make: (path: string) => mkdirSync(path), is: 'a directory' })),
  ];
  for (const { name, make, is } of cases) {
    const dataDir = join(emptyDir(t), 'data');
    const path = join(dataDir, name).replace(/\/$/, '');
    mkdirSync(dirname(path), { recursive: true });
    make(path);
    assert.throws(
      () => loadConfig({ REPRISE_DATA_DIR: dataDir }),
      (error: Error) => {
        assert.equal(error.name, 'WrongConfiguration');
        assert.ok(error.message.startsWith(`${path} is ${is}, where a `), error.message);
        assert.match(error.message, /Move it away \(.+\), or name another directory in REPRISE_DATA_DIR\.$/);
        return true;
      },
    );
    assert.ok(!readdirSync(dirname(path)).includes('secrets') || name.startsWith('secrets'), 'nothing was made first');
  }
});
