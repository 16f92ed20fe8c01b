import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Metadata } from '../../schemas/kernel/metadata.ts';
import { accountId, idOf, moneyWorld, withCard, type MoneyWorld } from '../testing/money.ts';

const me = { kind: 'viewer', id: accountId, account: accountId } as const;
const terms = {
  ...{ planId: idOf('plan'), planName: 'Everything', priceId: idOf('price'), territory: null, currency: 'EUR' },
  ...{ amountMinor: 799, taxIncluded: true, interval: { unit: 'month', count: 1 } },
};

async function subscribe({ give }: MoneyWorld, name: string): Promise<string> {
  const subscriptionId = idOf(name);
  const data = {
    subscriptionId,
    accountId,
    invoiceId: idOf(`${name}/invoice`),
    terms,
    country: 'DE',
    previousId: null,
  };
  const outcome = await give(subscriptionId, 'Subscribe', data, 'Subscribe', me);
  assert.equal(outcome.kind, 'committed');
  return subscriptionId;
}

/** The day came on which the account is forgotten. */
async function begin({ log }: MoneyWorld): Promise<void> {
  const id = idOf('begun');
  const metadata = {
    ...{ $correlationId: id, $causationId: id, commandId: id, actor: me, occurredAt: new Date().toISOString() },
    schema: 'identity.ErasureBegun@1',
  } as Metadata;
  const event = { id, type: 'identity.ErasureBegun', data: { accountId }, metadata };
  await log.append(`account-${accountId}`, 'any', [event]);
}

test('nothing goes on costing somebody who is forgotten, and what was paid stays', async () => {
  const world = moneyWorld();
  await withCard(world);
  const subscriptionId = await subscribe(world, 'one');
  await world.run();
  assert.equal(world.of('SubscriptionStarted').length, 1);
  const taken = world.payments.taken.size;

  await begin(world);
  await world.run();
  assert.deepEqual(
    world.of('SubscriptionCanceled').map((data) => data['subscriptionId']),
    [subscriptionId],
  );
  assert.deepEqual(
    world.of('PaymentMethodRemoved').map((data) => data['methodRef']),
    ['pm_1'],
  );
  assert.deepEqual([world.of('InvoicePaid').length, world.of('InvoiceVoided').length], [1, 0]);
  for (let month = 0; month < 3; month += 1) await world.wake();
  assert.equal(world.payments.taken.size, taken, 'nothing is charged any more');
});

test('what a device begins that does not know it yet is ended as it comes', async () => {
  const world = moneyWorld();
  await begin(world);
  await world.run();
  await withCard(world);
  await subscribe(world, 'late');
  const [purchaseId, titleId] = [idOf('purchase'), idOf('title')];
  const wish = { ...terms, titleName: 'A film', model: 'rent', amountMinor: 399 };
  const { planId: _plan, planName: _name, interval: _interval, ...asked } = wish;
  const outcome = await world.give(
    purchaseId,
    'RequestPurchase',
    { purchaseId, accountId, titleId, terms: asked, country: 'DE' },
    'RequestPurchase',
    me,
  );
  assert.equal(outcome.kind, 'committed');
  await world.run();
  assert.deepEqual(
    ['PaymentMethodRemoved', 'SubscriptionCanceled', 'PurchaseAbandoned'].map((type) => world.of(type).length),
    [1, 1, 1],
  );
});

test('nothing of somebody who stays is ended', async () => {
  const world = moneyWorld();
  await withCard(world);
  await subscribe(world, 'one');
  await world.run();
  assert.deepEqual([world.of('SubscriptionCanceled').length, world.of('PaymentMethodRemoved').length], [0, 0]);
});
