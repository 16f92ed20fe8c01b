import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountId, idOf, moneyWorld } from '../testing/money.ts';
import type { MoneyWorld } from '../testing/money.ts';
import { dyingLog, Killed } from '../testing/step-by-step.ts';

const owner = { kind: 'viewer', id: idOf('profile'), account: accountId } as const;

/** Opens a page as the gateway does. */
async function opened(world: MoneyWorld, name = 'checkout') {
  const { payments } = world;
  const checkoutId = idOf(name);
  const customerRef = await payments.createCustomer({ accountId }, accountId);
  const page = { customerRef, mode: 'method', label: 'x', returnUrl: '/', cancelUrl: '/' } as const;
  const { checkoutRef, expiresAt } = await payments.openCheckout({ ...page, reference: checkoutId }, checkoutId);
  await world.give(
    checkoutId,
    'OpenCheckout',
    { checkoutId, accountId, customerRef, checkoutRef, expiresAt },
    name,
    owner,
  );
  return { checkoutId, checkoutRef };
}
const comeBack = (world: MoneyWorld, checkoutId: string, nth = 1) =>
  world.give(checkoutId, 'AskCheckout', { checkoutId }, `back ${nth}`, owner);
const tell = (world: MoneyWorld, name: string, checkoutRef: string) => {
  const refs = { customerRef: null, checkoutRef, paymentRef: null, refundRef: null, methodRef: null };
  const event = {
    paymentEventId: idOf(name),
    eventId: name,
    kind: 'checkout',
    refs,
    createdAt: '2026-11-02T03:04:05Z',
  };
  return world.give(idOf(name), 'ReceivePaymentEvent', event, name);
};

test('a card that was entered is kept once: by coming back, by what the provider tells, and by neither', async () => {
  for (const how of ['came back', 'came back twice', 'was told', 'both', 'neither'] as const) {
    const world = moneyWorld();
    const { checkoutId, checkoutRef } = await opened(world);
    await world.run();
    world.payments.enterCard(checkoutRef);
    if (how === 'was told' || how === 'both')
      for (const name of ['evt_1', 'evt_2']) assert.equal((await tell(world, name, checkoutRef)).kind, 'committed');
    if (how === 'came back' || how === 'both' || how === 'came back twice') await comeBack(world, checkoutId);
    if (how === 'came back twice') {
      await world.run();
      await comeBack(world, checkoutId, 2);
    }
    await world.run();
    if (how === 'neither') assert.equal(await world.wake(), 1);
    assert.deepEqual(
      world.of('PaymentMethodKept').map(({ methodRef, fingerprint, last4 }) => [methodRef, fingerprint, last4]),
      [['pm_1', 'fp_1', '4242']],
      how,
    );
    assert.equal(world.of('PayerKnown').length, 1);
    assert.equal(world.of('CheckoutCompleted').length, 1);
    assert.equal(await world.wake(), 0, 'nobody asks any more');
  }
});

test('a page that nobody came back from is asked about now and then, and ends when the provider says so', async () => {
  const world = moneyWorld();
  const { checkoutRef } = await opened(world);
  await world.run();
  for (let n = 0; n < 2; n += 1) assert.equal(await world.wake(), 1);
  assert.equal(world.of('CheckoutExpired').length, 0);
  world.payments.expireCheckout(checkoutRef);
  await tell(world, 'evt_1', checkoutRef);
  await world.run();
  assert.equal(world.of('CheckoutExpired').length, 1);
  assert.equal(await world.wake(), 0);
  assert.equal(world.of('PaymentMethodKept').length, 0);
});

test('what is told of a page of somebody else changes nothing', async () => {
  const world = moneyWorld();
  const { checkoutId } = await opened(world);
  await world.run();
  // Another customer's page that names our checkout, one that names nothing of ours, and one that there is not.
  const page = { mode: 'method', label: 'x', returnUrl: '/', cancelUrl: '/' } as const;
  const forged = await world.payments.openCheckout({ ...page, customerRef: 'cus_9', reference: checkoutId }, 'forged');
  const foreign = await world.payments.openCheckout({ ...page, customerRef: 'cus_9', reference: 'theirs' }, 'foreign');
  for (const { checkoutRef } of [forged, foreign]) world.payments.enterCard(checkoutRef);
  for (const [index, ref] of [forged.checkoutRef, foreign.checkoutRef, 'cs_404'].entries())
    await tell(world, `evt_${index}`, ref);
  await world.run();
  assert.equal(world.of('CheckoutCompleted').length, 0);
  assert.equal(world.of('PaymentMethodKept').length, 0);
});

test('what is used no longer the provider forgets: a removed card, the same one entered again, and one too many', async () => {
  const world = moneyWorld();
  const enter = async (name: string, fingerprint: string) => {
    const { checkoutId, checkoutRef } = await opened(world, name);
    await world.run();
    const methodRef = world.payments.enterCard(checkoutRef, fingerprint);
    await comeBack(world, checkoutId);
    await world.run();
    return methodRef;
  };
  const first = await enter('first', 'fp_a');
  const second = await enter('second', 'fp_b');
  assert.equal(
    (await world.give(accountId, 'RemoveMethod', { accountId, methodRef: second }, 'remove', owner)).kind,
    'committed',
  );
  await world.run();
  assert.deepEqual(new Set(world.payments.forgotten), new Set([second]));
  const again = await enter('again', 'fp_a');
  assert.deepEqual(new Set(world.payments.forgotten), new Set([second, first]));
  for (let n = 1; n < 10; n += 1) await enter(`more ${n}`, `fp_${n}`);
  const tooMany = await enter('too many', 'fp_too_many');
  assert.ok(world.payments.forgotten.includes(tooMany));
  assert.ok(!world.payments.forgotten.includes(again));
});

test('whoever writes may die at any append: the card is kept once', async () => {
  const start = async () => {
    const world = moneyWorld();
    const { checkoutId, checkoutRef } = await opened(world);
    world.payments.enterCard(checkoutRef);
    await comeBack(world, checkoutId);
    return world;
  };
  const whole = await start();
  const before = whole.log.events.length;
  await whole.run();
  const appends = whole.log.events.length - before;
  for (let nth = 1; nth <= appends; nth += 1)
    for (const when of ['before', 'after'] as const) {
      const world = await start();
      await world.run(dyingLog(world.log, nth, when)).catch((error: unknown) => assert.ok(error instanceof Killed));
      await world.run();
      assert.equal(world.of('PaymentMethodKept').length, 1, `${when} append ${nth}`);
      assert.equal(world.of('PayerKnown').length, 1, `${when} append ${nth}`);
    }
});
