import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { signedInAccount } from '../testing/account.ts';
import { callOf, fieldsOf } from '../testing/calls.ts';
import { profileRow } from '../testing/fakes.ts';
import { billingOf } from '../testing/billing.ts';
import { keepCard } from '../testing/buyer.ts';
import { issuedInvoice, sayingAs } from '../testing/paid.ts';
import { pick, startTestGateway } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';

/** Every field of a root as an operation with this id wherever an id or a text may be; the command has one of its own. */
const operations = (root: 'Query' | 'Mutation') =>
  fieldsOf(root).map((field) => ({
    name: `${root}.${field.name}`,
    about(id: string, commandId: string): string {
      const own: Readonly<Record<string, string>> = { commandId, password: PASSWORD, current: PASSWORD };
      const call = callOf(field, {
        text: (name) => own[name] ?? id,
        ofUnion: '__typename ... on Refusal { code message }',
      });
      return `${root.toLowerCase()} { it: ${call} }`;
    },
  }));

/** What somebody subscribed to, bought, was invoiced and got back, by the ids. */
async function moneyOf(log: MemoryLog, accountId: string): Promise<readonly string[]> {
  const say = sayingAs(log);
  const viewer = { kind: 'viewer', id: randomUUID(), account: accountId };
  const operator = { kind: 'staff', id: 'operator' };
  const [subscriptionId, purchaseId, refundId, giftCodeId] = [1, 2, 3, 4].map(() => randomUUID());
  const price = { priceId: randomUUID(), territory: null, currency: 'EUR', amountMinor: 499, taxIncluded: true };
  const interval = { unit: 'month', count: 1 };
  const plan = { ...price, planId: randomUUID(), planName: 'Whole', interval };
  const subscribe = {
    subscriptionId,
    accountId,
    invoiceId: randomUUID(),
    terms: plan,
    country: 'DE',
    previousId: null,
  };
  await say(String(subscriptionId), 'Subscribe', subscribe, viewer);
  const terms = { ...price, titleName: 'A film', model: 'rent' };
  const buy = { purchaseId, accountId, titleId: randomUUID(), terms, country: 'DE' };
  await say(String(purchaseId), 'RequestPurchase', buy, viewer);
  const invoiceId = await issuedInvoice(log, accountId);
  await say(invoiceId, 'RefundInvoice', { invoiceId, refundId, amountMinor: 500, why: 'x' }, operator);
  const gift = {
    currency: 'EUR',
    amountMinor: 500,
    label: 'x',
    ending: 'ABCD',
    validUntil: null,
    batchId: randomUUID(),
  };
  await say(String(giftCodeId), 'MakeGiftCode', { giftCodeId, ...gift }, operator);
  const redeem = { giftCodeId, accountId, creditId: randomUUID() };
  await say(String(giftCodeId), 'RedeemGiftCode', redeem, viewer);
  return [subscriptionId, purchaseId, refundId, giftCodeId, invoiceId].map(String);
}

test('ids of another account, in whatever argument, are as if they did not exist, and change nothing', async (t) => {
  const started = await startTestGateway(t, { payments: createMemoryPayments(), pointsPerMinute: 1_000_000 });
  Object.assign(started.queries, billingOf(started.log));
  const hash = await hashOf(PASSWORD);
  const profileId = randomUUID();
  const mara = await signedInAccount(started, { hash, profileId });
  // A profile that nobody knows is treated as a kids' one, which does nothing about money.
  started.queries.profiles.byId = async (id) =>
    id === profileId ? profileRow({ profileId, accountId: mara.accountId }) : undefined;
  const deviceId = randomUUID();
  await executeOn(started.log)({
    streamId: deviceId,
    commandId: randomUUID(),
    correlationId: deviceId,
    actor: { kind: 'viewer', id: profileId, account: mara.accountId },
    command: {
      type: 'UseDevice',
      data: { deviceId, accountId: mara.accountId, signInId: mara.signInId, kind: 'A test' },
      at: new Date().toISOString(),
    },
  });
  const opened = await started.ask(
    `mutation { it: openCheckout(commandId: "${randomUUID()}", next: "/") { ... on CheckoutToVisit { checkout { id } } } }`,
    {},
    { headers: mara.headers },
  );
  await keepCard(started.log, mara.accountId);
  const cards = await started.ask('{ paymentMethods { methods { id } } }', {}, { headers: mara.headers });
  const owned = [pick(opened, 'it.checkout.id'), pick(cards, 'paymentMethods.methods.0.id')].map(String);
  assert.ok(!owned.includes('undefined'));
  const money = await moneyOf(started.log, mara.accountId);
  const sessionId = randomUUID();
  await sayingAs(started.log)(
    mara.accountId,
    'AcquireSlot',
    {
      ...{ sessionId, titleId: randomUUID(), profileId, signInId: mara.signInId, accountId: mara.accountId },
      ...{ limit: 1, lapsed: [], signedOut: [], leases: 'known' },
    },
    { kind: 'viewer', id: profileId, account: mara.accountId },
  );
  const maras = [mara.accountId, mara.signInId, profileId, deviceId, sessionId, ...owned, ...money];
  const ofMara = () => started.log.events.filter(({ stream }) => maras.some((id) => stream.endsWith(id))).length;
  const before = ofMara();
  let walked = 0;
  for (const isSignedIn of [true, false])
    for (const { name, about } of [...operations('Query'), ...operations('Mutation')]) {
      // One for each: what one account may change in an hour is bounded, and a refusal for that says nothing here.
      const headers = isSignedIn ? (await signedInAccount(started, { hash })).headers : {};
      // They are about the caller alone, and have no other argument; the second time they answer otherwise.
      if (name === 'Mutation.signOutEverywhere' || name === 'Mutation.requestExport') continue;
      // A code is no id, and tries with it are counted.
      if (name === 'Mutation.redeemGiftCode' || name === 'Query.couponFor') continue;
      const answer = async (id: string): Promise<string> => {
        const commandId = randomUUID();
        const { data, errors } = await started.ask(about(id, commandId), {}, { headers });
        assert.notEqual(errors[0]?.extensions.code, 'INTERNAL', `${name} ${JSON.stringify(errors)}`);
        walked += 1;
        return JSON.stringify([data, errors.map(({ message }) => message)])
          .replaceAll(id, 'id')
          .replaceAll(commandId, 'command');
      };
      const none = await answer(randomUUID());
      // Who is not signed in at all can do less still: one id is enough.
      for (const id of isSignedIn ? maras : [mara.accountId]) assert.equal(await answer(id), none, `${name} ${id}`);
      assert.equal(ofMara(), before, name);
    }
  assert.ok(walked > 150, String(walked));
});
