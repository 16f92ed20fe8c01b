import type { z } from 'zod';
import { PaymentsRefused } from '../../ports/payments.ts';
import type { ChargeOutcome, Payments, RefundOutcome } from '../../ports/payments.ts';
import type {
  AskPaymentJob,
  ChargeInvoiceJob,
  ChargeResult,
  FindPaymentJob,
  RefundPaymentJob,
} from '../../schemas/billing/jobs.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';

export interface MoneyTools {
  /** Undefined: nothing is sold here. */
  readonly payments:
    | Pick<Payments, 'charge' | 'payment' | 'refund' | 'refundState' | 'checkout' | 'method' | 'forgetMethod'>
    | undefined;
}

/** A provider that does not answer for longer has not answered. */
export const LIMIT_MS = 2 * 60_000;

/** What a job comes to where nobody takes money. */
export const withoutProvider = (): JobOutcome => ({
  kind: 'refused',
  retryable: true,
  reason: {
    code: 'payments-not-configured',
    message:
      'No payment provider is configured here. Set REPRISE_PAYMENTS_URL and REPRISE_PAYMENTS_KEY; it is then tried again.',
    detail: '',
  },
});

/** What stands in the log: no address of a page, which is asked for when somebody opens it. */
function resultOf(outcome: ChargeOutcome): ChargeResult {
  switch (outcome.kind) {
    case 'failed':
      return { kind: 'failed', code: outcome.code, soft: outcome.soft };
    default:
      return { kind: outcome.kind, paymentRef: outcome.paymentRef };
  }
}

/** What the provider will never do has failed; nobody tries it again with the same means. */
async function orRefused<T>(ask: Promise<T>): Promise<T | { readonly kind: 'failed'; readonly code: string }> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof PaymentsRefused) return { kind: 'failed', code: error.code.slice(0, 100) };
    throw error;
  }
}

async function charge({ payments }: MoneyTools, { input }: Job): Promise<JobOutcome> {
  if (payments === undefined) return withoutProvider();
  const { kind, invoiceId, attempt, customerRef, methodRef, amountMinor, currency } = input as z.output<
    typeof ChargeInvoiceJob.input
  >;
  const asked = { customerRef, methodRef, amountMinor, currency, reference: invoiceId };
  const outcome = await orRefused(payments.charge(asked, `charge/${invoiceId}/${attempt}`));
  const whole = 'paymentRef' in outcome ? outcome : { ...outcome, paymentRef: null, soft: false };
  return { kind: 'done', result: { kind, outcome: resultOf(whole) } };
}

async function ask({ payments }: MoneyTools, { input }: Job): Promise<JobOutcome> {
  if (payments === undefined) return withoutProvider();
  const { kind, paymentRef } = input as z.output<typeof AskPaymentJob.input>;
  const state = await payments.payment(paymentRef);
  // The provider told us this name: one that it does not know any more will never become money.
  const outcome: ChargeResult =
    state === undefined ? { kind: 'failed', code: 'unknown', soft: false } : resultOf(state.outcome);
  return { kind: 'done', result: { kind, outcome } };
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function find({ payments }: MoneyTools, { input }: Job): Promise<JobOutcome> {
  if (payments === undefined) return withoutProvider();
  const { kind, paymentRef } = input as z.output<typeof FindPaymentJob.input>;
  const state = await payments.payment(paymentRef);
  const invoiceId = state?.reference ?? '';
  const isPaid = state?.outcome.kind === 'succeeded' && uuid.test(invoiceId);
  return {
    kind: 'done',
    result: { kind, paid: isPaid ? { invoiceId, paymentRef, amountMinor: state.amountMinor } : null },
  };
}

async function refund({ payments }: MoneyTools, { input }: Job): Promise<JobOutcome> {
  if (payments === undefined) return withoutProvider();
  const { kind, refundId, paymentRef, amountMinor } = input as z.output<typeof RefundPaymentJob.input>;
  const first: RefundOutcome = await orRefused(payments.refund({ paymentRef, amountMinor }, `refund/${refundId}`));
  // Under its key the first answer comes again; how it stands by now is asked by its name.
  const outcome = first.kind === 'pending' ? ((await payments.refundState(first.refundRef)) ?? first) : first;
  return { kind: 'done', result: { kind, outcome } };
}

const shared = { concurrency: 4, limitMs: () => LIMIT_MS } as const;

/** Charges what is left of an invoice. Its key is the invoice and the attempt, so that running it again charges nothing again. */
export const chargeInvoice: JobHandler<MoneyTools> = { ...shared, kind: 'charge-invoice', run: charge };
/** Asks how a payment stands. */
export const askPayment: JobHandler<MoneyTools> = { ...shared, kind: 'ask-payment', run: ask };
/** Gives money back; its key is the refund. */
export const refundPayment: JobHandler<MoneyTools> = { ...shared, kind: 'refund-payment', run: refund };
/** Asks what a payment that the provider told of is for. */
export const findPayment: JobHandler<MoneyTools> = { ...shared, kind: 'find-payment', run: find };
