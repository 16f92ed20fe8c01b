import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { isOutage } from '../outage.ts';
import type { NewCharge, Payments } from '../payments.ts';
import { PaymentsRefused } from '../payments.ts';

/** What a payment provider must do, by the names that Stripe's test mode and the sandbox give their test cards. */
export interface PaymentsUnderTest {
  readonly payments: Payments;
  /** A means of payment of this customer, made of a test card, e.g. `pm_card_visa`. */
  readonly attach: (customerRef: string, card: string) => Promise<string>;
}

/** Runs the contract of `Payments`. */
export function paymentsContract(name: string, open: () => PaymentsUnderTest): void {
  const customer = (): Promise<string> => open().payments.createCustomer({ accountId: randomUUID() }, randomUUID());
  const prepared = async (card: string): Promise<NewCharge> => {
    const customerRef = await customer();
    const methodRef = await open().attach(customerRef, card);
    return { customerRef, methodRef, amountMinor: 1299, currency: 'EUR', reference: randomUUID() };
  };
  const checkout = { label: 'A film', returnUrl: 'https://films.example/back', cancelUrl: 'https://films.example/no' };

  test(`${name}: one customer for one key`, async () => {
    const { payments } = open();
    const [accountId, key] = [randomUUID(), randomUUID()];
    const first = await payments.createCustomer({ accountId }, key);
    assert.equal(await payments.createCustomer({ accountId }, key), first);
    assert.notEqual(await customer(), first);
  });

  test(`${name}: a charge with the same key is one charge, and can be asked for`, async () => {
    const { payments } = open();
    const charge = await prepared('pm_card_visa');
    const key = randomUUID();
    const answers = await Promise.all([payments.charge(charge, key), payments.charge(charge, key)]);
    answers.push(await payments.charge(charge, key));
    const [first] = answers;
    assert.equal(first?.kind, 'succeeded');
    for (const answer of answers) assert.deepEqual(answer, first);
    const state = await payments.payment(first.paymentRef);
    assert.deepEqual(state, { ...charge, outcome: first });
    assert.notDeepEqual(await payments.charge(charge, randomUUID()), first);
  });

  test(`${name}: a card that does not pay is an outcome, with its reason`, async () => {
    const { payments } = open();
    const charge = await prepared('pm_card_chargeCustomerFail');
    const key = randomUUID();
    const outcome = await payments.charge(charge, key);
    assert.equal(outcome.kind, 'failed');
    assert.equal(outcome.code, 'generic_decline');
    assert.equal(outcome.soft, true);
    assert.deepEqual(await payments.charge(charge, key), outcome);
    assert.ok(outcome.paymentRef !== null);
    assert.deepEqual((await payments.payment(outcome.paymentRef))?.outcome, outcome);
  });

  test(`${name}: a card whose bank asks needs a person, at an address`, async () => {
    const { payments } = open();
    const outcome = await payments.charge(await prepared('pm_card_authenticationRequired'), randomUUID());
    assert.equal(outcome.kind, 'action-needed');
    assert.ok(URL.canParse(outcome.url));
    assert.equal((await payments.payment(outcome.paymentRef))?.outcome.kind, 'action-needed');
  });

  test(`${name}: refunds are made once for a key, and never more than was paid`, async () => {
    const { payments } = open();
    const paid = await payments.charge(await prepared('pm_card_visa'), randomUUID());
    assert.equal(paid.kind, 'succeeded');
    const { paymentRef } = paid;
    const key = randomUUID();
    const first = await payments.refund({ paymentRef, amountMinor: 900 }, key);
    assert.equal(first.kind, 'refunded');
    assert.deepEqual(await payments.refund({ paymentRef, amountMinor: 900 }, key), first);
    assert.deepEqual(await payments.refundState(first.refundRef), first);
    assert.equal((await payments.refund({ paymentRef, amountMinor: 900 }, randomUUID())).kind, 'failed');
    assert.equal((await payments.refund({ paymentRef, amountMinor: 399 }, randomUUID())).kind, 'refunded');
  });

  test(`${name}: a checkout is opened once, and stands open`, async () => {
    const { payments } = open();
    const customerRef = await customer();
    const key = randomUUID();
    const reference = randomUUID();
    const given = { ...checkout, customerRef, mode: 'payment', amountMinor: 499, currency: 'USD', reference } as const;
    const first = await payments.openCheckout(given, key);
    assert.deepEqual(await payments.openCheckout(given, key), first);
    assert.ok(URL.canParse(first.url) && Date.parse(first.expiresAt) > Date.now());
    const state = await payments.checkout(first.checkoutRef);
    assert.deepEqual(state, { status: 'open', reference, customerRef, methodRef: null, paymentRef: null });
    const method = await payments.openCheckout({ ...checkout, customerRef, mode: 'method', reference }, randomUUID());
    assert.notEqual(method.checkoutRef, first.checkoutRef);
  });

  test(`${name}: of a means of payment there is what may be shown, and once forgotten it pays nothing`, async () => {
    const { payments } = open();
    const charge = await prepared('pm_card_visa');
    const method = await payments.method(charge.methodRef);
    assert.equal(method?.brand, 'visa');
    assert.equal(method.last4, '4242');
    assert.ok(method.expires.year > 2025 && method.expires.month >= 1 && method.fingerprint.length > 4);
    await payments.forgetMethod(charge.methodRef);
    await payments.forgetMethod(charge.methodRef);
    const outcome = await payments.charge(charge, randomUUID());
    assert.equal(outcome.kind, 'failed');
    assert.equal(outcome.soft, false);
  });

  test(`${name}: what the provider does not know is undefined, and what it never does is refused`, async () => {
    const { payments } = open();
    assert.equal(await payments.payment('pi_000000000000000000000000'), undefined);
    assert.equal(await payments.checkout('cs_test_000000000000000000000000'), undefined);
    assert.equal(await payments.method('pm_000000000000000000000000'), undefined);
    assert.equal(await payments.refundState('re_000000000000000000000000'), undefined);
    const charge = await prepared('pm_card_visa');
    const refusals = [
      { ...charge, amountMinor: 1.5 },
      { ...charge, amountMinor: -100 },
      { ...charge, amountMinor: 0 },
      { ...charge, amountMinor: 2_000_000_000 },
      { ...charge, currency: 'XXX' },
      { ...charge, customerRef: 'cus_00000000000000' },
    ];
    for (const wrong of refusals)
      await assert.rejects(
        payments.charge(wrong, randomUUID()),
        (error) => error instanceof PaymentsRefused && !isOutage(error),
      );
  });
}
