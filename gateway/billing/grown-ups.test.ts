import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import { ADULT, KID, startHousehold } from '../testing/household.ts';
import { pick } from '../testing/start.ts';

const id = randomUUID();
/** What an account pays by, and for. */
const ABOUT_MONEY = [
  `subscribe(commandId: "${id}", planId: "${id}", priceId: "${id}", trial: false)`,
  `changePlan(commandId: "${id}", planId: "${id}", priceId: "${id}", asOf: "2026-01-02T03:04:05.000Z", revision: "1")`,
  `pauseSubscription(commandId: "${id}", until: "2026-01-02T03:04:05.000Z")`,
  `cancelSubscription(commandId: "${id}", when: NOW)`,
  `retryPayment(commandId: "${id}")`,
  `openCheckout(commandId: "${id}", next: "/plans")`,
  `removePaymentMethod(commandId: "${id}", id: "${id}")`,
  `refundPurchase(commandId: "${id}", purchaseId: "${id}", why: "x")`,
];

test('kids’ profiles neither begin, change nor end what is paid for', async (t) => {
  const { somebody } = await startHousehold(t, { payments: createMemoryPayments() });
  const { create, run, look } = await somebody('mara@example.org');
  const [adult, kid] = [await create(ADULT), await create(KID)];
  const said = async (mutation: string) =>
    pick(await look(`mutation { it: ${mutation} { __typename ... on Refusal { code } } }`), 'it.code');
  await run('chooseProfile', { id: kid });
  for (const mutation of ABOUT_MONEY) assert.equal(await said(mutation), 'money.kids-profile', mutation);
  await run('chooseProfile', { id: adult });
  for (const mutation of ABOUT_MONEY) assert.notEqual(await said(mutation), 'money.kids-profile', mutation);
});
