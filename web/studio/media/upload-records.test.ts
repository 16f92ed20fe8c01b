import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, readRecords, writeRecord } from './upload-records.ts';

function memory(initial: string | null = null) {
  let value = initial;
  return { getItem: () => value, setItem: (_key: string, next: string) => void (value = next) };
}
const record = (key: string, at: number) => ({
  key,
  name: key,
  size: 3,
  commandId: 'c',
  uploadId: null,
  assetId: null,
  at,
});

test('the same file chosen again is the same upload', () => {
  assert.equal(keyOf({ name: 'a.mp4', size: 3, lastModified: 9 }), keyOf({ name: 'a.mp4', size: 3, lastModified: 9 }));
  assert.notEqual(
    keyOf({ name: 'a.mp4', size: 3, lastModified: 9 }),
    keyOf({ name: 'a.mp4', size: 4, lastModified: 9 }),
  );
});

test('records are replaced by key and removed when the upload ends', () => {
  const storage = memory();
  writeRecord(storage, 'a', record('a', 1), 1);
  writeRecord(storage, 'b', record('b', 1), 1);
  writeRecord(storage, 'a', { ...record('a', 1), uploadId: 'u' }, 1);
  assert.deepEqual(
    readRecords(storage, 1).map((known) => [known.key, known.uploadId]),
    [
      ['b', null],
      ['a', 'u'],
    ],
  );
  writeRecord(storage, 'a', null, 1);
  assert.deepEqual(
    readRecords(storage, 1).map((known) => known.key),
    ['b'],
  );
});

test('records older than the gateway keeps the bytes are forgotten', () => {
  const storage = memory();
  writeRecord(storage, 'a', record('a', 0), 0);
  assert.equal(readRecords(storage, 25 * 3_600_000).length, 0);
});

test('nonsense in the storage reads as nothing', () => {
  for (const text of ['{', '"x"', '[null, 1, {"key": 3}]']) assert.deepEqual(readRecords(memory(text), 0), []);
});
