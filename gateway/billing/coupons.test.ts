import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { signedInAccount } from '../testing/account.ts';
import { keepCard } from '../testing/buyer.ts';
import { OPERATOR_TOKEN, pick, startTestGateway } from '../testing/start.ts';

const staff = { authorization: `Bearer ${OPERATOR_TOKEN}` };
const DEFINE = `mutation D($c: ID!, $code: String!, $percent: Int, $amountMinor: Int, $currency: String, $periods: Int, $maxUses: Int!,
    $audience: CouponAudience! = EVERYBODY, $planIds: [ID!]! = [], $validUntil: DateTime) {
  it: defineCoupon(commandId: $c, code: $code, percent: $percent, amountMinor: $amountMinor, currency: $currency, periods: $periods,
    maxUses: $maxUses, audience: $audience, planIds: $planIds, validUntil: $validUntil) { __typename ... on CouponsChanged { couponId } ... on Refusal { code } } }`;
const RETIRE = `mutation R($c: ID!, $id: ID!) { it: retireCoupon(commandId: $c, couponId: $id) { __typename ... on Refusal { code } } }`;
const QUOTE = `query Q($p: ID!, $code: String!) { it: couponFor(planId: $p, code: $code) { __typename
  ... on CouponQuote { code priceId full { minor } off { minor } price { minor } due { minor } periods } ... on Refusal { code } } }`;
const SUBSCRIBE = `mutation S($c: ID!, $p: ID!, $price: ID!, $coupon: String, $trial: Boolean! = false) {
  it: subscribe(commandId: $c, planId: $p, priceId: $price, coupon: $coupon, trial: $trial) { __typename ... on Refusal { code } } }`;
const MINE = '{ mySubscription { discount { code off { minor } periodsLeft } nextPayment { amount { minor } } } }';
const LIST =
  '{ coupons(first: 5) { edges { node { code percent used maxUses retired uses { edges { node { accountId } } } } } } }';

const renewing: Actor = { kind: 'process', id: 'renewing' };

async function world(t: Parameters<typeof startTestGateway>[0]) {
  const clock = { nowMs: Date.now() };
  const started = await startTestGateway(t, { now: () => clock.nowMs, payments: createMemoryPayments() });
  const { log, ask } = started;
  const say = async (
    type: string,
    streamId: string,
    data: object,
    actor: Actor = { kind: 'staff', id: 'operator' },
  ) => {
    const command = { type, data: data as Record<string, unknown>, at: new Date(clock.nowMs).toISOString() };
    const outcome = await executeOn(log)({
      ...{ streamId, commandId: randomUUID(), command, correlationId: randomUUID() },
      actor,
    });
    assert.equal(
      outcome.kind,
      'committed',
      JSON.stringify(outcome, (_, value) => String(value)),
    );
  };
  const [planId, priceId] = [randomUUID(), randomUUID()];
  await say('DefinePlan', planId, {
    ...{ planId, name: 'Whole', description: null, interval: { unit: 'month', count: 1 }, trialDays: 14 },
    features: { streams: 2, maxHeight: 1080, ads: false, downloads: true, tags: [] },
  });
  const price = { territory: null, currency: 'EUR', amountMinor: 1000, taxIncluded: true, noticeDays: 30, from: null };
  await say('SetPlanPrice', planId, { planId, priceId, ...price });
  const define = async (code: string, more: object = {}) =>
    pick(
      await ask(DEFINE, { c: randomUUID(), code, percent: 25, maxUses: 10, ...more }, { headers: staff }),
      'it',
    ) as Record<string, string>;
  const person = async () => {
    const { headers, accountId } = await signedInAccount(started);
    await keepCard(log, accountId, { fingerprint: accountId });
    const asks = (query: string, variables: object = {}) => ask(query, variables, { headers });
    return {
      accountId,
      ask: asks,
      quote: async (code: string, p = planId) => pick(await asks(QUOTE, { p, code }), 'it') as Record<string, unknown>,
      subscribe: async (coupon: string | null, c: string = randomUUID(), more: object = {}) =>
        pick(await asks(SUBSCRIBE, { c, p: planId, price: priceId, coupon, ...more }), 'it') as Record<string, unknown>,
    };
  };
  const count = (type: string) => log.events.filter((event) => event.type === `billing.${type}`).length;
  const last = (type: string) =>
    log.events.findLast((event) => event.type === `billing.${type}`)?.data as Record<string, unknown> | undefined;
  return { ...started, clock, say, define, person, count, last, planId, priceId };
}

