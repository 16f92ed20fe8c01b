import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { asker, pick } from '../../gateway/testing/start.ts';
import { loadConfig } from '../../platform/config.ts';
import { openDemoAccounts } from '../../platform/demo/accounts.ts';
import { sandboxKeysOf } from '../../platform/services/payments.ts';
import { ROLES } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { inbox } from '../harness/inbox.ts';
import { startTestServices } from '../harness/services.ts';

test('a card is entered, a plan is paid for, another one is declined and paid after all, on the whole platform and its sandbox', async (t) => {
  const { urls, dataDir, closeFirst } = await startTestServices(t, {
    ...{ eventstore: true, postgres: true, nats: true, redis: true, payments: true },
  });
  const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0' });
  const running = await serve(config, ROLES, urls, silentLogger);
  closeFirst(() => running.stop());
  const { password, rows } = await openDemoAccounts(config, urls);
  const url = new URL(running.urls?.viewer ?? '').origin;
  const { until } = inbox<never>();

  const cookies = new Map<string, string>();
  const ask = async (query: string) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await asker(url)(query, {}, { headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';', 1)[0] ?? '').split('=', 2);
      cookies.set(name, value);
    }
    assert.deepEqual(answer.errors, []);
    return answer;
  };
  const does = async (call: string, fields = '') =>
    pick(await ask(`mutation { it: ${call} { __typename ${fields} ... on Refusal { code } } }`), 'it') as Record<
      string,
      unknown
    >;
  const id = () => `commandId: "${randomUUID()}"`;
  await does(`signIn(${id()}, email: "${rows[0]?.email}", password: "${password}")`);

  let plan: { id: string; price: { id: string } } | undefined;
  await until(async () => {
    [plan] = pick(await ask('{ plans { id price { id } } }'), 'plans') as (typeof plan)[];
    return plan !== undefined;
  });
  const opened = await does(`openCheckout(${id()}, next: "/plans")`, '... on CheckoutToVisit { url checkout { id } }');
  const body = new URLSearchParams({ number: '4242424242424242', expiry: '12/44', cvc: '123' });
  assert.equal((await fetch(String(opened['url']), { method: 'POST', body, redirect: 'manual' })).status, 303);
  const { id: checkoutId } = opened['checkout'] as { id: string };
  await does(`completeCheckout(${id()}, id: "${checkoutId}")`);
  await until(
    async () => pick(await ask(`{ checkout(id: "${checkoutId}") { status } }`), 'checkout.status') === 'COMPLETED',
  );

  const bought = await does(`subscribe(${id()}, planId: "${plan?.id}", priceId: "${plan?.price.id}", trial: false)`);
  assert.equal(bought['__typename'], 'SubscriptionChanged', JSON.stringify(bought));
  await until(async () => pick(await ask('{ mySubscription { status } }'), 'mySubscription.status') === 'ACTIVE');

  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  closeFirst(() => log.close());
  const events = async (name: string) => {
    const found: Record<string, unknown>[] = [];
    for await (const { type, data } of log.readAll())
      if (type === `billing.${name}`) found.push(data as Record<string, unknown>);
    return found;
  };
  for (const name of ['PaymentMethodKept', 'InvoiceIssued', 'InvoicePaid', 'SubscriptionStarted'])
    assert.equal((await events(name)).length, 1, name);

  const [card] = await events('PaymentMethodKept');
  const { origin, password: keys } = new URL(urls.payments);
  const { control } = sandboxKeysOf(decodeURIComponent(keys));
  const fromNowOn = (charge: string) =>
    fetch(`${origin}/sandbox/methods/${String(card?.['methodRef'])}`, {
      ...{ method: 'PUT', body: JSON.stringify({ charge }) },
      headers: { authorization: `Bearer ${control}`, 'content-type': 'application/json' },
    });
  assert.equal((await fromNowOn('insufficient_funds')).ok, true);
  const larger = (
    pick(await ask('{ plans { id price { id amount { minor } } } }'), 'plans') as {
      id: string;
      price: { id: string; amount: { minor: number } };
    }[]
  ).find(({ price }) => price.amount.minor === 999);
  const preview = pick(
    await ask(
      `{ it: previewPlanChange(planId: "${larger?.id}") { ... on PlanChangePreview { asOf revision due { minor } } } }`,
    ),
    'it',
  ) as { asOf: string; revision: string; due: { minor: number } };
  await does(
    `changePlan(${id()}, planId: "${larger?.id}", priceId: "${larger?.price.id}", asOf: "${preview.asOf}", revision: "${preview.revision}")`,
  );
  const mine = async () =>
    pick(await ask('{ mySubscription { status failure owed { minor } } }'), 'mySubscription') as Record<
      string,
      unknown
    >;
  await until(async () => (await mine())['status'] === 'PAST_DUE' && (await mine())['owed'] !== null);
  assert.deepEqual(await mine(), {
    ...{ status: 'PAST_DUE', failure: 'There was not enough money on the card.' },
    owed: { minor: preview.due.minor },
  });
  assert.equal((await fromNowOn('ok')).ok, true);
  await does(`retryPayment(${id()})`);
  await until(async () => (await mine())['status'] === 'ACTIVE');
  const paid = (await events('InvoicePaid')).map(({ chargedMinor }) => chargedMinor);
  assert.deepEqual(paid, [499, preview.due.minor]);
});
