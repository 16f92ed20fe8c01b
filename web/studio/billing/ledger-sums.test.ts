import assert from 'node:assert/strict';
import { test } from 'node:test';
import { booksOf, exactly } from './ledger-sums.ts';

test('the books of each currency are summed exactly, also beyond what numbers hold', () => {
  const balances = [
    { account: 'CASH', currency: 'EUR', balanceMinor: '9007199254740993' },
    { account: 'REVENUE', currency: 'EUR', balanceMinor: '-9007199254740993' },
    { account: 'CASH', currency: 'JPY', balanceMinor: '1200' },
    { account: 'REVENUE', currency: 'JPY', balanceMinor: '-1199' },
  ];
  assert.deepEqual(
    booksOf(balances).map(({ currency, rows, sum }) => [currency, rows.length, sum]),
    [
      ['EUR', 2, '0'],
      ['JPY', 2, '1'],
    ],
  );
});

test('an amount is shown to its last cent', () => {
  assert.equal(exactly('9007199254740993', 'EUR', 'en-US'), '€90,071,992,547,409.93');
  assert.equal(exactly('-5', 'EUR', 'en-US'), '−€0.05');
  assert.equal(exactly('0', 'JPY', 'en-US'), '¥0');
});
