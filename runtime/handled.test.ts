import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHandled } from './handled.ts';

test('the checkpoint never passes an event that is not handled, whatever is handled behind it', () => {
  const handled = createHandled(5n);
  const [first, second, third] = [handled.begin(10n), handled.begin(20n), handled.begin(30n)];
  handled.pass(40n);
  third();
  assert.equal(handled.position(), 5n);
  first();
  assert.equal(handled.position(), 10n);
  second();
  assert.equal(handled.position(), 40n);
});
