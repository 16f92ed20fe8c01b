import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { accountId, idOf, invoiceOf, moneyWorld, withCard } from '../testing/money.ts';
import type { MoneyWorld } from '../testing/money.ts';
import { dyingLog, Killed } from '../testing/step-by-step.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const issue = (world: MoneyWorld, name: string, amountMinor?: number) =>
  world.give(idOf(name), 'IssueInvoice', invoiceOf(idOf(name), amountMinor));

test('an invoice gets its number and its tax, and is charged', async () => {
  const world = moneyWorld();
  await withCard(world);
  await issue(world, 'a', 1190);
  await world.run();
  const [issued] = world.of('InvoiceIssued');
  assert.equal(issued?.['number'], '2026-11-000001');
  assert.deepEqual(issued?.['taxes'], [{ rateBasisPoints: 1900, netMinor: 1000, taxMinor: 190 }]);
  const [paid] = world.of('InvoicePaid');
  assert.deepEqual([paid?.['chargedMinor'], paid?.['creditMinor'], paid?.['paymentRef']], [1190, 0, 'pi_1']);
  assert.deepEqual(
    [...world.payments.taken.values()].map(({ reference }) => reference),
    [idOf('a')],
  );
});

test('whoever writes may die at any append: no number is left out or given twice, and each invoice is charged once', async () => {
  const names = ['a', 'b', 'c'];
  const start = async () => {
    const world = moneyWorld();
    await withCard(world);
    await world.give(accountId, 'GrantCredit', {
      ...{ accountId, creditId: idOf('gift'), currency: 'EUR', amountMinor: 600, cause: 'invoice', why: 'x' },
    });
    for (const name of names) await issue(world, name);
    return world;
  };
  const whole = await start();
  const before = whole.log.events.length;
  await whole.run();
  const appends = whole.log.events.length - before;
  assert.ok(appends > 30);
  for (let nth = 1; nth <= appends; nth += 1)
    for (const when of ['before', 'after'] as const) {
      const world = await start();
      await world.run(dyingLog(world.log, nth, when)).catch((error: unknown) => assert.ok(error instanceof Killed));
      await world.run();
      const where = `${when} append ${nth}`;
      assert.deepEqual(
        world.of('InvoiceNumberTaken').map(({ place }) => place),
        [1, 2, 3],
        where,
      );
      assert.deepEqual(
        world
          .of('InvoiceIssued')
          .map(({ invoiceId, number }) => `${String(invoiceId)} ${String(number)}`)
          .toSorted(byText),
        world
          .of('InvoiceNumberTaken')
          .map(({ invoiceId, number }) => `${String(invoiceId)} ${String(number)}`)
          .toSorted(byText),
        where,
      );
      assert.equal(world.of('InvoicePaid').length, 3, where);
      // Credit of 6.00 pays the first and a part of the second.
      assert.deepEqual(
        [...world.payments.taken.values()].map(({ amountMinor }) => String(amountMinor)).toSorted(byText),
        ['398', '499'],
        where,
      );
    }
});

test('a charge whose answers are lost is made once', async () => {
  const world = moneyWorld();
  await withCard(world);
  world.payments.loseAnswers(6);
  await issue(world, 'a');
  await world.run();
  assert.equal(world.of('InvoicePaid').length, 0, 'the job has failed as often as jobs may');
  while (world.of('InvoicePaid').length === 0) assert.equal(await world.wake(), 1);
  assert.equal(world.payments.taken.size, 1);
});

test('what is not known yet is asked about until it is', async () => {
  const world = moneyWorld({ payments: createMemoryPayments(() => 'pending') });
  await withCard(world);
  await issue(world, 'a');
  await world.run();
  for (let n = 0; n < 3; n += 1) await world.wake();
  assert.deepEqual([world.of('InvoicePaid').length, world.of('InvoicePaymentFailed').length], [0, 0]);
  world.payments.resolve('pi_1', 'succeeded');
  await world.wake();
  assert.equal(world.of('InvoicePaid').length, 1);
  assert.equal(await world.wake(), 0);
});

test('a payment that the provider tells of is asked about at once, and recorded once', async () => {
  const world = moneyWorld({ payments: createMemoryPayments(() => 'action-needed') });
  await withCard(world);
  await issue(world, 'a');
  await world.run();
  const tell = (name: string, paymentRef: string) => {
    const refs = { customerRef: null, checkoutRef: null, paymentRef, refundRef: null, methodRef: null };
    const event = {
      paymentEventId: idOf(name),
      eventId: name,
      kind: 'payment',
      refs,
      createdAt: '2026-11-02T03:04:05Z',
    };
    return world.give(idOf(name), 'ReceivePaymentEvent', event, name, { kind: 'process', id: 'inbox' });
  };
  await tell('evt_1', 'pi_1');
  await world.run();
  assert.equal(world.of('InvoicePaid').length, 0, 'it was told of, and not paid');
  world.payments.resolve('pi_1', 'succeeded');
  for (const name of ['evt_2', 'evt_3']) assert.equal((await tell(name, 'pi_1')).kind, 'committed');
  await tell('evt_4', 'pi_999');
  await world.run();
  await world.wake();
  assert.equal(world.of('InvoicePaid').length, 1);
  assert.equal(world.of('SurplusReceived').length, 0);
});

