import assert from 'node:assert/strict';
import { test } from 'node:test';
import { screenKind } from './screen-kind.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36';

test('a screen is called by its kind, whatever it says of itself', () => {
  assert.equal(screenKind('LG webOS TV', CHROME), 'LG television');
  assert.equal(screenKind("Mara's Apple TV in the bedroom", CHROME), 'Apple TV');
  assert.equal(screenKind(null, 'Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36'), 'Samsung television');
  for (const words of [undefined, null, '', "Mara's screen", 'Your bank: press yes'])
    assert.equal(screenKind(words, CHROME), 'Television, Chrome on Linux', String(words));
});
