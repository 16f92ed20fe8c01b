import type { Stripe } from 'stripe';
import type { ChargeOutcome, PaymentState, RefundOutcome } from '../../ports/payments.ts';
import { fromProvider } from './amounts.ts';
import { isSoft, tidyCode } from './failures.ts';

/** The id of something that may have been sent whole. */
export const refOf = (value: string | { readonly id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** ISO 8601 of the provider's seconds. */
export const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();

interface PaymentError {
  readonly code?: string | null;
  readonly decline_code?: string | null;
  readonly advice_code?: string | null;
}

/** A decline in our words. */
export const failureOf = (error: PaymentError, paymentRef: string | null): ChargeOutcome => {
  const code = tidyCode(error.decline_code ?? error.code);
  return { kind: 'failed', paymentRef, code, soft: isSoft(code, error.advice_code) };
};

/** How a payment stands. `latest_charge` tells when, if it was expanded. */
export function outcomeOf(intent: Stripe.PaymentIntent): ChargeOutcome {
  const { id, status, latest_charge: charge, last_payment_error: error, next_action: next } = intent;
  if (status === 'succeeded')
    return {
      kind: 'succeeded',
      paymentRef: id,
      at: instant(typeof charge === 'object' && charge !== null ? charge.created : intent.created),
    };
  const url = next?.redirect_to_url?.url ?? null;
  if (status === 'requires_action' && url !== null) return { kind: 'action-needed', paymentRef: id, url };
  if (status === 'canceled') return { kind: 'failed', paymentRef: id, code: 'canceled', soft: true };
  if (status === 'requires_payment_method' && error !== null) return failureOf(error, id);
  return { kind: 'pending', paymentRef: id };
}

export const paymentOf = (intent: Stripe.PaymentIntent): PaymentState => {
  const currency = intent.currency.toUpperCase();
  return {
    outcome: outcomeOf(intent),
    reference: intent.metadata['reference'] ?? null,
    customerRef: refOf(intent.customer),
    methodRef: refOf(intent.payment_method),
    amountMinor: fromProvider(intent.amount, currency),
    currency,
  };
};

export function refundOf({ id, status, failure_reason: reason }: Stripe.Refund): RefundOutcome {
  if (status === 'succeeded') return { kind: 'refunded', refundRef: id };
  if (status === 'failed' || status === 'canceled') return { kind: 'failed', code: tidyCode(reason ?? status) };
  return { kind: 'pending', refundRef: id };
}
