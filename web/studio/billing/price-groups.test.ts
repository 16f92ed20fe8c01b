import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsOf } from './price-groups.ts';

const price = (id: string, territory: string | null, minor: number, from: string) => ({
  ...{ id, territory, from: `${from}T00:00:00.000Z`, taxIncluded: true },
  price: { minor, currency: 'EUR' },
});

test('prices stand by place: what is asked now, the lowest of thirty days, and what comes', () => {
  const prices = [
    price('fr', 'FR', 799, '2026-02-20'),
    price('old', null, 899, '2026-01-01'),
    price('now', null, 999, '2026-02-10'),
    price('next', null, 1099, '2026-05-01'),
  ];
  const groups = groupsOf(prices, Date.parse('2026-03-01T00:00:00.000Z'));
  assert.deepEqual(
    groups.map(({ territory, now, lowest, toCome }) => [territory, now?.id, lowest, toCome.map(({ id }) => id)]),
    [
      [null, 'now', 899, ['next']],
      ['FR', 'fr', 799, []],
    ],
  );
});

test('a place whose price is yet to begin has none of its own now', () => {
  const [group] = groupsOf([price('later', 'DE', 799, '2026-05-01')], Date.parse('2026-03-01T00:00:00.000Z'));
  assert.deepEqual([group?.now, group?.lowest, group?.toCome.length], [undefined, undefined, 1]);
});
