import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { quoteTitle } from '../../commands/billing/quote-title.ts';
import { createMemoryPayments, type Verdict } from '../../ports/testing/memory-payments.ts';
import type { Metadata } from '../../schemas/kernel/metadata.ts';
import { language } from '../../schemas/language.ts';
import { accountId, idOf, moneyWorld, withCard, type MoneyWorld } from '../testing/money.ts';

const me = { kind: 'viewer', id: idOf('profile'), account: accountId } as const;
const staff = { kind: 'staff', id: 'operator' } as const;
const process = { kind: 'process', id: 'test' } as const;
const START = Date.parse('2026-11-02T03:04:05.000Z');
const TO = 'mara@example.org';
const terms = (plan = 'Everything', amountMinor = 799) => ({
  ...{ planId: idOf(plan), planName: plan, priceId: idOf(`${plan}/price`), territory: null, currency: 'EUR' },
  ...{ amountMinor, taxIncluded: true, interval: { unit: 'month', count: 1 } },
});
const subscriptionId = idOf('subscription');

interface World extends MoneyWorld {
  /** Says a command to the subscription, and runs what comes of it. @returns what was sent since */
  readonly say: (type: string, data?: object, name?: string, actor?: object) => Promise<MoneyWorld['people']['sent']>;
  /** Lets time pass until something is sent. */
  readonly wakeUp: () => Promise<MoneyWorld['people']['sent']>;
}

/** Somebody with an account and a card, and what becomes of their payments. */
async function start(verdict: () => Verdict = () => 'succeeded', card = true): Promise<World> {
  const world = moneyWorld({ payments: createMemoryPayments(verdict), clock: { now: START } });
  const { people, give, run, wakeNext } = world;
  const email = await people.vault.seal(accountId, 'email', TO);
  const registered = { accountId, email, locale: 'en', via: 'password' };
  assert.equal((await give(accountId, 'RegisterAccount', registered, 'register', me)).kind, 'committed');
  if (card) await withCard(world);
  const since = async (act: () => Promise<unknown>) => {
    const from = people.sent.length;
    await act();
    return people.sent.slice(from);
  };
  return {
    ...world,
    say: (type, data = {}, name = type, actor = process) =>
      since(async () => {
        const outcome = await give(subscriptionId, type, { subscriptionId, ...data }, name, actor as never);
        assert.equal(outcome.kind, 'committed', `${type} ${JSON.stringify(outcome, (_, v) => String(v))}`);
        await run();
      }),
    wakeUp: () =>
      since(async () => {
        const from = people.sent.length;
        for (let nth = 0; nth < 20 && people.sent.length === from; nth += 1) await wakeNext();
      }),
  };
}

const subscribe = (world: World, plan = terms()) =>
  world.say(
    'Subscribe',
    { accountId, invoiceId: idOf('first'), terms: plan, country: 'DE', previousId: null },
    'subscribe',
    me,
  );
const tryOut = (world: World) =>
  world.say('StartTrial', { accountId, terms: terms(), country: 'DE', previousId: null, trialDays: 14 }, 'try', me);

/** The one message; what it says as text. */
function only(sent: MoneyWorld['people']['sent'], title: RegExp): string {
  assert.deepEqual(
    sent.map((mail) => title.test(mail.title)),
    [true],
    sent.map((mail) => mail.title).join(' | '),
  );
  const [mail] = sent;
  assert.equal(mail?.to, TO);
  return mail?.text ?? '';
}
const named = (sent: MoneyWorld['people']['sent'], title: RegExp): string =>
  only(
    sent.filter((mail) => title.test(mail.title)),
    title,
  );

