import assert from 'node:assert/strict';
import { test } from 'node:test';
import { priceStateOf } from './title-price-state.ts';

test('a price is asked until the next one of its place begins, or it is withdrawn', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');
  const price = (id: string, from: string, territory: string | null = null, withdrawnAt: string | null = null) => ({
    ...{ id, from: `${from}T00:00:00Z`, territory },
    withdrawnAt: withdrawnAt === null ? null : `${withdrawnAt}T00:00:00Z`,
  });
  const prices = [
    price('old', '2026-01-01'),
    price('now', '2026-03-01'),
    price('next', '2026-07-01'),
    price('dropped', '2026-05-01', null, '2026-04-01'),
    price('there', '2026-05-01', 'DE'),
  ];
  assert.deepEqual(
    prices.map((each) => priceStateOf(each, prices, now)),
    ['past', 'now', 'to come', 'withdrawn', 'now'],
  );
});
