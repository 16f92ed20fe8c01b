import { Stripe } from 'stripe';
import type { ChargeOutcome, NewCharge, NewCheckout, Payments } from '../../ports/payments.ts';
import { toProvider } from './amounts.ts';
import { asking, askingFor, classify } from './failures.ts';
import { failureOf, instant, outcomeOf, paymentOf, refOf, refundOf } from './outcome.ts';
import { readWebhook } from './webhook.ts';

/** The provider is asked so long. Jobs ask again by themselves. */
const PATIENCE_MS = 20_000;
/** How many of a customer's newest payments are looked through for one that was made before. */
const LOOK_BACK = 100;

export interface StripeOptions {
  /** Where the API is, without a path: `https://api.stripe.com` or a sandbox. */
  readonly url: string;
  readonly key: string;
  readonly webhookSecret: string;
  /** Whether `url` is the sandbox of this installation. */
  readonly isSandbox: boolean;
  /** Where people come back to who confirmed a payment at their bank. */
  readonly returnUrl: () => string;
}

/** Payments by Stripe, or by whatever speaks the same (`payments/`). */
export function createStripePayments(options: StripeOptions): Payments {
  const { protocol, hostname, port } = new URL(options.url);
  const stripe = new Stripe(options.key, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
    timeout: PATIENCE_MS,
    maxNetworkRetries: 1,
    telemetry: false,
  });
  return {
    isSandbox: options.isSandbox,
    async createCustomer({ accountId }, key) {
      const made = await asking(
        stripe.customers.create({ metadata: { account: accountId } }, { idempotencyKey: `customer/${key}` }),
      );
      return made.id;
    },
    async openCheckout(checkout, key) {
      const session = await asking(
        stripe.checkout.sessions.create(sessionOf(checkout, options.returnUrl()), {
          idempotencyKey: `checkout/${key}`,
        }),
      );
      // Asked for again after it ended: there is no page any more, and the way back shows how it stands.
      const { id, url, expires_at: expires } = session;
      return {
        checkoutRef: id,
        url: url ?? new URL(checkout.returnUrl, options.returnUrl()).href,
        expiresAt: instant(expires),
      };
    },
    async checkout(ref) {
      const session = await askingFor(
        stripe.checkout.sessions.retrieve(ref, { expand: ['setup_intent', 'payment_intent'] }),
      );
      if (session === undefined) return undefined;
      const { status, client_reference_id: reference, setup_intent: setup, payment_intent: payment } = session;
      const isComplete = status === 'complete';
      return {
        status: isComplete ? 'complete' : status === 'expired' ? 'expired' : 'open',
        reference,
        customerRef: refOf(session.customer),
        methodRef: isComplete ? (methodOf(setup) ?? methodOf(payment)) : null,
        paymentRef: refOf(payment),
      };
    },
    charge: (charge, key) => take(stripe, charge, key, options.returnUrl()),
    async payment(ref) {
      const intent = await askingFor(stripe.paymentIntents.retrieve(ref, { expand: ['latest_charge'] }));
      return intent === undefined ? undefined : paymentOf(intent);
    },
    async refund({ paymentRef, amountMinor }, key) {
      const before = await asking(stripe.refunds.list({ payment_intent: paymentRef, limit: LOOK_BACK }));
      const same = before.data.find(({ metadata }) => metadata?.['key'] === key);
      if (same !== undefined) return refundOf(same);
      const paid = await asking(stripe.paymentIntents.retrieve(paymentRef));
      const amount = toProvider(amountMinor, paid.currency.toUpperCase());
      try {
        return refundOf(
          await stripe.refunds.create(
            { payment_intent: paymentRef, amount, metadata: { key } },
            { idempotencyKey: `refund/${key}` },
          ),
        );
      } catch (error) {
        const reason = classify(error);
        if ('code' in reason && (reason.code === 'charge_already_refunded' || reason.code === 'amount_too_large'))
          return { kind: 'failed', code: reason.code };
        throw reason;
      }
    },
    async refundState(ref) {
      const refund = await askingFor(stripe.refunds.retrieve(ref));
      return refund === undefined ? undefined : refundOf(refund);
    },
    async method(ref) {
      const method = await askingFor(stripe.paymentMethods.retrieve(ref));
      if (method?.card === undefined) return undefined;
      const { brand, last4, exp_year: year, exp_month: month, fingerprint } = method.card;
      return { brand, last4, expires: { year, month }, fingerprint: fingerprint ?? method.id };
    },
    async forgetMethod(ref) {
      const method = await askingFor(stripe.paymentMethods.retrieve(ref));
      if (method === undefined || method.customer === null) return;
      await asking(stripe.paymentMethods.detach(ref));
    },
    readWebhook: (body, signature, nowMs) => readWebhook(body, signature, nowMs, options.webhookSecret),
  };
}