test('an invoice that is paid is told with its PDF, once, and nothing of it stands in the queue', async () => {
  const world = await start();
  const sent = await subscribe(world);
  const text = only(sent, /^Your invoice 2026-11-000001$/);
  assert.match(text, /For: Everything\nPeriod: November 2, 2026 – December 2, 2026\nTotal: €7\.99/);
  assert.match(text, /https:\/\/films\.example\/account\/invoices\//);
  const [pdf] = sent[0]?.attachments ?? [];
  assert.deepEqual([pdf?.name, pdf?.type], ['invoice-2026-11-000001.pdf', 'application/pdf']);
  assert.equal(
    Buffer.from(pdf?.content ?? [])
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  );
  await world.run();
  assert.equal(world.people.sent.length, 1, 'run again, it is the same');
  const jobs = world.log.events.filter(({ type, data }) => {
    const { kind } = data as { kind?: string };
    return type === 'kernel.JobRequested' && kind === 'send-money-mail';
  });
  assert.equal(jobs.length, 1);
  assert.doesNotMatch(JSON.stringify(jobs[0]?.data), /Everything|amount|visa|@/i);
});

describe('a trial', () => {
  test('says what comes after it, when it begins and three days before it ends', async () => {
    const world = await start();
    const begun = only(await tryOut(world), /^Your trial of Everything began$/);
    assert.match(begun, /Free until: November 16, 2026.*\nThen: €7\.99 every month\nPaid by: Visa ending in 4242/);
    const ending = await world.say('NotifyTrialEnding');
    assert.match(only(ending, /ends soon/), /cancel it in your account before.*\n\nFree until: November 16/s);
  });
  test('that was cancelled says that nothing is paid', async () => {
    const world = await start();
    await tryOut(world);
    await world.say('CancelAtPeriodEnd', {}, 'cancel', me);
    assert.match(only(await world.say('NotifyTrialEnding'), /ends soon/), /as you wanted\. Nothing is paid/);
  });
  test('without a card ends, and says so', async () => {
    const world = await start(undefined, false);
    assert.match(only(await tryOut(world), /began/), /Paid by: nothing yet: enter a card/);
    only(await world.wakeUp(), /ends soon/);
    assert.match(only(await world.wakeUp(), /^Your trial of Everything is over$/), /Nothing was charged/);
  });
});

describe('a payment that fails', () => {
  let verdict: Verdict = 'succeeded';
  let world: World;
  before(async () => {
    world = await start(() => verdict);
    await subscribe(world);
    verdict = 'soft';
  });
  test('says by which card, why, when it is tried again and until when they can watch', async () => {
    const text = only(await world.wakeUp(), /^Your payment for Everything was not made$/);
    assert.match(text, /There was not enough money on the card\./);
    assert.match(
      text,
      /Amount: €7\.99\nCard: Visa ending in 4242\nWe try again on: December 3, 2026\nYou can watch until: Dec/,
    );
    assert.match(text, /films\.example\/account#plan/);
  });
  test('is told again for each day on which it was tried again, and on the seventh that they cannot watch', async () => {
    for (const next of [5, 7, 9] as const) {
      const text = only(await world.wakeUp(), /was not made/);
      assert.match(text, new RegExp(`We try again on: December ${next}, 2026\nYou can watch until: December 9, 2026`));
    }
    const suspended = only(await world.wakeUp(), /^You cannot watch with Everything any more$/);
    assert.match(suspended, /We try again today and on: December 12, 2026/);
  });
  test('is not told again to whoever tried it just now', async () => {
    assert.deepEqual(await world.say('RetryPayment', {}, 'retry', me), []);
  });
  test('and is paid at last says that they can watch again, with the invoice', async () => {
    verdict = 'succeeded';
    const sent = await world.say('RetryPayment', {}, 'again', me);
    named(sent, /^You can watch again$/);
    named(sent, /^Your invoice 2026-12/);
    assert.equal(sent.length, 2);
  });
  test('in the days of grace and is paid then says that nothing changes', async () => {
    verdict = 'soft';
    await world.wakeUp();
    verdict = 'succeeded';
    named(await world.wakeUp(), /^Your payment was made$/);
  });
  test('to its end says that it is over and nothing is owed', async () => {
    verdict = 'hard';
    const first = await world.wakeUp();
    assert.match(named(first, /was not made/), /enter another card/);
    assert.doesNotMatch(named(first, /was not made/), /We try again/);
    const all = [];
    for (let day = 0; day < 8; day += 1) all.push(...(await world.wakeUp()));
    assert.match(named(all, /is over$/), /owed no longer/);
  });
});

describe('a bank that wants its customer', () => {
  test('is told with until when, and at a renewal with when it is tried again', async () => {
    const world = await start(() => 'action-needed');
    const text = only(await subscribe(world), /^Your bank wants you to confirm a payment$/);
    assert.match(text, /Amount: €7\.99\nUntil: November 3, 2026/);
    world.payments.resolve('pi_1', 'succeeded');
    only(await world.wakeUp(), /^Your invoice/);
    assert.match(only(await world.wakeUp(), /^Your bank wants/), /We try again on: /);
  });
});

describe('what somebody does with a subscription', () => {
  test('is confirmed: cancelled, kept, cancelled at once', async () => {
    const world = await start();
    await subscribe(world);
    const ends = only(await world.say('CancelAtPeriodEnd', {}, 'a', me), /^Your subscription to Everything ends$/);
    assert.match(ends, /You can watch until: December 2, 2026 at/);
    assert.match(
      only(await world.say('UndoCancel', {}, 'b', me), /goes on$/),
      /Next payment: December 2, 2026\nIt costs: €7/,
    );
    assert.match(only(await world.say('CancelNow', {}, 'c', me), /is over$/), /cancelled at once/);
  });
  test('and its end by itself says that it was wanted', async () => {
    const world = await start();
    await subscribe(world);
    await world.say('CancelAtPeriodEnd', {}, 'a', me);
    assert.match(only(await world.wakeUp(), /is over$/), /ended as you wanted/);
  });
  test('is confirmed: rests, goes on', async () => {
    const world = await start();
    await subscribe(world);
    const rests = await world.say('PauseSubscription', { until: '2026-12-24T00:00:00.000Z' }, 'a', me);
    assert.match(only(rests, /rests$/), /It goes on by itself on: December 24, 2026/);
    assert.match(only(await world.say('ResumeSubscription', {}, 'b', me), /goes on$/), /You can watch again/);
  });
  test('is confirmed: another plan, now or later, and that it stays', async () => {
    const world = await start();
    await subscribe(world);
    const change = (plan: object, name: string) =>
      world.say('ChangePlan', { invoiceId: idOf(name), terms: plan }, name, me);
    const more = await change(terms('More', 1299), 'up');
    assert.match(
      named(more, /^Your plan is More now$/),
      /Rest of Everything, given back: €7\.99\nThen: €12\.99 every month/,
    );
    assert.match(named(more, /^Your invoice/), /For: Everything\nFor: More/);
    const less = only(await change(terms('Less', 399), 'down'), /^Your plan becomes Less$/);
    assert.match(less, /Until then it stays More[^]*From: December 2, 2026[^]*Then: €3\.99 every month/);
    only(await change(terms('More', 1299), 'stay'), /^Your plan stays More$/);
  });
});

test('a new price says the old one, the new one, from when on, and how to leave', async () => {
  const world = await start();
  await subscribe(world);
  const {
    planId: _plan,
    planName: _name,
    territory: _territory,
    currency: _currency,
    interval: _every,
    ...price
  } = terms('Everything', 999);
  const data = { ...price, priceId: idOf('dearer'), from: '2027-01-01T00:00:00.000Z', noticeDays: 30 };
  const text = only(await world.say('AnnouncePrice', data, 'announce', staff), /^The price of Everything changes$/);
  assert.match(text, /Until now: €7\.99 every month\nFrom then on: €9\.99 every month\nFrom: January 1, 2027/);
  assert.match(text, /cancel it in your account before that day/);
});

test('a film that is rented comes with its clock and its invoice, and its refund with the credit note', async () => {
  const world = await start();
  const titleId = idOf('title');
  const priceId = idOf('price');
  const sale = { titleId, priceId, territory: null, currency: 'EUR', amountMinor: 399, taxIncluded: true };
  await world.give(titleId, 'SetTitlePrice', { ...sale, model: 'rent', from: null }, 'set', staff);
  const at = '2026-11-02T03:04:05.000Z';
  const asked = {
    accountId,
    titleId,
    titleName: 'Σπίτι',
    model: 'rent',
    territory: 'DE',
    at,
    expected: priceId,
  } as const;
  const quoted = await quoteTitle({ log: world.log, language }, asked);
  assert.equal(quoted.kind, 'quoted');
  const { purchaseId, terms: agreed } = quoted;
  const request = { purchaseId, accountId, titleId, terms: agreed, country: 'DE' };
  await world.give(purchaseId, 'RequestPurchase', request, 'ask', me);
  await world.run();
  const rented = only([...world.people.sent], /^You rented “Σπίτι”$/);
  assert.match(rented, /within 30 days.*48 hours[^]*Total: €3\.99\nBegin it before: December 2, 2026/);
  assert.equal(world.people.sent[0]?.attachments?.length, 1);
  const refund = { invoiceId: purchaseId, refundId: idOf('refund'), amountMinor: 399, why: 'secret of support' };
  await world.give(purchaseId, 'RefundInvoice', refund, 'refund', staff);
  await world.run();
  const back = world.people.sent.slice(1);
  const text = only(back, /^We gave money back to you$/);
  assert.match(text, /Given back: €3\.99\nTo your card: €3\.99[^]*credit note C-2026-11-000001 is attached/);
  assert.doesNotMatch(text, /secret/);
  assert.equal(back[0]?.attachments?.[0]?.name, 'credit-note-C-2026-11-000001.pdf');
});

test('a discount is none of what an invoice is for', async () => {
  const world = await start();
  const reason = { kind: 'subscription', subscriptionId, cause: 'renewal' };
  const period = { periodStart: '2026-11-02T00:00:00.000Z', periodEnd: '2026-12-02T00:00:00.000Z' };
  const lines = [
    { kind: 'plan', label: 'Everything', amountMinor: 799, taxIncluded: true },
    { kind: 'discount', label: 'Autumn', amountMinor: -300, taxIncluded: true },
  ];
  const invoiceId = idOf('less');
  const invoice = { invoiceId, accountId, reason: { ...reason, ...period }, currency: 'EUR', country: 'DE', lines };
  await world.give(invoiceId, 'IssueInvoice', invoice);
  await world.run();
  assert.match(only(world.people.sent, /^Your invoice/), /\n\nFor: Everything\nPeriod: .*\nTotal: €4\.99\n/);
});

test('amounts and days are those of the language of the reader, and every HTML says what the text says', async () => {
  const world = moneyWorld({ clock: { now: START } });
  const email = await world.people.vault.seal(accountId, 'email', TO);
  await world.give(
    accountId,
    'RegisterAccount',
    { accountId, email, locale: 'de-AT', via: 'password' },
    'register',
    me,
  );
  await withCard(world);
  const data = {
    subscriptionId,
    accountId,
    invoiceId: idOf('first'),
    terms: terms('<b>Alles</b> & mehr'),
    country: 'DE',
  };
  await world.give(subscriptionId, 'Subscribe', { ...data, previousId: null }, 'subscribe', me);
  await world.run();
  const [mail] = world.people.sent;
  assert.match(mail?.text ?? '', /Total: €\s7,99/);
  assert.match(mail?.html ?? '', /€\s7,99/);
  assert.ok(mail?.html.includes('&lt;b&gt;Alles&lt;/b&gt; &amp; mehr'));
});

test('nobody who is being forgotten is told anything, nor whose key is gone', async () => {
  const world = await start();
  await subscribe(world);
  const sent = world.people.sent.length;
  const id = idOf('begun');
  const metadata = {
    ...{ $correlationId: id, $causationId: id, commandId: id, actor: me, occurredAt: '2026-11-03T00:00:00.000Z' },
    schema: 'identity.ErasureBegun@1',
  } as Metadata;
  await world.log.append(`account-${accountId}`, 'any', [
    { id, type: 'identity.ErasureBegun', data: { accountId }, metadata },
  ]);
  await world.run();
  assert.equal(world.of('SubscriptionCanceled').length, 1);
  assert.equal(world.people.sent.length, sent);
  const other = await start();
  await other.people.vault.forget(accountId);
  assert.deepEqual(await subscribe(other), []);
});
