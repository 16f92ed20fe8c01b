import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { OPERATOR_TOKEN, pick } from '../../gateway/testing/start.ts';
import { DAY_MS, openShop } from './shop.ts';

interface Previewed {
  readonly asOf: string;
  readonly revision: string;
}

const buy = ({ planId, priceId }: { planId: string; priceId: string }, trial = false) =>
  `planId: "${planId}", priceId: "${priceId}", trial: ${trial}`;

test('a change is paid also when its command id paid one of an earlier subscription', async (t) => {
  const shop = await openShop(t);
  const [small, large] = [await shop.plan('Small', 500), await shop.plan('Large', 5000)];
  const { act, mine, ask } = await shop.person('a');
  const commandId = randomUUID();
  const round = async () => {
    assert.equal(await act('subscribe', buy(small)), 'SubscriptionChanged');
    await shop.run();
    const shown = pick(
      await ask(
        `{ it: previewPlanChange(planId: "${large.planId}") { ... on PlanChangePreview { asOf revision } ... on Refusal { code } } }`,
      ),
      'it',
    ) as Previewed;
    const args = `planId: "${large.planId}", priceId: "${large.priceId}", asOf: "${shown.asOf}", revision: "${shown.revision}"`;
    assert.equal(await act('changePlan', args, commandId), 'SubscriptionChanged');
    await shop.run();
  };
  await round();
  assert.equal(shop.payments.taken.size, 2);
  assert.equal(await act('cancelSubscription', 'when: NOW'), 'SubscriptionChanged');
  shop.clock.nowMs += DAY_MS;
  await round();
  assert.deepEqual(await mine('planName status'), { planName: 'Large', status: 'ACTIVE' });
  assert.equal(shop.payments.taken.size, 4, 'the second change is charged as the first was');
  assert.equal(shop.of('PlanChangePaid').length, 2);
});

test('a subscription whose invoice cannot be written is owed, not free', async (t) => {
  const shop = await openShop(t);
  const [small, large] = [
    await shop.plan('Small', 500),
    await shop.plan('Beyond', 2 ** 31 - 1, { taxIncluded: false }),
  ];
  const { act, mine, ask } = await shop.person('a');
  await act('subscribe', buy(small));
  await shop.run();
  const shown = pick(
    await ask(
      `{ it: previewPlanChange(planId: "${large.planId}") { ... on PlanChangePreview { asOf revision } ... on Refusal { code } } }`,
    ),
    'it',
  ) as Previewed | undefined;
  const args = `planId: "${large.planId}", priceId: "${large.priceId}", asOf: "${shown?.asOf ?? new Date(shop.clock.nowMs).toISOString()}", revision: "${shown?.revision ?? '1'}"`;
  await act('changePlan', args);
  await shop.run();
  assert.equal((await mine('status'))?.['status'], 'PAST_DUE');
});

test('accounts that say the same command id pay each for itself', async (t) => {
  const shop = await openShop(t);
  const plan = await shop.plan('Whole', 999);
  const commandId = randomUUID();
  const people = [await shop.person('a'), await shop.person('b'), await shop.person('c')];
  for (const { act } of people) {
    assert.equal(await act('subscribe', buy(plan), commandId), 'SubscriptionChanged');
    await shop.run();
  }
  assert.deepEqual(await Promise.all(people.map(async ({ mine }) => (await mine('status'))?.['status'])), [
    'ACTIVE',
    'ACTIVE',
    'ACTIVE',
  ]);
  assert.equal(shop.payments.taken.size, 3);
  assert.equal(new Set(shop.of('InvoiceIssued').map(({ number }) => number)).size, 3);
});

test('accounts that say the same command id at once try a plan with one card once, and use a coupon up', async (t) => {
  const shop = await openShop(t);
  const plan = await shop.plan('Whole', 999);
  const [commandId, other] = [randomUUID(), randomUUID()];
  const people = await Promise.all(Array.from({ length: 4 }, () => shop.person('one-card')));
  const tried = await Promise.all(people.map(({ act }) => act('subscribe', buy(plan, true), commandId)));
  assert.equal(tried.filter((answer) => answer === 'SubscriptionChanged').length, 1, tried.join());

  const defined = await shop.ask(
    `mutation { it: defineCoupon(commandId: "${randomUUID()}", code: "HALF", percent: 50, maxUses: 2, planIds: [], audience: EVERYBODY) { __typename ... on Refusal { code } } }`,
    {},
    { headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } },
  );
  assert.equal(pick(defined, 'it.__typename'), 'CouponsChanged');
  const buyers = [await shop.person('b'), await shop.person('c'), await shop.person('d')];
  const bought: string[] = [];
  for (const { act } of buyers) bought.push(await act('subscribe', `${buy(plan)}, coupon: "half"`, other));
  assert.equal(shop.of('CouponAgreed').length, shop.of('CouponClaimed').length, bought.join());
});
