import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsOf, systemFonts, type LetterFont } from './letter-fonts.ts';

const font = (name: string, letters: RegExp): LetterFont => ({
  name,
  has: (code) => letters.test(String.fromCodePoint(code)),
});
const latin = font('latin', /[\p{Script=Latin} ]/u);
const hindi = font('hindi', /[\p{Script=Devanagari}\p{Cf} ]/u);
const han = font('han', /\p{Script=Han}/u);

test('each letter is written in the first font that has it, and one that none has in the first of all', () => {
  const fonts = [latin, hindi, han] as const;
  assert.deepEqual(runsOf('Film', fonts), [{ text: 'Film', font: 'latin' }]);
  assert.deepEqual(runsOf('a 映画 b', fonts), [
    { text: 'a ', font: 'latin' },
    { text: '映画', font: 'han' },
    { text: ' b', font: 'latin' },
  ]);
  assert.deepEqual(
    runsOf('हिन्दी चल\u200dचित्र', fonts).map(({ font: name }) => name),
    ['hindi'],
    'spaces and joiners stay with their letters',
  );
  assert.deepEqual(runsOf('😀x', fonts), [{ text: '😀x', font: 'latin' }]);
  assert.deepEqual(runsOf('', fonts), []);
});

test('a machine without further fonts has none', () => {
  assert.deepEqual(systemFonts('/nowhere'), []);
});
