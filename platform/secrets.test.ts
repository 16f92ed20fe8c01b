import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { keptSecret } from './secrets.ts';

const secretsDir = (t: TestContext): string => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-secrets-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

test('a secret is made once, for its owner alone', (t) => {
  const directory = secretsDir(t);
  const umask = process.umask(0);
  try {
    const made = keptSecret(join(directory, 'deep/secrets'), 'name');
    assert.ok(made.length >= 40);
    assert.equal(keptSecret(join(directory, 'deep/secrets'), 'name'), made);
  } finally {
    process.umask(umask);
  }
  for (const path of ['deep', 'deep/secrets', 'deep/secrets/name'])
    assert.equal(statSync(join(directory, path)).mode & 0o077, 0, path);
});

test('one that somebody wrote is taken, with or without a line end', (t) => {
  const directory = secretsDir(t);
  writeFileSync(join(directory, 'own'), 'correct-horse-battery-staple\n');
  assert.equal(keptSecret(directory, 'own'), 'correct-horse-battery-staple');
});

for (const [what, contents, says] of [
  ['empty', '', /is empty/],
  ['blank', ' \n\n', /is empty/],
  ['cut short', 'abc', /is cut short/],
  ['full of nothing', '\0'.repeat(44), /is damaged/],
  ['binary', Buffer.from(Array.from({ length: 64 }, (_, at) => 255 - at)), /is damaged/],
  ['several lines', 'a line of a text\nanother line of it', /is damaged/],
  ['endless', 'x'.repeat(5000), /is damaged/],
] as const)
  test(`one that is ${what} is refused: the file is named, and what to do`, (t) => {
    const directory = secretsDir(t);
    writeFileSync(join(directory, 'secret'), contents);
    assert.throws(
      () => keptSecret(directory, 'secret'),
      (error: Error) => {
        assert.equal(error.name, 'WrongConfiguration');
        assert.match(error.message, says);
        assert.ok(error.message.startsWith(join(directory, 'secret')) && error.message.includes('delete it'));
        return true;
      },
    );
  });

test('one that cannot be read is named too', (t) => {
  const directory = secretsDir(t);
  mkdirSync(join(directory, 'secret'));
  assert.throws(() => keptSecret(directory, 'secret'), /secret cannot be used \(EISDIR.*delete it/);
});
