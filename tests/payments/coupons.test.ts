import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Verdict } from '../../ports/testing/memory-payments.ts';
import { openShop } from './shop.ts';

const buy = ({ planId, priceId }: { planId: string; priceId: string }, more = '') =>
  `planId: "${planId}", priceId: "${priceId}", coupon: "WINTER"${more}`;

async function shopWithCode(t: Parameters<typeof openShop>[0], args: string, judge?: () => Verdict) {
  const shop = await openShop(t, judge);
  const made = await shop.ask(
    `mutation { it: defineCoupon(commandId: "${randomUUID()}", code: "WINTER", ${args}) { __typename } }`,
    {},
    { operator: true },
  );
  assert.deepEqual(made.data, { it: { __typename: 'CouponsChanged' } });
  return shop;
}

test('what a code takes off is not charged, also where nothing is left', async (t) => {
  const shop = await shopWithCode(t, 'percent: 96, periods: 1, maxUses: 2');
  const plan = await shop.plan('Whole', 999);
  const mara = await shop.person('a');
  assert.equal(await mara.act('subscribe', buy(plan)), 'SubscriptionChanged');
  await shop.run();
  assert.equal(shop.payments.taken.size, 0, '40 cents would be left, which nobody charges');
  const lines = shop.of('InvoiceIssued').flatMap((invoice) => invoice['lines'] as { amountMinor: number }[]);
  assert.deepEqual(
    lines.map(({ amountMinor }) => amountMinor),
    [999, -999],
  );
  assert.deepEqual(await mara.mine('status nextPayment { amount { minor } } discount { periodsLeft }'), {
    ...{ status: 'ACTIVE', nextPayment: { amount: { minor: 999 } } },
    discount: { periodsLeft: 0 },
  });
});

test('a code whose subscription was never paid is good again, for its owner and for others', async (t) => {
  let verdict: Verdict = 'hard';
  const shop = await shopWithCode(t, 'amountMinor: 500, currency: "EUR", maxUses: 1', () => verdict);
  const plan = await shop.plan('Whole', 999);
  const [mara, eve] = [await shop.person('a'), await shop.person('b')];
  assert.equal(await mara.act('subscribe', buy(plan)), 'SubscriptionChanged');
  await shop.run();
  assert.equal(await eve.act('subscribe', buy(plan)), 'coupon.unknown');
  assert.equal(await mara.act('cancelSubscription', 'when: NOW'), 'SubscriptionChanged');
  await shop.run();
  assert.deepEqual(
    shop.of('CouponReleased').map(({ why }) => why),
    ['never-paid'],
  );
  verdict = 'succeeded';
  assert.equal(await mara.act('subscribe', buy(plan)), 'SubscriptionChanged');
  await shop.run();
  assert.deepEqual(
    [...shop.payments.taken.values()].map(({ amountMinor }) => amountMinor),
    [499],
  );
  assert.equal(await eve.act('subscribe', buy(plan)), 'coupon.unknown');
  assert.equal(shop.of('CouponReleased').length, 1);
});