test('an invoice that fails says why, and is collected when somebody asks again', async () => {
  const world = moneyWorld({
    payments: createMemoryPayments((_, key) => (key.endsWith('/1') ? 'soft' : 'succeeded')),
  });
  await withCard(world);
  await issue(world, 'a');
  await world.run();
  const [failed] = world.of('InvoicePaymentFailed');
  assert.deepEqual([failed?.['code'], failed?.['soft'], failed?.['attempt']], ['insufficient_funds', true, 1]);
  await world.give(idOf('a'), 'CollectInvoice', { invoiceId: idOf('a') });
  await world.run();
  assert.equal(world.of('InvoicePaid').length, 1);
});

test('without a means of payment it fails, and does not for credit alone', async () => {
  const world = moneyWorld();
  await issue(world, 'a');
  await world.run();
  assert.deepEqual(
    world.of('InvoicePaymentFailed').map(({ code, soft }) => [code, soft]),
    [['no-method', false]],
  );
  const gift = { accountId, creditId: idOf('gift'), currency: 'EUR', amountMinor: 1000, why: 'x' };
  await world.give(accountId, 'GrantCredit', { ...gift, cause: 'invoice' });
  await world.give(idOf('a'), 'CollectInvoice', { invoiceId: idOf('a') });
  await world.run();
  const [paid] = world.of('InvoicePaid');
  assert.deepEqual([paid?.['chargedMinor'], paid?.['creditMinor']], [0, 499]);
});

test('less than nothing becomes credit', async () => {
  const world = moneyWorld();
  await issue(world, 'a', -499);
  await world.run();
  assert.deepEqual(
    world.of('CreditGranted').map(({ amountMinor, cause }) => [amountMinor, cause]),
    [[499, 'invoice']],
  );
});

test('what is paid after it was voided, or twice, goes back by itself', async () => {
  const world = moneyWorld({ payments: createMemoryPayments(() => 'action-needed') });
  await withCard(world);
  await issue(world, 'a');
  await issue(world, 'b');
  await world.run();
  assert.equal(world.of('InvoiceActionNeeded').length, 2);
  await world.give(idOf('a'), 'VoidInvoice', { invoiceId: idOf('a'), why: 'over' });
  await world.give(idOf('b'), 'CollectInvoice', { invoiceId: idOf('b') });
  await world.run();
  for (const ref of ['pi_1', 'pi_2', 'pi_3']) world.payments.resolve(ref, 'succeeded');
  await world.wake();
  assert.deepEqual(
    world
      .of('SurplusReceived')
      .map(({ why }) => String(why))
      .toSorted(byText),
    ['paid-before', 'void'],
  );
  assert.equal(world.of('SurplusReturned').length, 2);
  assert.equal(world.payments.returned.size, 2);
  assert.equal(world.of('InvoicePaid').length, 1);
});

test('a refund goes back to the card and to credit, with a credit note, once', async () => {
  const world = moneyWorld();
  await withCard(world);
  const gift = { accountId, creditId: idOf('gift'), currency: 'EUR', amountMinor: 190, why: 'x' };
  await world.give(accountId, 'GrantCredit', { ...gift, cause: 'invoice' });
  await issue(world, 'a', 1190);
  await world.run();
  const refund = (name: string, amountMinor: number) =>
    world.give(
      idOf('a'),
      'RefundInvoice',
      { invoiceId: idOf('a'), refundId: idOf(name), amountMinor, why: 'dark' },
      name,
    );
  assert.equal((await refund('first', 600)).kind, 'committed');
  const tooMuch = await refund('second', 591);
  assert.equal(tooMuch.kind === 'rejected' && tooMuch.rejection.code, 'refund.too-much');
  assert.equal((await refund('third', 590)).kind, 'committed');
  await world.run();
  await world.run();
  const made = world.of('RefundMade');
  assert.deepEqual(
    made.map(({ chargedMinor, creditMinor, taxMinor }) => [chargedMinor, creditMinor, taxMinor]),
    [
      [600, 0, 96],
      [400, 190, 94],
    ],
  );
  assert.deepEqual(
    made.map(({ number }) => String(number).replace(/^C-\d{4}-\d{2}-/, '')),
    ['000001', '000002'],
  );
  assert.deepEqual(
    [...world.payments.returned.values()].map(({ amountMinor }) => amountMinor),
    [600, 400],
  );
  assert.equal(world.of('CreditGranted').filter(({ cause }) => cause === 'refund').length, 1);
});
