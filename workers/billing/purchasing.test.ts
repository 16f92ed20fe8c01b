import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoteTitle } from '../../commands/billing/quote-title.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { language } from '../../schemas/language.ts';
import { accountId, idOf, moneyWorld, withCard } from '../testing/money.ts';
import type { MoneyWorld } from '../testing/money.ts';
import { dyingLog, Killed } from '../testing/step-by-step.ts';

const titleId = idOf('title');
const viewer = { kind: 'viewer', id: idOf('profile'), account: accountId } as const;
const staff = { kind: 'staff', id: 'operator' } as const;
const at = '2026-11-02T03:04:05.000Z';
const price = {
  titleId,
  priceId: idOf('price'),
  territory: null,
  currency: 'EUR',
  amountMinor: 399,
  taxIncluded: true,
};
type Model = 'rent' | 'buy';

const onSale = async (world: MoneyWorld, model: Model = 'rent') => {
  const priceId = idOf(`price/${model}`);
  const data = { ...price, priceId, model, from: null };
  const { kind } = await world.give(titleId, 'SetTitlePrice', data, `set/${model}`, staff);
  assert.equal(kind, 'committed');
};
const quote = ({ log }: MoneyWorld, model: Model = 'rent', when = at) =>
  quoteTitle(
    { log, language },
    { accountId, titleId, titleName: 'A film', model, territory: 'DE', at: when, expected: idOf(`price/${model}`) },
  );
/** Asks for it as the gateway does. */
async function ask(world: MoneyWorld, name = 'ask', model: Model = 'rent'): Promise<string> {
  const quoted = await quote(world, model);
  assert.equal(quoted.kind, 'quoted');
  const { purchaseId, terms } = quoted;
  const { kind } = await world.give(
    purchaseId,
    'RequestPurchase',
    { purchaseId, accountId, titleId, terms, country: 'DE' },
    name,
    viewer,
  );
  assert.equal(kind, 'committed');
  return purchaseId;
}
const charged = ({ payments }: MoneyWorld) => [...payments.taken.values()].map(({ amountMinor }) => amountMinor);

test('what is asked for is paid by one invoice, and can be had again only when it is over', async () => {
  const world = moneyWorld();
  await withCard(world);
  await onSale(world);
  await onSale(world, 'buy');
  const purchaseId = await ask(world);
  assert.equal((await quote(world)).kind, 'had', 'while it is being paid');
  await world.run();
  const [made] = world.of('PurchaseMade');
  assert.deepEqual([made?.['purchaseId'], made?.['paidMinor'], charged(world)], [purchaseId, 399, [399]]);
  assert.equal((await quote(world)).kind, 'had');
  const startBy = String(made?.['startBy']);
  assert.equal((await quote(world, 'rent', startBy)).kind, 'quoted', 'the next one');
  assert.equal((await quote(world, 'buy')).kind, 'quoted', 'what is rented can be bought');
  await ask(world, 'buy', 'buy');
  await world.run();
  const again = await quote(world, 'rent', startBy);
  assert.equal(again.kind, 'had', 'what was bought needs not be rented');
});

test('two who ask at once get one, and pay once', async () => {
  const world = moneyWorld();
  await withCard(world);
  await onSale(world);
  const [one, two] = await Promise.all([quote(world), quote(world)]);
  assert.ok(one.kind === 'quoted' && two.kind === 'quoted');
  assert.equal(one.purchaseId, two.purchaseId);
  const data = { purchaseId: one.purchaseId, accountId, titleId, terms: one.terms, country: 'DE' };
  const answers = await Promise.all(
    ['a', 'b'].map((name) => world.give(one.purchaseId, 'RequestPurchase', data, name, viewer)),
  );
  assert.deepEqual(answers.map(({ kind }) => kind).toSorted(), ['committed', 'rejected']);
  await world.run();
  assert.deepEqual(charged(world), [399]);
});

test('a card that is declined ends it, nothing is owed, and the next one is another', async () => {
  const world = moneyWorld({ payments: createMemoryPayments(() => 'hard') });
  await withCard(world);
  await onSale(world);
  const first = await ask(world);
  await world.run();
  assert.deepEqual(
    [world.of('PurchaseFailed').length, world.of('InvoiceVoided').length, world.of('PurchaseMade').length],
    [1, 1, 0],
  );
  assert.notEqual(await ask(world, 'again'), first);
});

