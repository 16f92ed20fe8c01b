import { accepted, refuse } from '../kernel/decider.ts';
import type { Decision, Rejection } from '../kernel/decider.ts';
import { share } from './invoice-sums.ts';
import type { InvoiceCommand, InvoiceEvent, IssuedInvoice, RefundState } from './invoice.state.ts';

type Answer = Decision<InvoiceEvent, Rejection>;
type Data<T extends InvoiceCommand['type']> = Extract<InvoiceCommand, { readonly type: T }>['data'];
type Asked = Extract<InvoiceEvent, { readonly type: 'billing.RefundAsked' }>['data'];

/** Refunds that were asked for and did not fail. */
const standing = ({ refunds }: IssuedInvoice): readonly Asked[] =>
  [...refunds.values()]
    .filter(({ surplus, status }) => !surplus && status !== 'failed')
    .map(({ asked }) => asked as Asked);

const total = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

const noSuch = () => refuse('refund.unknown', 'There is no such refund of this invoice.');
const bothRefs = ({ asked: { invoiceId, accountId, refundId, currency } }: RefundState) => ({
  invoiceId,
  accountId,
  refundId,
  currency,
});

function ask(state: IssuedInvoice, { refundId, amountMinor, why }: Data<'RefundInvoice'>, at: string): Answer {
  if (state.refunds.has(refundId)) return accepted();
  const { paid, invoice } = state;
  const { invoiceId, accountId, currency, grossMinor, taxMinor } = invoice;
  if (paid === null) return refuse('invoice.not-paid', 'This invoice was not paid; there is nothing to give back.');
  const before = standing(state);
  const gone = total(before.map(({ netMinor, taxMinor: tax }) => netMinor + tax));
  const left = grossMinor - gone;
  if (amountMinor > left)
    return refuse('refund.too-much', `Of this invoice ${Math.max(0, left)} can be given back; ask for no more.`);
  // The tax of all refunds together is that of their sum, so that nothing is left when all of it was given back.
  const taxGone = total(before.map(({ taxMinor: tax }) => tax));
  const tax = Math.min(amountMinor, Math.max(0, share(gone + amountMinor, taxMinor, grossMinor) - taxGone));
  // A log of others may hold more refunds than what was paid.
  const onCard = Math.max(0, paid.chargedMinor - total(before.map(({ chargedMinor }) => chargedMinor)));
  const chargedMinor = Math.min(amountMinor, onCard);
  return accepted<InvoiceEvent>({
    type: 'billing.RefundAsked',
    data: {
      ...{ invoiceId, accountId, refundId, currency, chargedMinor },
      creditMinor: amountMinor - chargedMinor,
      netMinor: amountMinor - tax,
      taxMinor: tax,
      paymentRef: chargedMinor === 0 ? null : paid.paymentRef,
      why,
      at,
    },
  });
}

function record(state: IssuedInvoice, { refundId, refundRef, number }: Data<'RecordRefund'>, at: string): Answer {
  const refund = state.refunds.get(refundId);
  if (refund === undefined) return noSuch();
  if (refund.status !== 'asked') return accepted();
  if ('amountMinor' in refund.asked) {
    if (refundRef === null) return refuse('refund.without-ref', 'Say what the provider calls this refund.');
    const { amountMinor } = refund.asked;
    return accepted<InvoiceEvent>({
      type: 'billing.SurplusReturned',
      data: { ...bothRefs(refund), refundRef, amountMinor, at },
    });
  }
  if (number === null) return refuse('refund.without-number', 'A refund has a credit note; take its number first.');
  const { chargedMinor, creditMinor, netMinor, taxMinor } = refund.asked;
  const { reason } = state.invoice;
  return accepted<InvoiceEvent>({
    type: 'billing.RefundMade',
    data: { ...bothRefs(refund), chargedMinor, creditMinor, netMinor, taxMinor, reason, refundRef, number, at },
  });
}

function fail(state: IssuedInvoice, { refundId, code }: Data<'FailRefund'>, at: string): Answer {
  const refund = state.refunds.get(refundId);
  if (refund === undefined) return noSuch();
  return refund.status === 'asked'
    ? accepted<InvoiceEvent>({ type: 'billing.RefundFailed', data: { ...bothRefs(refund), code, at } })
    : accepted();
}

/** What may be given back of an invoice, and what came of it. */
export const refundRules = { ask, record, fail };
