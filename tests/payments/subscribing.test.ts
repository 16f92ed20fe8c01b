import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { pick } from '../../gateway/testing/start.ts';
import { DAY_MS, openShop } from './shop.ts';

interface Previewed {
  readonly atOnce: boolean;
  readonly credit: { readonly minor: number } | null;
  readonly charge: { readonly minor: number } | null;
  readonly due: { readonly minor: number } | null;
  readonly nextPayment: { readonly amount: { readonly minor: number } };
  readonly asOf: string;
  readonly revision: string;
}

const buy = ({ planId, priceId }: { planId: string; priceId: string }, trial = false) =>
  `planId: "${planId}", priceId: "${priceId}", trial: ${trial}`;
const STATUS = 'status canceling nextPayment { amount { minor currency } } owed { minor } failure needsConfirmation';

test('who subscribes is charged once, and sees what they pay next', async (t) => {
  const shop = await openShop(t);
  const plan = await shop.plan('Whole', 999);
  const { act, mine } = await shop.person('a');
  const commandId = randomUUID();
  assert.equal(await act('subscribe', buy(plan), commandId), 'SubscriptionChanged');
  assert.equal((await mine('status'))?.['status'], 'PENDING');
  await shop.run();
  assert.equal(await act('subscribe', buy(plan), commandId), 'SubscriptionChanged', 'the same click again');
  await shop.run();
  assert.deepEqual(
    [...shop.payments.taken.values()].map(({ amountMinor }) => amountMinor),
    [999],
  );
  assert.deepEqual(await mine(STATUS), {
    ...{ status: 'ACTIVE', canceling: false, owed: null, failure: null, needsConfirmation: false },
    nextPayment: { amount: { minor: 999, currency: 'EUR' } },
  });
  assert.equal(await act('subscribe', buy(plan)), 'subscription.exists');
});

test('of subscriptions that an account begins at once one does; of trials with one card, too', async (t) => {
  const shop = await openShop(t);
  const plan = await shop.plan('Whole', 999);
  const one = await shop.person('a');
  const answers = await Promise.all(Array.from({ length: 5 }, () => one.act('subscribe', buy(plan))));
  assert.equal(answers.filter((answer) => answer === 'SubscriptionChanged').length, 1, answers.join());
  await shop.run();
  assert.equal(shop.payments.taken.size, 1);

  const many = await Promise.all(Array.from({ length: 5 }, () => shop.person('shared')));
  const tried = await Promise.all(many.map(({ act }) => act('subscribe', buy(plan, true))));
  assert.equal(tried.filter((answer) => answer === 'SubscriptionChanged').length, 1, tried.join());
  assert.equal(shop.of('TrialStarted').length, 1);
});

test('a plan is tried once by an account, whichever card, and once with a card, whichever account', async (t) => {
  const shop = await openShop(t);
  const [plan, other] = [await shop.plan('Whole', 999), await shop.plan('Other', 500)];
  const mara = await shop.person('a');
  assert.equal(await mara.act('subscribe', buy(plan, true)), 'SubscriptionChanged');
  await shop.run();
  assert.deepEqual(await mara.mine('status nextPayment { amount { minor } }'), {
    status: 'TRIALING',
    nextPayment: { amount: { minor: 999 } },
  });
  assert.equal(shop.payments.taken.size, 0);
  assert.equal(await mara.act('cancelSubscription', 'when: NOW'), 'SubscriptionChanged');
  assert.equal(await mara.act('subscribe', buy(plan, true)), 'trial.used');
  const eve = await shop.person('a');
  assert.equal(await eve.act('subscribe', buy(plan, true)), 'trial.used');
  assert.equal(await eve.act('subscribe', buy(other, true)), 'SubscriptionChanged');
  assert.equal(await mara.act('subscribe', buy(plan)), 'SubscriptionChanged', 'she pays, then');
  await shop.run();
  assert.equal(shop.of('SubscriptionRestarted').length, 1);
});

