import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadCursor, decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor comes back as the position that it was made of', () => {
  for (const position of [0n, 1n, 2n ** 63n - 1n])
    assert.equal(decodeCursor('board', encodeCursor('board', position)), position);
});

test('a cursor of another list, an altered or an invented one is refused', () => {
  const forged = [
    '',
    'x',
    encodeCursor('titles', 1n),
    encodeCursor('board', -1n),
    encodeCursor('board', 2n ** 63n),
    Buffer.from('board:1; drop').toString('base64url'),
    '\u0000',
  ];
  for (const cursor of forged) assert.throws(() => decodeCursor('board', cursor), BadCursor, cursor);
});
