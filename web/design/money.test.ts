import assert from 'node:assert/strict';
import { test } from 'node:test';
import { money, signedMoney } from './money.ts';

test('an amount has the decimals of its currency', () => {
  const shown = (minor: number, currency: string) => money({ minor, currency }, 'en-US').replaceAll('\u00a0', ' ');
  assert.deepEqual(
    [shown(799, 'EUR'), shown(0, 'USD'), shown(1200, 'JPY'), shown(2_147_483_647, 'GBP'), shown(99, 'ISK')],
    ['€7.99', '$0.00', '¥1,200', '£21,474,836.47', 'ISK 99'],
  );
});

test('the forint, the rupiah and the Colombian peso have the decimals in which they are counted, not those that people write', () => {
  const shown = (minor: number, currency: string) => money({ minor, currency }, 'en-US').replaceAll('\u00a0', ' ');
  assert.deepEqual(
    ['HUF', 'IDR', 'COP'].map((currency) => shown(99_900, currency)),
    ['HUF 999.00', 'IDR 999.00', 'COP 999.00'],
  );
});

test('what is given back has a minus', () => {
  assert.equal(signedMoney({ minor: -250, currency: 'EUR' }, 'en-US'), '−€2.50');
});
