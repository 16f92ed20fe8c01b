import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { createStripePayments } from '../../adapters/payments/stripe-payments.ts';
import type { Payments } from '../../ports/payments.ts';
import type { PaymentsUnderTest } from '../../ports/testing/payments.contract.ts';
import { startSandbox } from '../../payments/server.ts';

export const KEYS = {
  api: 'sk_test_of_a_sandbox_for_tests',
  webhook: 'whsec_of_a_sandbox_for_tests',
  control: 'ctl_of_a_sandbox_for_tests',
};

/** The platform's own client of a sandbox. */
export const paymentsAt = (url: string, key = KEYS.api): Payments =>
  createStripePayments({
    url,
    key,
    webhookSecret: KEYS.webhook,
    isSandbox: true,
    returnUrl: () => 'https://films.example/account',
  });

/** Gives a customer a test card, as an app of the provider's would. */
export const attachBy =
  (stripe: Stripe): PaymentsUnderTest['attach'] =>
  async (customer, card) =>
    (await stripe.paymentMethods.attach(card, { customer })).id;

/** Stripe's own client of a sandbox. */
export const stripeAt = (url: string): Stripe =>
  new Stripe(KEYS.api, { host: '127.0.0.1', port: new URL(url).port, protocol: 'http', telemetry: false });

/** Asks for what only a sandbox has. */
export async function control(
  url: string,
  method: 'PUT' | 'POST' | 'GET',
  path: string,
  body: object = {},
): Promise<Response> {
  return fetch(`${url}/sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${KEYS.control}`, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
}

/** A sandbox in this process, with a directory of its own. */
export async function startTestSandbox(): Promise<{
  readonly url: string;
  readonly data: string;
  readonly stop: () => Promise<void>;
}> {
  const data = await mkdtemp(join(tmpdir(), 'reprise-payments-'));
  const { url, stop } = await startSandbox({ data, port: 0, keys: KEYS });
  return {
    url,
    data,
    async stop() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
