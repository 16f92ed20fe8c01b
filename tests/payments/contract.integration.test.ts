import { after, before } from 'node:test';
import { Stripe } from 'stripe';
import { createStripePayments } from '../../adapters/payments/stripe-payments.ts';
import { paymentsContract, type PaymentsUnderTest } from '../../ports/testing/payments.contract.ts';
import { attachBy, paymentsAt, startTestSandbox, stripeAt } from './sandbox.ts';

const stripeKey = process.env['STRIPE_TEST_KEY'];
let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let underTest: PaymentsUnderTest;

before(async () => {
  sandbox = await startTestSandbox();
  underTest = { payments: paymentsAt(sandbox.url), attach: attachBy(stripeAt(sandbox.url)) };
});
after(() => sandbox.stop());

paymentsContract('sandbox', () => underTest);

// The same, against Stripe itself: `STRIPE_TEST_KEY=sk_test_… npm run test:stripe`.
if (stripeKey !== undefined) {
  if (!stripeKey.startsWith('sk_test_'))
    throw new Error('STRIPE_TEST_KEY is no key of the test mode: it begins with sk_test_');
  const stripe: PaymentsUnderTest = {
    payments: createStripePayments({
      url: 'https://api.stripe.com',
      key: stripeKey,
      webhookSecret: 'whsec_unused',
      isSandbox: false,
      returnUrl: () => 'https://films.example/account',
    }),
    attach: attachBy(new Stripe(stripeKey)),
  };
  paymentsContract('Stripe', () => stripe);
}