test('whoever never confirms loses it after 23 hours; who confirms too late gets the money back', async () => {
  const world = moneyWorld({ payments: createMemoryPayments(() => 'action-needed') });
  await withCard(world);
  await onSale(world);
  const purchaseId = await ask(world);
  await world.run();
  assert.equal(world.of('PurchaseActionNeeded').length, 1);
  const gone = await world.give(purchaseId, 'AbandonPurchase', { purchaseId }, 'gone', viewer);
  assert.equal(gone.kind, 'committed');
  await world.run();
  assert.equal(world.of('InvoiceVoided').length, 1);
  world.payments.resolve('pi_1', 'succeeded');
  await world.wake();
  assert.deepEqual(
    [world.of('PurchaseMade').length, world.of('SurplusReceived').length, world.of('SurplusReturned').length],
    [0, 1, 1],
  );
});

test('the hours of a rental begin when it is watched, and it ends by its timer', async () => {
  const world = moneyWorld();
  await withCard(world);
  await onSale(world);
  const purchaseId = await ask(world);
  await world.run();
  const [made] = world.of('PurchaseMade');
  const startedAt = String(made?.['at']);
  await world.give(purchaseId, 'StartRentalClock', { purchaseId, sessionId: idOf('session'), startedAt });
  await world.run();
  const timers = world.log.events
    .filter(({ type }) => type === 'kernel.TimerSet')
    .map(({ data }) => data as { readonly name: string; readonly dueAt: string })
    .filter(({ name }) => name === 'rental');
  assert.deepEqual(
    timers.map(({ dueAt }) => Date.parse(dueAt) - Date.parse(startedAt)),
    [30 * 86_400_000, 2 * 86_400_000],
  );
});

test('what is given back is refunded whole with a credit note, and is theirs no more', async () => {
  const world = moneyWorld();
  await withCard(world);
  await onSale(world);
  const purchaseId = await ask(world);
  await world.run();
  const data = { purchaseId, refundId: idOf('refund'), watchedBasisPoints: 0, why: 'The wrong film.' };
  const stranger = { ...viewer, account: idOf('other') };
  const other = await world.give(purchaseId, 'RefundPurchase', data, 'other', stranger);
  assert.ok(other.kind === 'rejected' && other.rejection.code === 'purchase.unknown');
  await world.give(purchaseId, 'RefundPurchase', data, 'own', viewer);
  await world.run();
  const [back] = world.of('RefundMade');
  const [refunded] = world.of('PurchaseRefunded');
  assert.deepEqual([back?.['chargedMinor'], back?.['number'], refunded?.['over']], [399, 'C-2026-11-000001', true]);
  assert.equal((await quote(world)).kind, 'quoted', 'and can be rented again');
});

test('whoever writes may die at any append: a film is charged once, and theirs once', async () => {
  const start = async () => {
    const world = moneyWorld();
    await withCard(world);
    await onSale(world);
    await ask(world);
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
      assert.deepEqual([world.of('PurchaseMade').length, charged(world)], [1, [399]], `${when} append ${nth}`);
    }
});

test('a gift code gives its credit once, whoever dies meanwhile; where it cannot be given the code is good again', async () => {
  const giftCodeId = idOf('gift');
  const code = { giftCodeId, currency: 'EUR', amountMinor: 500, batchId: idOf('batch'), label: 'x', ending: 'ABCD' };
  const start = async (before = 0) => {
    const world = moneyWorld();
    if (before > 0) {
      const gift = {
        accountId,
        creditId: idOf('before'),
        currency: 'EUR',
        amountMinor: before,
        cause: 'staff',
        why: 'x',
      };
      await world.give(accountId, 'GrantCredit', gift);
    }
    await world.give(giftCodeId, 'MakeGiftCode', { ...code, validUntil: null }, 'make', staff);
    await world.give(giftCodeId, 'RedeemGiftCode', { giftCodeId, accountId, creditId: idOf('credit') }, 'use', viewer);
    return world;
  };
  for (let nth = 1; nth <= 4; nth += 1)
    for (const when of ['before', 'after'] as const) {
      const world = await start();
      await world.run(dyingLog(world.log, nth, when)).catch((error: unknown) => assert.ok(error instanceof Killed));
      await world.run();
      assert.deepEqual(
        world.of('CreditGranted').map(({ amountMinor }) => amountMinor),
        [500],
        `${when} append ${nth}`,
      );
    }
  const full = await start(2 ** 31 - 100);
  await full.run();
  assert.deepEqual([full.of('CreditGranted').length, full.of('GiftCodeRestored').length], [1, 1]);
});
