import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnOrder, linesOf } from './text-lines.ts';

const widthOf = (text: string): number => Array.from(text).length;

test('a text is broken between words, and within one that is wider than a line', () => {
  assert.deepEqual(linesOf('one two three', 7, widthOf), ['one two', 'three']);
  assert.deepEqual(linesOf('WWWWWWWWWW x', 4, widthOf), ['WWWW', 'WWWW', 'WW x']);
  assert.deepEqual(linesOf('', 4, widthOf), ['']);
  assert.deepEqual(
    linesOf('e\u0301e\u0301e\u0301', 4, widthOf),
    ['e\u0301e\u0301', 'e\u0301'],
    'never before an accent',
  );
  for (const text of ['a', 'aa aaa aaaa', '千と千尋の神隠し', 'x'.repeat(200)])
    assert.equal(linesOf(text, 5, widthOf).join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
});

test('words that run from right to left are drawn the other way round, and the others are not', () => {
  assert.equal(drawnOrder('two words'), 'two words');
  assert.equal(drawnOrder('تجربة مجانية'), 'مجانية تجربة');
  assert.equal(drawnOrder('Film: ברוכים 42 הבאים, part 2'), 'Film: הבאים, 42 ברוכים part 2');
  assert.equal(drawnOrder('שלום'), 'שלום');
});
