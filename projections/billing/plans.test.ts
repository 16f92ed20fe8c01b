import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsAfter } from '../testing/facts.ts';
import { plansProjection } from './plans.projection.ts';
import { offerOf } from './plans.queries.ts';

const planId = '00000000-0000-4000-8000-0000000000b0';
const features = { streams: 2, maxHeight: null, ads: false, downloads: true, tags: [] };
const defined = [
  'billing.PlanDefined',
  { planId, name: 'Whole', description: null, interval: { unit: 'month', count: 1 }, trialDays: 14, features },
] as const;

test('a plan is what was said of it last', () => {
  const [row] = rowsAfter(
    plansProjection,
    defined,
    ['billing.PlanDescribed', { planId, name: 'Large', description: 'Everything' }],
    ['billing.PlanFeaturesChanged', { planId, features: { ...features, streams: 4 } }],
    ['billing.PlanRetired', { planId }],
  );
  assert.deepEqual(
    [row?.['name'], row?.['description'], row?.['features'], row?.['retired'], row?.['position']],
    ['Large', 'Everything', { ...features, streams: 4 }, true, 40n],
  );
});

test('an offer says what is asked now, what will be, and the lowest price before what is asked now began', () => {
  const price = (priceId: string, from: string, amountMinor: number) => ({
    priceId,
    territory: null,
    currency: 'EUR',
    amountMinor,
    taxIncluded: true,
    from,
    noticeDays: 30,
  });
  const prices = [
    price('a', '2026-01-01T00:00:00.000Z', 1000),
    price('b', '2026-02-01T00:00:00.000Z', 700),
    price('c', '2026-04-01T00:00:00.000Z', 1200),
  ];
  const offer = offerOf(prices, 'DE', '2026-02-02T00:00:00.000Z');
  assert.deepEqual(
    [offer.now?.priceId, offer.toCome.map(({ priceId }) => priceId), offer.lowestOfThirtyDays],
    ['b', ['c'], 1000],
  );
  assert.deepEqual(offerOf(prices, null, '2025-01-01T00:00:00.000Z'), {
    now: undefined,
    toCome: prices,
    lowestOfThirtyDays: undefined,
  });
});
