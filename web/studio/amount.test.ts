import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minorOf, textOf } from './amount.ts';

test('what is written becomes the smallest unit of its currency, exactly, and back', () => {
  const cases = [
    ['9.99', 'EUR', 999],
    ['9,99', 'EUR', 999],
    ['0.1', 'USD', 10],
    ['1200', 'JPY', 1200],
    ['999', 'HUF', 99_900],
    ['1.15', 'EUR', 115],
    ['21474836.47', 'EUR', 2_147_483_647],
  ] as const;
  for (const [text, currency, minor] of cases) {
    assert.equal(minorOf(text, currency), minor, text);
    assert.equal(minorOf(textOf(minor, currency), currency), minor);
  }
});

test('what is no amount is none', () => {
  for (const text of ['', '-1', '1e3', '9.999', '1.', '.5', '1 000', 'NaN', '21474836.48', '99999999999'])
    assert.equal(minorOf(text, 'EUR'), undefined, text);
  assert.equal(minorOf('1.5', 'JPY'), undefined);
});
