import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { open } from 'lmdb';
import { orderedNumber, orderedPair } from './ordered-number.ts';
import { DELETED } from './revision.ts';

test('numbers are read as lmdb-js writes them', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'eventstore-ordered-'));
  const root = open({ path: join(directory, 'x.mdb'), noSubdir: true, overlappingSync: false });
  const written = root.openDB<number, number>({ name: 'numbers', encoding: 'ordered-binary' });
  const asBytes = root.openDB<Buffer, number>({ name: 'numbers', encoding: 'binary' });
  const pairs = root.openDB<number, [number, number]>({ name: 'pairs', encoding: 'ordered-binary' });
  const pairsAsBytes = root.openDB<number, Buffer>({
    name: 'pairs',
    encoding: 'ordered-binary',
    keyEncoding: 'binary',
  });
  const numbers = [0, 1, 2, 255, 1000, 12_345_678, 2 ** 31, 2 ** 40 + 1, 2 ** 53 - 1];
  for (const [key, number] of numbers.entries()) written.putSync(key, number);
  for (const [key, number] of numbers.entries())
    assert.equal(orderedNumber(asBytes.get(key) ?? Buffer.alloc(0), 0), number);
  for (const number of numbers) for (const other of [...numbers, DELETED]) pairs.putSync([number, other], 0);
  assert.deepEqual(
    [...pairsAsBytes.getKeys({})].map(orderedPair),
    numbers.flatMap((number) => [...numbers, DELETED].map((other) => [number, other])),
  );
  assert.deepEqual([orderedNumber(Buffer.alloc(0), 0), orderedNumber(Buffer.from('x'), 0)], [NaN, NaN]);
  await root.close();
  await rm(directory, { recursive: true });
});
