import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countForeignEvents } from './language.ts';

test('an event of others counts once, whoever meets it first and in whatever order', () => {
  const foreign = countForeignEvents();
  for (const position of [22n, 30n, 31n, 1n, 2n, 22n, 30n, 2n, 3n]) foreign.passOver(position);
  assert.equal(foreign.count, 6);
});
