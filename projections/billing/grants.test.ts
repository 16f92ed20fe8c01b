import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsAfter } from '../testing/facts.ts';
import { grantsProjection } from './grants.projection.ts';
import { subscriptionsProjection } from './subscriptions.projection.ts';

const planId = '00000000-0000-4000-8000-0000000000b0';
const who = {
  subscriptionId: '00000000-0000-4000-8000-0000000000b5',
  accountId: '00000000-0000-4000-8000-0000000000a1',
};
const invoiceId = '00000000-0000-4000-8000-0000000000b3';
const terms = {
  ...{
    planId,
    planName: 'Whole',
    priceId: planId,
    territory: null,
    currency: 'EUR',
    amountMinor: 999,
    taxIncluded: true,
  },
  interval: { unit: 'month', count: 1 },
};
const period = { start: '2026-01-31T00:00:00.000Z', end: '2026-02-28T00:00:00.000Z' };
const grace = '2026-03-07T00:00:00.000Z';
type Fact = readonly [type: string, data: unknown];
const requested: Fact = [
  'billing.SubscriptionRequested',
  { ...who, invoiceId, terms, country: null, period, expiresAt: period.end, previousId: null },
];
const paid: Fact = ['billing.SubscriptionStarted', { ...who, invoiceId, period }];
const due: Fact = [
  'billing.RenewalDue',
  {
    ...who,
    invoiceId,
    cause: 'renewal',
    terms,
    country: null,
    period: { start: period.end, end: '2026-03-31T00:00:00.000Z' },
  },
];
const ends: Fact = ['billing.CancellationScheduled', { ...who, at: period.end }];
const over = (at: string): Fact => [
  'billing.SubscriptionCanceled',
  { ...who, at, why: 'voluntary', openInvoiceId: null },
];
const grant = (...facts: readonly Fact[]) => {
  const [row] = rowsAfter(grantsProjection, ...facts);
  return [row?.['status'], row?.['until']];
};
const next = (...facts: readonly Fact[]) => {
  const [row] = rowsAfter(subscriptionsProjection, ...facts);
  return [row?.['status'], row?.['nextStep'], row?.['nextStepAt']];
};

test('a grant lasts as long as what is paid for, and seven days more unless it was cancelled', () => {
  assert.deepEqual(grant(requested), ['pending', period.start]);
  assert.deepEqual(grant(requested, paid), ['active', grace]);
  assert.deepEqual(grant(requested, paid, ends), ['active', period.end]);
  assert.deepEqual(grant(requested, paid, ends, ['billing.CancellationReverted', who]), ['active', grace]);
  assert.deepEqual(grant(requested, paid, due, ends), ['active', grace], 'its renewal is on its way');
  assert.deepEqual(grant(requested, paid, over('2026-02-03T00:00:00.000Z')), ['canceled', '2026-02-03T00:00:00.000Z']);
  assert.deepEqual(grant(requested, paid, ends, over(grace)), ['canceled', period.end], 'never longer than it was');
});

test('a subscription says what happens to it next, and when', () => {
  assert.deepEqual(next(requested), ['pending', 'payment', period.end]);
  assert.deepEqual(next(requested, paid), ['active', 'renewal', period.end]);
  assert.deepEqual(next(requested, paid, ends), ['active', 'end', period.end]);
  assert.deepEqual(next(requested, paid, over(period.end)), ['canceled', null, null]);
});

test('a rental lasts thirty days, or two from when it was begun; what was bought stays; what went back does not', () => {
  const purchase = { purchaseId: who.subscriptionId, accountId: who.accountId, titleId: planId };
  const at = '2026-01-02T03:04:05.000Z';
  const startBy = '2026-02-01T03:04:05.000Z';
  const made = (until: string | null): Fact => [
    'billing.PurchaseMade',
    {
      ...{ ...purchase, invoiceId, model: until === null ? 'buy' : 'rent', currency: 'EUR', paidMinor: 399, at },
      startBy: until,
    },
  ];
  const endsAt = '2026-01-20T00:00:00.000Z';
  const begun: Fact = ['billing.RentalClockStarted', { ...purchase, sessionId: planId, at, endsAt }];
  const back = { invoiceId, refundId: planId, amountMinor: 399, watchedBasisPoints: 0, why: 'x' };
  const askedAt = '2026-01-03T00:00:00.000Z';
  const asked: Fact = ['billing.PurchaseRefundAsked', { ...purchase, ...back, at: askedAt }];
  const not: Fact = ['billing.PurchaseRefundFailed', { ...purchase, refundId: planId, code: 'x', at }];
  assert.deepEqual(grant(made(startBy)), ['waiting', startBy]);
  assert.deepEqual(grant(made(startBy), asked, not), ['waiting', startBy]);
  assert.deepEqual(grant(made(null)), ['active', null]);
  assert.deepEqual(grant(made(startBy), begun), ['active', endsAt]);
  assert.deepEqual(grant(made(startBy), begun, asked), ['refunding', askedAt], 'no film while the money goes back');
  assert.deepEqual(grant(made(startBy), begun, asked, not), ['active', endsAt]);
  assert.deepEqual(grant(made(null), asked), ['refunding', askedAt]);
});
