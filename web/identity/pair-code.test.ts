import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorAfter, isWhole, lettersOf, showTyped } from './pair-code.ts';

test('a code gets its capitals and its dash by itself', () => {
  const typed = ['b', 'bc', 'bcdf', 'bcdfg', 'BCDF-GH', 'bcdf ghjk', 'BCDF–GHJKL'];
  assert.deepEqual(typed.map(showTyped), ['B', 'BC', 'BCDF', 'BCDF-G', 'BCDF-GH', 'BCDF-GHJK', 'BCDF-GHJK']);
  assert.equal(showTyped('BCDF-'), 'BCDF', 'the dash goes with the letter after it');
  assert.deepEqual([isWhole('bcdf-ghj'), isWhole('bcdf-ghjk')], [false, true]);
});

test('the cursor stays behind the letter that was typed', () => {
  for (const [before, cursor] of [
    ['BC', 2],
    ['BCDF', 4],
    ['BCDF-G', 6],
  ] as const)
    assert.equal(cursorAfter(lettersOf(before).length), cursor);
});