const methodOf = (intent: string | { readonly payment_method: Parameters<typeof refOf>[0] } | null): string | null =>
  intent === null || typeof intent === 'string' ? null : refOf(intent.payment_method);

/** @param here some address of ours: paths are of the same site */
function sessionOf(checkout: NewCheckout, here: string): Stripe.Checkout.SessionCreateParams {
  const { mode, customerRef: customer, reference, label, amountMinor = 0, currency = '' } = checkout;
  const both = {
    customer,
    client_reference_id: reference,
    metadata: { reference },
    success_url: new URL(checkout.returnUrl, here).href,
    cancel_url: new URL(checkout.cancelUrl, here).href,
    payment_method_types: ['card' as const],
  };
  if (mode === 'method')
    return {
      ...both,
      mode: 'setup',
      setup_intent_data: { metadata: { reference } },
      custom_text: { submit: { message: label } },
    };
  const price = {
    currency: currency.toLowerCase(),
    unit_amount: toProvider(amountMinor, currency),
    product_data: { name: label },
  };
  return {
    ...both,
    mode: 'payment',
    line_items: [{ quantity: 1, price_data: price }],
    payment_intent_data: { metadata: { reference }, setup_future_usage: 'off_session' },
  };
}

/**
 * Takes money. Providers forget idempotency keys after a day, and whoever asks may have slept for a month: the customer's payments are
 * looked through for one of this key first. Two at once are kept apart by the provider's own key.
 */
async function take(stripe: Stripe, charge: NewCharge, key: string, returnUrl: string): Promise<ChargeOutcome> {
  const { customerRef: customer, methodRef, currency, reference } = charge;
  const before = await asking(
    stripe.paymentIntents.list({ customer, limit: LOOK_BACK, expand: ['data.latest_charge'] }),
  );
  const same = before.data.find(({ metadata }) => metadata['key'] === key);
  if (same !== undefined) return confirmIfAsked(stripe, outcomeOf(same), { key, methodRef, returnUrl });
  const amount = toProvider(charge.amountMinor, currency);
  const outcome = await stripe.paymentIntents
    .create(
      {
        amount,
        currency: currency.toLowerCase(),
        customer,
        payment_method: methodRef,
        confirm: true,
        off_session: true,
        metadata: { reference, key },
        expand: ['latest_charge'],
      },
      { idempotencyKey: `charge/${key}` },
    )
    .then(outcomeOf, failureAt);
  return confirmIfAsked(stripe, outcome, { key, methodRef, returnUrl });
}

/** Nobody is there, and the bank wants somebody: the same payment waits for a person, at an address. */
async function confirmIfAsked(
  stripe: Stripe,
  outcome: ChargeOutcome,
  how: { readonly key: string; readonly methodRef: string; readonly returnUrl: string },
): Promise<ChargeOutcome> {
  const asks = outcome.kind === 'failed' && outcome.code === 'authentication_required' && outcome.paymentRef !== null;
  if (!asks || outcome.paymentRef === null) return outcome;
  return stripe.paymentIntents
    .confirm(
      outcome.paymentRef,
      { payment_method: how.methodRef, return_url: how.returnUrl, expand: ['latest_charge'] },
      { idempotencyKey: `confirm/${how.key}` },
    )
    .then(outcomeOf, failureAt);
}

/** A decline is an outcome; so is a means of payment that is not there any more. */
function failureAt(error: unknown): ChargeOutcome {
  if (error instanceof Stripe.errors.StripeCardError) {
    const { payment_intent: intent } = error;
    return failureOf(intent?.last_payment_error ?? error, refOf(intent));
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    const isMethod = error.param === 'payment_method';
    if (isMethod) return { kind: 'failed', paymentRef: null, code: 'method_unknown', soft: false };
    if (error.code === 'amount_too_small') return { kind: 'failed', paymentRef: null, code: error.code, soft: true };
  }
  throw classify(error);
}