test('what is sold is what was seen: price, plan, place, and something to pay with', async (t) => {
  const shop = await openShop(t);
  const [plan, gone, never] = [
    await shop.plan('Whole', 999),
    await shop.plan('Gone', 999),
    await shop.plan('Not to be tried', 999, { trialDays: 0 }),
  ];
  await shop.say('RetirePlan', { planId: gone.planId });
  const { act } = await shop.person('a');
  assert.equal(await act('subscribe', buy({ ...plan, priceId: randomUUID() })), 'price.changed');
  assert.equal(await act('subscribe', buy(gone)), 'plan.retired');
  assert.equal(await act('subscribe', buy({ ...plan, planId: randomUUID() })), 'plan.unknown');
  assert.equal(await act('subscribe', buy({ ...plan, planId: 'x' })), 'plan.unknown');
  assert.equal(await act('subscribe', buy(never, true)), 'trial.none');
  assert.equal(await (await shop.person()).act('subscribe', buy(plan)), 'payer.no-method');
  assert.equal(shop.of('SubscriptionClaimed').length, 0, 'nothing is begun by what is refused');
});

test('a first payment that fails says why, and is made by another card', async (t) => {
  let verdict: 'hard' | 'succeeded' | 'action-needed' = 'hard';
  const shop = await openShop(t, () => verdict);
  const plan = await shop.plan('Whole', 999);
  const { act, mine, ask } = await shop.person('a');
  await act('subscribe', buy(plan));
  await shop.run();
  const owed = await mine(`${STATUS} owedInvoiceId`);
  assert.deepEqual(
    [owed?.['status'], owed?.['failure'], owed?.['owed'], owed?.['nextPayment']],
    ['INCOMPLETE', 'The bank declined the card.', { minor: 999 }, null],
  );
  verdict = 'action-needed';
  assert.equal(await act('retryPayment'), 'SubscriptionChanged');
  await shop.run();
  assert.equal((await mine('needsConfirmation'))?.['needsConfirmation'], true);
  const confirm = `mutation { it: confirmPayment(invoiceId: "${String(owed?.['owedInvoiceId'])}") { __typename ... on PaymentToConfirm { url } ... on Refusal { code } } }`;
  assert.equal(pick(await ask(confirm), 'it.url'), 'https://example.org/confirm');
  const stranger = await shop.person('b');
  assert.equal(pick(await stranger.ask(confirm), 'it.code'), 'invoice.unknown');
  verdict = 'succeeded';
  assert.equal(await act('retryPayment'), 'SubscriptionChanged');
  await shop.run();
  assert.equal((await mine('status'))?.['status'], 'ACTIVE');
  assert.equal(pick(await ask(confirm), 'it.code'), 'payment.nothing-to-confirm');
});

