import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countForeignEvents } from './language.ts';

test('an event of others counts once, however many read the past and whether the subscription was faster', () => {
  const foreign = countForeignEvents();
  for (const position of [1n, 2n, 3n]) foreign.passOver(position);
  for (const position of [1n, 2n]) foreign.passOver(position);
  assert.equal(foreign.count, 3);
  for (const position of [10n, 11n]) foreign.passOver(position, true);
  for (const position of [4n, 5n, 10n, 11n]) foreign.passOver(position);
  assert.equal(foreign.count, 7);
  foreign.passOver(12n);
  foreign.passOver(12n, true);
  assert.equal(foreign.count, 8);
});
