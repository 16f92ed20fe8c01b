import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { PaymentsRefused } from '../../ports/payments.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { signedInAccount } from '../testing/account.ts';
import { keepCard } from '../testing/buyer.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const OPEN = `mutation O($c: ID!, $next: String!) { openCheckout(commandId: $c, next: $next) { __typename
  ... on CheckoutToVisit { checkout { id status } url } ... on Refusal { code } } }`;
const COMPLETE = `mutation C($c: ID!, $id: ID!) { completeCheckout(commandId: $c, id: $id) { __typename
  ... on CheckoutAskedFor { checkout { status } } ... on Refusal { code } } }`;
const CHECKOUT = 'query C($id: ID!) { checkout(id: $id) { status } }';
const METHODS = '{ paymentMethods { sandbox methods { id brand last4 expiresYear expired used } } }';
const CHANGE = (name: string) => `mutation M($c: ID!, $id: ID!) { ${name}(commandId: $c, id: $id) { __typename
  ... on PaymentMethodsChanged { paymentMethods { methods { id used } } } ... on Refusal { code } } }`;

async function start(t: Parameters<typeof startTestGateway>[0]) {
  const payments = createMemoryPayments();
  const gateway = await startTestGateway(t, { payments });
  const person = async () => {
    const { headers, accountId } = await signedInAccount(gateway);
    return { accountId, ask: (query: string, variables: object = {}) => gateway.ask(query, variables, { headers }) };
  };
  return { ...gateway, payments, person };
}

test('whoever wants to pay is led to the page of the provider; asked twice, it is the same page', async (t) => {
  const { payments, person, log } = await start(t);
  const { ask, accountId } = await person();
  const c = randomUUID();
  const first = await ask(OPEN, { c, next: '/plans?x=1' });
  const second = await ask(OPEN, { c, next: '/plans?x=1' });
  assert.equal(pick(first, 'openCheckout.__typename'), 'CheckoutToVisit');
  assert.deepEqual(first.data, second.data);
  assert.deepEqual([...payments.checkouts.keys()], ['cs_1']);
  const id = String(pick(first, 'openCheckout.checkout.id'));
  const page = payments.checkouts.get('cs_1');
  assert.deepEqual(
    [page?.reference, page?.returnUrl, page?.cancelUrl, page?.mode],
    [id, `/account/checkout/${id}?next=%2Fplans%3Fx%3D1`, '/plans?x=1', 'method'],
  );
  assert.equal(log.events.filter(({ type }) => type === 'billing.CheckoutOpened').length, 1);
  assert.equal(pick(await ask(COMPLETE, { c: randomUUID(), id }), 'completeCheckout.checkout.status'), 'OPEN');

  // What the platform does when the provider has answered.
  const say = async (type: string, streamId: string, data: object) => {
    const command = { type, data: data as Record<string, unknown>, at: new Date().toISOString() };
    const actor = { kind: 'process', id: 'keeping' } as const;
    await executeOn(log)({ streamId, commandId: randomUUID(), command, actor, correlationId: randomUUID() });
  };
  const method = {
    methodRef: 'pm_1',
    brand: 'visa',
    last4: '4242',
    expires: { year: 2099, month: 1 },
    fingerprint: 'fp',
  };
  await say('RecordCheckout', id, { checkoutId: id, customerRef: 'cus_1', checkoutRef: 'cs_1', method });
  assert.equal(pick(await ask(CHECKOUT, { id }), 'checkout.status'), 'OPEN', 'nothing can be paid by it yet');
  await say('RecordPayer', accountId, { accountId, customerRef: 'cus_1' });
  await say('KeepMethod', accountId, { accountId, ...method });
  assert.equal(pick(await ask(CHECKOUT, { id }), 'checkout.status'), 'COMPLETED');
});

test('a page that follows is one of ours', async (t) => {
  const { payments, person } = await start(t);
  const { ask } = await person();
  for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'plans', '', `/${'x'.repeat(600)}`])
    assert.equal(pick(await ask(OPEN, { c: randomUUID(), next }), 'openCheckout.code'), 'checkout.next', next);
  assert.equal(payments.checkouts.size, 0);
});

test('how many pages one account opens is bounded', async (t) => {
  const { payments, person } = await start(t);
  const { ask } = await person();
  const codes: unknown[] = [];
  for (let n = 0; n < 22; n += 1)
    codes.push(pick(await ask(OPEN, { c: randomUUID(), next: '/plans' }), 'openCheckout.code'));
  assert.equal(codes.at(-1), 'checkout.too-many');
  assert.equal(payments.checkouts.size, 20);
});

test('kept cards are shown, chosen and removed; those of others are not there', async (t) => {
  const { person, log } = await start(t);
  const [one, other] = [await person(), await person()];
  await keepCard(log, one.accountId, { methodRef: 'pm_1', fingerprint: 'a' });
  await keepCard(log, one.accountId, { methodRef: 'pm_2', fingerprint: 'b' });
  await keepCard(log, other.accountId, { methodRef: 'pm_3' });
  const methodsOf = async ({ ask }: typeof one) =>
    pick(await ask(METHODS), 'paymentMethods.methods') as { id: string; used: boolean; expired: boolean }[];
  const [used, second] = await methodsOf(one);
  assert.deepEqual([used?.used, second?.used, used?.expired], [true, false, false]);
  const [theirs] = await methodsOf(other);
  for (const name of ['choosePaymentMethod', 'removePaymentMethod']) {
    const answer = await one.ask(CHANGE(name), { c: randomUUID(), id: theirs?.id });
    const unknown = await one.ask(CHANGE(name), { c: randomUUID(), id: randomUUID() });
    assert.equal(pick(answer, `${name}.code`), 'method.unknown');
    assert.deepEqual(answer.data, unknown.data);
  }
  const chosen = await one.ask(CHANGE('choosePaymentMethod'), { c: randomUUID(), id: second?.id });
  assert.equal(pick(chosen, 'choosePaymentMethod.paymentMethods.methods.0.id'), second?.id);
  await one.ask(CHANGE('removePaymentMethod'), { c: randomUUID(), id: second?.id });
  assert.deepEqual(
    (await methodsOf(one)).map(({ id }) => id),
    [used?.id],
  );
  assert.equal((await methodsOf(other)).length, 1);
});

test('a checkout of somebody else is as one that there is not', async (t) => {
  const { person, log } = await start(t);
  const [one, other] = [await person(), await person()];
  const id = pick(await one.ask(OPEN, { c: randomUUID(), next: '/' }), 'openCheckout.checkout.id');
  const before = log.events.length;
  for (const asked of [id, randomUUID(), 'x']) {
    assert.equal(pick(await other.ask(CHECKOUT, { id: asked }), 'checkout'), null);
    const answer = await other.ask(COMPLETE, { c: randomUUID(), id: asked });
    assert.equal(pick(answer, 'completeCheckout.code'), 'checkout.unknown');
  }
  assert.equal(log.events.length, before);
});

test('nobody pays without an account, or where nothing is sold', async (t) => {
  const { ask } = await start(t);
  assert.equal(pick(await ask(OPEN, { c: randomUUID(), next: '/' }), 'openCheckout.__typename'), 'NotAllowed');
  assert.equal(pick(await ask(METHODS), 'paymentMethods'), null);
  const none = await startTestGateway(t);
  const { headers } = await signedInAccount(none);
  const refused = await none.ask(OPEN, { c: randomUUID(), next: '/' }, { headers });
  assert.equal(pick(refused, 'openCheckout.code'), 'payments.none');
  assert.equal(pick(await none.ask(METHODS, {}, { headers }), 'paymentMethods'), null);
});

test('a page that the provider refuses is a refusal', async (t) => {
  const { payments, person } = await start(t);
  const { ask } = await person();
  payments.openCheckout = () =>
    Promise.reject(new PaymentsRefused('idempotency_error', 'The key is that of another page.'));
  const answer = await ask(OPEN, { c: randomUUID(), next: '/plans' });
  assert.equal(pick(answer, 'openCheckout.code'), 'checkout.refused');
});
