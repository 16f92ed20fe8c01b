import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellingProcess } from './telling.process.ts';

const ids = {
  accountId: '00000000-0000-4000-8000-0000000000a1',
  subscriptionId: '00000000-0000-4000-8000-0000000000b5',
  invoiceId: '00000000-0000-4000-8000-0000000000c1',
};
const purchase = { ...ids, subscriptionId: undefined, purchaseId: '00000000-0000-4000-8000-0000000000d1' };
const eventId = '00000000-0000-4000-8000-0000000000e1';

/** What an event is told by: the message, and the stream that it is read from. */
function told(type: string, data: object = {}, of: object = ids): readonly [string, string] | undefined {
  const event = { type, data: JSON.parse(JSON.stringify({ ...of, ...data })) as object };
  const input = { event, eventId, at: '2026-01-02T03:04:05.000Z' } as unknown as Parameters<
    typeof tellingProcess.react
  >[0];
  const asked = tellingProcess.react(input, null, (label) => label);
  assert.ok(asked.length <= 1, 'one message for an event');
  const [request] = asked;
  if (request?.type !== 'kernel.JobRequested') return undefined;
  const { about, category, accountId, ...rest } = request.data.input as Record<string, string>;
  assert.equal(accountId, ids.accountId);
  assert.deepEqual(Object.keys(rest).toSorted(), ['eventId', 'kind', 'streamId'], 'nothing but ids');
  return [about ?? '', category ?? ''];
}

/** Each event with the message that tells of it. */
const TOLD: readonly (readonly [type: string, about: string | undefined, data?: object])[] = [
  ['TrialStarted', 'trial-started'],
  ['TrialEndingNotified', 'trial-ending'],
  ['TrialExpired', 'trial-expired'],
  ['SubscriptionIncomplete', 'confirm-payment', { why: 'action-needed' }],
  ['SubscriptionIncomplete', undefined, { why: 'failed' }],
  ['PaymentFailed', 'payment-failed', { code: 'insufficient_funds' }],
  ['PaymentFailed', 'confirm-payment', { code: 'action-needed' }],
  ['SubscriptionSuspended', 'suspended'],
  ['PaymentRecovered', 'recovered'],
  ['SubscriptionReinstated', 'reinstated'],
  ['CancellationScheduled', 'ends'],
  ['CancellationReverted', 'goes-on'],
  ['SubscriptionCanceled', 'canceled'],
  ['SubscriptionExpired', 'not-begun'],
  ['SubscriptionPaused', 'paused'],
  ['SubscriptionResumed', 'resumed'],
  ['PlanChanged', 'plan-changed'],
  ['PlanChangeScheduled', 'plan-changes'],
  ['PlanChangeDropped', 'plan-stays'],
  ['PriceChangeAnnounced', 'price-changes'],
];
const OF_INVOICES: typeof TOLD = [
  ['InvoicePaid', 'invoice-paid', { reason: { kind: 'subscription' } }],
  ['InvoicePaid', undefined, { reason: { kind: 'purchase' } }],
  ['RefundMade', 'refunded'],
  ['SurplusReturned', 'surplus-returned'],
];
const OF_PURCHASES: typeof TOLD = [
  ['PurchaseMade', 'bought'],
  ['PurchaseActionNeeded', 'confirm-payment'],
];

test('each event about money is told by one message, which names where it stands and says nothing of it', () => {
  for (const [cases, category, of] of [
    [TOLD, 'subscription', ids],
    [OF_INVOICES, 'invoice', { ...ids, subscriptionId: undefined }],
    [OF_PURCHASES, 'purchase', purchase],
  ] as const)
    for (const [type, about, data] of cases)
      assert.deepEqual(
        told(`billing.${type}`, data, of),
        about === undefined ? undefined : [about, category],
        `${type} ${JSON.stringify(data)}`,
      );
  const listed = [...TOLD, ...OF_INVOICES, ...OF_PURCHASES].map(([type]) => `billing.${type}`);
  assert.deepEqual(new Set(tellingProcess.inputs as readonly string[]), new Set(listed), 'all are listed here');
});

test('what happened before it ran for the first time is told to nobody', () => {
  assert.equal(tellingProcess.from, 'now');
});