test('a code is quoted to the cent, claimed once, and stands in the subscription', async (t) => {
  const { define, person, count, last, priceId, ask, say } = await world(t);
  assert.equal((await define('winter-25', { periods: 3 }))['__typename'], 'CouponsChanged');
  const mara = await person();
  const { quote, subscribe } = mara;
  assert.deepEqual<unknown>(await quote('Winter 25'), {
    ...{ __typename: 'CouponQuote', code: 'WINTER25', priceId, periods: 3 },
    ...{ full: { minor: 1000 }, off: { minor: 250 }, price: { minor: 750 }, due: { minor: 750 } },
  });
  const c = randomUUID();
  assert.equal((await subscribe('winter25', c))['__typename'], 'SubscriptionChanged');
  assert.equal((await subscribe('winter25', c))['__typename'], 'SubscriptionChanged', 'the answer was lost');
  assert.deepEqual([count('CouponClaimed'), count('SubscriptionRequested'), count('CouponAgreed')], [1, 1, 1]);
  assert.deepEqual<unknown>(last('SubscriptionRequested')?.['discount'], {
    code: 'WINTER25',
    amountMinor: 250,
    left: 2,
  });
  const { subscriptionId, invoiceId } = last('SubscriptionRequested') as Record<string, string>;
  await say(
    'RecordSubscriptionPaid',
    String(subscriptionId),
    { subscriptionId, invoiceId, amountMinor: 750 },
    renewing,
  );
  const mine = pick(await mara.ask(MINE), 'mySubscription');
  assert.deepEqual<unknown>(mine, {
    discount: { code: 'WINTER25', off: { minor: 250 }, periodsLeft: 2 },
    nextPayment: { amount: { minor: 750 } },
  });
  assert.equal((await quote('WINTER25'))['code'], 'coupon.used');
  const list = await ask(LIST, {}, { headers: staff });
  assert.deepEqual<unknown>(pick(list, 'coupons.edges.0.node'), {
    ...{ code: 'WINTER25', percent: 25, used: 1, maxUses: 10, retired: false },
    uses: { edges: [{ node: { accountId: mara.accountId } }] },
  });
});

test('of many at once no more get it than may, and a claim whose owner died is taken over by them', async (t) => {
  const { define, person, count, clock, last, say } = await world(t);
  await define('FEW', { maxUses: 2 });
  const people = await Promise.all(Array.from({ length: 5 }, person));
  const answers = await Promise.all(people.map(({ subscribe }) => subscribe('few')));
  assert.equal(answers.filter((answer) => answer['__typename'] === 'SubscriptionChanged').length, 2);
  assert.deepEqual(
    answers.flatMap((answer) => (answer['code'] === undefined ? [] : [answer['code']])),
    ['coupon.unknown', 'coupon.unknown', 'coupon.unknown'],
  );
  assert.equal(count('CouponClaimed'), 2);
  // Whoever claimed and died before they subscribed: another request of theirs waits for two minutes.
  const dead = await person();
  await define('ONE', { maxUses: 1 });
  const claim = { couponId: last('CouponDefined')?.['couponId'], subscriptionId: randomUUID(), insteadOf: null };
  const data = { ...claim, accountId: dead.accountId, planId: randomUUID(), currency: 'EUR', isNew: true };
  await say('ClaimCoupon', String(claim.couponId), data, { kind: 'viewer', id: randomUUID(), account: dead.accountId });
  assert.equal((await dead.subscribe('one'))['code'], 'coupon.used');
  clock.nowMs += 3 * 60_000;
  assert.equal((await dead.subscribe('one'))['__typename'], 'SubscriptionChanged');
  assert.equal(last('CouponClaimed')?.['insteadOf'], claim.subscriptionId);
});

