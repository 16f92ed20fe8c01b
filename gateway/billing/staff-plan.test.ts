import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { billingOf } from '../testing/billing.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const CHANGED = '{ __typename ... on Refusal { code message } ... on InvalidInput { path } }';
const DEFINE = `mutation D($c: ID!, $id: ID!, $name: String! = "Whole", $streams: Int! = 2) {
  definePlan(commandId: $c, planId: $id, name: $name, interval: { unit: MONTH }, trialDays: 14, features: { streams: $streams }) ${CHANGED} }`;
const PRICE = `mutation P($c: ID!, $id: ID!, $price: ID!, $amount: Int!, $currency: String! = "EUR", $from: DateTime) {
  setPlanPrice(commandId: $c, planId: $id, priceId: $price, amountMinor: $amount, currency: $currency, taxIncluded: true, from: $from) ${CHANGED} }`;
const RETIRE = `mutation R($c: ID!, $id: ID!) { retirePlan(commandId: $c, planId: $id) ${CHANGED} }`;
const ALL = `{ studioPlans { name interval { unit count } trialDays features { streams maxHeight tags } retired
  prices { territory price { minor currency } taxIncluded noticeDays } } }`;

async function startBilling(t: Parameters<typeof startTestGateway>[0]) {
  const started = await startTestGateway(t);
  Object.assign(started.queries, billingOf(started.log));
  return started;
}

const id = () => randomUUID();
const operator = { operator: true } as const;

test('a plan is defined, priced and retired by whoever may, and seen by whoever works here', async (t) => {
  const started = await startBilling(t);
  const publisher = await signedInAccount(started, { roles: ['publisher'] });
  const editor = await signedInAccount(started, { roles: ['editor'] });
  const planId = id();
  const as = ({ headers }: typeof publisher) => ({ headers });
  const define = async (who: object) => pick(await started.ask(DEFINE, { c: id(), id: planId }, who), 'definePlan');
  assert.equal(pickName(await define(as(editor))), 'NotAllowed');
  assert.deepEqual(await define(as(publisher)), { __typename: 'PlansChanged' });
  const price = (amount: number, more: object = {}) =>
    started.ask(PRICE, { c: id(), id: planId, price: id(), amount, ...more }, as(publisher));
  assert.equal(pick(await price(999), 'setPlanPrice.__typename'), 'PlansChanged');
  assert.deepEqual(pick(await started.ask(ALL, {}, as(editor)), 'studioPlans'), [
    {
      name: 'Whole',
      ...{ interval: { unit: 'MONTH', count: 1 }, trialDays: 14 },
      features: { streams: 2, maxHeight: null, tags: [] },
      retired: false,
      prices: [{ territory: null, price: { minor: 999, currency: 'EUR' }, taxIncluded: true, noticeDays: 30 }],
    },
  ]);
  assert.deepEqual(pick(await started.ask(RETIRE, { c: id(), id: planId }, as(publisher)), 'retirePlan'), {
    __typename: 'PlansChanged',
  });
  assert.equal(pick(await price(1299), 'setPlanPrice.code'), 'plan.retired');
});

test('amounts, currencies, instants and features that cannot be are refused with what is wrong', async (t) => {
  const started = await startBilling(t);
  const planId = id();
  const define = (more: object) =>
    started.ask(DEFINE, { c: id(), id: planId, ...more }, operator).then((answer) => pick(answer, 'definePlan'));
  assert.deepEqual(pickPath(await define({ streams: 0 })), 'features.streams');
  assert.deepEqual(pickPath(await define({ name: '' })), 'name');
  assert.deepEqual(await define({}), { __typename: 'PlansChanged' });
  const price = async (more: object, plan: string = planId) =>
    pick(
      await started.ask(PRICE, { c: id(), id: plan, price: id(), amount: 999, ...more }, operator),
      'setPlanPrice',
    ) as { code?: string; path?: string };
  assert.equal((await price({ amount: -1 })).path, 'amountMinor');
  assert.equal((await price({ currency: 'euro' })).path, 'currency');
  assert.equal((await price({ currency: 'XXX' })).code, 'price.currency');
  assert.equal((await price({ from: '2020-01-01T00:00:00.000Z' })).code, 'price.in-the-past');
  assert.equal((await price({}, id())).code, 'plan.unknown');
  assert.equal((await price({}, 'no id')).code, 'plan.unknown');
});

test('a price and the end of a plan take a fresh proof', async (t) => {
  const started = await startBilling(t);
  const planId = id();
  await started.ask(DEFINE, { c: id(), id: planId }, operator);
  const stale = await signedInAccount(started, { roles: ['admin'], provedAt: '2026-01-01T00:00:00.000Z' });
  const { headers } = stale;
  const price = await started.ask(PRICE, { c: id(), id: planId, price: id(), amount: 1 }, { headers });
  assert.equal(pick(price, 'setPlanPrice.code'), 'step-up.needed');
  assert.equal(
    pick(await started.ask(RETIRE, { c: id(), id: planId }, { headers }), 'retirePlan.code'),
    'step-up.needed',
  );
});

const pickPath = (answer: unknown): unknown => (answer as { readonly path?: unknown }).path;
const pickName = (answer: unknown): unknown => (answer as { readonly __typename?: unknown }).__typename;