test('a change costs exactly what was shown before', async (t) => {
  const shop = await openShop(t);
  const [small, large] = [await shop.plan('Small', 500), await shop.plan('Large', 1500, { taxIncluded: false })];
  const { act, mine, ask } = await shop.person('a');
  await act('subscribe', buy(small));
  await shop.run();
  shop.clock.nowMs += 10 * DAY_MS;
  const preview = async ({ planId }: { planId: string }) =>
    pick(
      await ask(`{ it: previewPlanChange(planId: "${planId}") { ... on PlanChangePreview { priceId planName atOnce
        credit { minor } charge { minor } due { minor } fromCredit { minor } nextPayment { at amount { minor } } asOf revision } ... on Refusal { code } } }`),
      'it',
    ) as Previewed;
  const shown = await preview(large);
  assert.equal(shown.atOnce, true);
  assert.equal(shown.nextPayment.amount.minor, 1785);
  const args = (from: typeof shown, of = large) =>
    `planId: "${of.planId}", priceId: "${of.priceId}", asOf: "${from.asOf}", revision: "${from.revision}"`;
  // Somebody thinks it over for nine minutes.
  shop.clock.nowMs += 9 * 60_000;
  assert.equal(await act('changePlan', args(shown, { ...large, priceId: randomUUID() })), 'price.changed');
  assert.equal(await act('changePlan', args(shown)), 'SubscriptionChanged');
  assert.equal(await act('changePlan', args(shown)), 'stream.changed', 'two changes of one preview');
  await shop.run();
  const charged = [...shop.payments.taken.values()].map(({ amountMinor }) => amountMinor);
  assert.deepEqual(charged, [500, shown.due?.minor]);
  const [changed] = shop.of('PlanChanged');
  assert.deepEqual([changed?.['creditMinor'], changed?.['chargeMinor']], [shown.credit?.minor, shown.charge?.minor]);
  assert.equal((await mine('planName'))?.['planName'], 'Large');

  const cheaper = await preview(small);
  assert.deepEqual([cheaper.atOnce, cheaper.due, cheaper.credit], [false, null, null]);
  shop.clock.nowMs += 11 * 60_000;
  assert.equal(await act('changePlan', args(cheaper, small)), 'plan-change.outdated');
  assert.equal(await act('changePlan', args(await preview(small), small)), 'SubscriptionChanged');
  assert.deepEqual(await mine('planName nextPlanName nextPayment { amount { minor } }'), {
    ...{ planName: 'Large', nextPlanName: 'Small' },
    nextPayment: { amount: { minor: 500 } },
  });
  assert.equal(shop.payments.taken.size, 2);
});

test('a subscription rests, goes on, ends with its period, goes on after all, and ends at once', async (t) => {
  const shop = await openShop(t);
  const plan = await shop.plan('Whole', 999);
  const { act, mine } = await shop.person('a');
  assert.equal(await act('pauseSubscription', `until: "${new Date().toISOString()}"`), 'subscription.unknown');
  await act('subscribe', buy(plan));
  await shop.run();
  const inDays = (days: number) => `until: "${new Date(shop.clock.nowMs + days * DAY_MS).toISOString()}"`;
  assert.equal(await act('pauseSubscription', inDays(200)), 'pause.too-long');
  assert.equal(await act('pauseSubscription', 'until: "tomorrow"'), 'input.invalid');
  assert.equal(await act('pauseSubscription', inDays(30)), 'SubscriptionChanged');
  const resting = await mine('status pausedUntil nextPayment { at }');
  assert.deepEqual([resting?.['status'], resting?.['nextPayment']], ['PAUSED', null]);
  assert.equal(await act('resumeSubscription'), 'SubscriptionChanged');
  assert.equal(await act('cancelSubscription', 'when: PERIOD_END'), 'SubscriptionChanged');
  assert.deepEqual(await mine('status canceling nextPayment { at }'), {
    status: 'ACTIVE',
    canceling: true,
    nextPayment: null,
  });
  assert.equal(await act('undoCancel'), 'SubscriptionChanged');
  assert.equal((await mine('canceling'))?.['canceling'], false);
  assert.equal(await act('cancelSubscription', 'when: NOW'), 'SubscriptionChanged');
  assert.equal((await mine('status'))?.['status'], 'CANCELED');
  assert.equal(await act('resumeSubscription'), 'subscription.over');
});

test('credit pays without a card, and is shown', async (t) => {
  const shop = await openShop(t);
  const plan = await shop.plan('Whole', 999);
  const { act, mine, accountId } = await shop.person();
  const credit = { creditId: randomUUID(), currency: 'EUR', amountMinor: 1500, cause: 'staff', why: 'A gift' };
  await executeOn(shop.log)({
    ...{ streamId: accountId, commandId: randomUUID(), correlationId: randomUUID() },
    command: { type: 'GrantCredit', data: { accountId, ...credit }, at: new Date().toISOString() },
    actor: { kind: 'staff', id: 'operator' },
  });
  assert.equal(await act('subscribe', buy(plan)), 'SubscriptionChanged');
  await shop.run();
  assert.deepEqual(await mine('status credit { minor }'), { status: 'ACTIVE', credit: [{ minor: 501 }] });
  assert.equal(shop.payments.taken.size, 0);
});