test('who has paid before is no new customer, a code is for its plans and its time, and guesses are counted', async (t) => {
  const { define, person, ask, say, last, planId, clock } = await world(t);
  await define('NEWONLY', { audience: 'NEW' });
  await define('OTHER', { planIds: [randomUUID()] });
  await define('SOON', { validUntil: new Date(clock.nowMs + 60_000).toISOString() });
  await define('FIVE', { percent: null, amountMinor: 500, currency: 'EUR', periods: 1 });
  await define('DOLLARS', { percent: null, amountMinor: 500, currency: 'USD', periods: 1 });
  const mara = await person();
  assert.equal((await mara.quote('NEWONLY'))['__typename'], 'CouponQuote');
  assert.deepEqual((await mara.quote('FIVE'))['off'], { minor: 500 });
  assert.equal((await mara.quote('DOLLARS'))['code'], 'coupon.currency');
  assert.equal((await mara.quote('OTHER'))['code'], 'coupon.other-plan');
  assert.equal((await mara.quote('SOON'))['__typename'], 'CouponQuote');
  clock.nowMs += 60_000;
  assert.equal((await mara.quote('SOON'))['code'], 'coupon.unknown');
  assert.equal((await mara.subscribe(null))['__typename'], 'SubscriptionChanged');
  const { subscriptionId, invoiceId } = last('SubscriptionRequested') as Record<string, string>;
  await say(
    'RecordSubscriptionPaid',
    String(subscriptionId),
    { subscriptionId, invoiceId, amountMinor: 1000 },
    renewing,
  );
  assert.equal((await mara.quote('NEWONLY'))['code'], 'coupon.new-only');
  await ask(RETIRE, { c: randomUUID(), id: last('CouponDefined')?.['couponId'] }, { headers: staff });
  const eve = await person();
  assert.equal((await eve.quote('DOLLARS'))['code'], 'coupon.unknown');
  for (let n = 0; n < 9; n += 1) assert.equal((await eve.quote(`GUESS${n}`))['code'], 'coupon.unknown');
  assert.equal((await eve.quote('NEWONLY'))['code'], 'sign-in.too-many');
  assert.equal((await eve.subscribe('NEWONLY'))['code'], 'sign-in.too-many');
  assert.equal((await eve.subscribe(null))['__typename'], 'SubscriptionChanged');
  assert.equal(pick(await ask(QUOTE, { p: planId, code: 'NEWONLY' }), 'it.code'), 'account.signed-out');
});

test('what is no coupon is not made', async (t) => {
  const { define } = await world(t);
  const no = async (code: string, more: object) => (await define(code, more))['__typename'];
  assert.equal(await no('a', {}), 'InvalidInput');
  assert.equal(await no('BOTH', { amountMinor: 100, currency: 'EUR' }), 'InvalidInput');
  assert.equal(await no('NONE', { percent: null }), 'InvalidInput');
  assert.equal(await no('ZERO', { percent: 0 }), 'InvalidInput');
  assert.equal(await no('MUCH', { percent: 101 }), 'InvalidInput');
  assert.equal(await no('MANY', { maxUses: 2001 }), 'InvalidInput');
  assert.equal(await no('LONGAGO', { validUntil: '2020-01-01T00:00:00.000Z' }), 'CommandRefused');
  assert.equal(await no('GOOD', {}), 'CouponsChanged');
  assert.equal((await define('go-od', { percent: 30 }))['code'], 'coupon.exists', 'the same code');
});
