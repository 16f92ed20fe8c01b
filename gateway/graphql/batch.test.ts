import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBatch } from './batch.ts';

test('the keys of one turn are loaded together, each once', async () => {
  const asked: (readonly string[])[] = [];
  const batch = createBatch(async (keys) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key !== 'absent').map((key) => [key, `row ${key}`]));
  });
  const later = Promise.resolve().then(() => batch('c'));
  assert.deepEqual(await Promise.all([batch('a'), batch('b'), batch('a'), batch('absent'), later]), [
    'row a',
    'row b',
    'row a',
    undefined,
    'row c',
  ]);
  assert.deepEqual(asked, [['a', 'b', 'absent', 'c']]);
});

test('nothing is kept between turns, failures neither', async () => {
  let value = 'old';
  let fails = false;
  const batch = createBatch(async (keys) => {
    if (fails) throw new Error('away');
    return new Map(keys.map((key) => [key, value]));
  });
  assert.equal(await batch('a'), 'old');
  value = 'new';
  assert.equal(await batch('a'), 'new');
  fails = true;
  await Promise.all([assert.rejects(batch('a'), /away/), assert.rejects(batch('b'), /away/)]);
  fails = false;
  assert.equal(await batch('a'), 'new');
});
