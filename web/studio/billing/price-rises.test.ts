import assert from 'node:assert/strict';
import { test } from 'node:test';
import { risesOf } from './price-rises.ts';

const price = (id: string, minor: number, from: string, territory: string | null = null, taxIncluded = true) => ({
  ...{ id, territory, taxIncluded, noticeDays: 30, from: `${from}T00:00:00.000Z` },
  price: { minor, currency: 'EUR' },
});
const announced = { id: 'x', priceId: 'b', askedAt: '', told: 1, skipped: 0, total: 1, done: true };

test('only what costs more than a price of the same place before it is announced', () => {
  const prices = [
    price('a', 500, '2026-01-01'),
    price('b', 600, '2026-02-01'),
    price('c', 550, '2026-03-01'),
    price('d', 400, '2026-04-01'),
    price('de', 900, '2026-05-01', 'DE'),
    price('net', 400, '2026-06-01', null, false),
  ];
  const rises = risesOf({ prices, announcements: [announced] });
  assert.deepEqual(
    rises.map(({ price: { id }, announced: told }) => [id, told?.told]),
    [
      ['net', undefined],
      ['c', undefined],
      ['b', 1],
    ],
  );
});
