import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowestOfThirtyDays, priceAt, pricesToCome } from './prices.ts';

const price = (from: string, amountMinor: number, territory: string | null = null, currency = 'EUR') => ({
  from: `${from}T00:00:00Z`,
  amountMinor,
  territory,
  currency,
});
const prices = [
  price('2026-03-01', 1200),
  price('2026-01-01', 1000),
  price('2026-02-10', 800),
  price('2026-02-20', 900, 'CH', 'CHF'),
];
const amount = (territory: string | null, at: string) => priceAt(prices, territory, at)?.amountMinor;

test('a price holds from its instant until the next one of its territory', () => {
  assert.equal(amount(null, '2025-12-31T23:59:59.999Z'), undefined);
  assert.equal(amount(null, '2026-01-01T00:00:00.000Z'), 1000);
  assert.equal(amount(null, '2026-02-09T23:59:59.999Z'), 1000);
  assert.equal(amount(null, '2026-02-10T00:00:00.000Z'), 800);
  assert.equal(amount('DE', '2027-01-01T00:00:00.000Z'), 1200);
});

test('a territory has the price for everywhere until one of its own begins', () => {
  assert.equal(amount('CH', '2026-02-19T23:59:59.999Z'), 800);
  assert.equal(amount('CH', '2026-02-20T00:00:00.000Z'), 900);
  assert.equal(amount('CH', '2027-01-01T00:00:00.000Z'), 900);
});

test('what is to come, the next first', () =>
  assert.deepEqual(
    pricesToCome(prices, 'CH', '2026-02-01T00:00:00Z').map(({ amountMinor }) => amountMinor),
    [800, 900, 1200],
  ));

test('the lowest price of the 30 days before', () => {
  const lowest = (before: string, territory: string | null = null, currency = 'EUR') =>
    lowestOfThirtyDays(prices, territory, currency, `${before}T00:00:00Z`);
  assert.equal(lowest('2026-01-01'), undefined);
  assert.equal(lowest('2026-02-10'), 1000, 'the reduction itself is not among them');
  assert.equal(lowest('2026-03-01'), 800);
  assert.equal(lowest('2026-03-31'), 1200, 'a price that ended exactly 30 days before is not asked any more');
  assert.equal(lowest('2026-03-30'), 800);
  assert.equal(lowest('2026-03-01', 'CH', 'CHF'), 900);
  assert.equal(lowest('2026-03-01', 'CH', 'EUR'), 800);
});
