import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';
import { LARGEST_MINOR } from './currency-decision.ts';
import { refundRules } from './invoice-refunds.ts';
import { invoiceSums } from './invoice-sums.ts';
import type { InvoiceCommand, InvoiceEvent, InvoiceState, IssuedInvoice, RefundState } from './invoice.state.ts';
import { taxRateAt } from './tax-rates.ts';

type Data<T extends InvoiceEvent['type']> = Extract<InvoiceEvent, { readonly type: T }>['data'];
type Answer = Decision<InvoiceEvent, Rejection>;

/** As many as an event counts. */
const MOST_ATTEMPTS = 2_147_483_647;

const issued =
  <D>(step: (state: IssuedInvoice, data: D) => InvoiceState) =>
  (state: InvoiceState, data: D): InvoiceState =>
    'invoice' in state ? step(state, data) : state;

const refundOf = (state: IssuedInvoice, refundId: string, change: Partial<RefundState>): IssuedInvoice => {
  const known = state.refunds.get(refundId);
  return known === undefined
    ? state
    : { ...state, refunds: new Map(state.refunds).set(refundId, { ...known, ...change }) };
};
const withRefund = (state: IssuedInvoice, asked: RefundState['asked'], surplus: boolean): IssuedInvoice => ({
  ...state,
  refunds: new Map(state.refunds).set(asked.refundId, { status: 'asked', surplus, asked }),
});

/** A rule for an invoice that has its number. */
const ofIssued =
  <D>(rule: (state: IssuedInvoice, data: D, at: string) => Answer) =>
  (state: InvoiceState, data: D, at: string): Answer => {
    if (state.status === 'none') return unknown();
    if (state.status === 'drafted')
      return refuse('invoice.not-issued', 'This invoice has no number yet; wait a moment.');
    return rule(state, data, at);
  };

const unknown = () => refuse('invoice.unknown', 'There is no such invoice.');
const tooLarge = () => refuse('invoice.too-large', 'This invoice comes to more than can be written; split it.');
const exists = () =>
  refuse('invoice.exists', 'This id is that of another invoice; nothing is owed by saying it again.');
type Asked = Extract<InvoiceCommand, { readonly type: 'IssueInvoice' }>['data'];
const asked = (state: Exclude<InvoiceState, { readonly status: 'none' }>): Asked =>
  state.status === 'drafted' ? state.draft : state.invoice;
/** Whether it is the same that is asked for again. One that only has the same id must not pass for paid. */
const isSame = (a: Asked, b: Asked): boolean =>
  JSON.stringify([a.accountId, a.reason, a.currency, a.lines]) ===
  JSON.stringify([b.accountId, b.reason, b.currency, b.lines]);
const isTooLarge = ({ grossMinor, netMinor }: { readonly grossMinor: number; readonly netMinor: number }): boolean =>
  Math.abs(grossMinor) > LARGEST_MINOR || Math.abs(netMinor) > LARGEST_MINOR;
const ofInvoice = ({ invoice: { invoiceId, accountId, reason } }: Pick<IssuedInvoice, 'invoice'>) => ({
  invoiceId,
  accountId,
  reason,
});

const collection = (invoice: Data<'billing.InvoiceIssued'>, attempt: number, at: string): InvoiceEvent => ({
  type: 'billing.InvoiceCollectionAsked',
  data: { ...ofInvoice({ invoice }), attempt, dueMinor: invoice.grossMinor, currency: invoice.currency, at },
});

const voided = (invoice: Data<'billing.InvoiceIssued'>, why: string, at: string): InvoiceEvent => {
  const { currency, netMinor, taxMinor, grossMinor } = invoice;
  return {
    type: 'billing.InvoiceVoided',
    data: { ...ofInvoice({ invoice }), currency, netMinor, taxMinor, grossMinor, why, at },
  };
};

/** What follows when an invoice gets its number: it is collected, or there is nothing to collect. */
function afterIssue(invoice: Data<'billing.InvoiceIssued'>, voidAsked: string | null, at: string): InvoiceEvent {
  if (voidAsked !== null) return voided(invoice, voidAsked, at);
  if (invoice.grossMinor > 0) return collection(invoice, 1, at);
  const { currency, grossMinor } = invoice;
  return {
    type: 'billing.InvoicePaid',
    data: { ...ofInvoice({ invoice }), currency, chargedMinor: 0, creditMinor: grossMinor, paymentRef: null, at },
  };
}

type Payment = Extract<InvoiceCommand, { readonly type: 'RecordPayment' }>['data'];
type Paid = Extract<Payment['outcome'], { readonly kind: 'paid' }>;

/** Money came. Where it is not owed (void, or paid by another attempt), it goes back. */
function recordPaid(state: IssuedInvoice, { surplusId }: Payment, paid: Paid, at: string): Answer {
  const { paymentRef, chargedMinor } = paid;
  const { invoice, paid: before } = state;
  const { invoiceId, accountId, currency, grossMinor } = invoice;
  if (before === null && state.status !== 'void')
    return accepted<InvoiceEvent>({
      type: 'billing.InvoicePaid',
      data: {
        ...ofInvoice(state),
        currency,
        chargedMinor,
        creditMinor: grossMinor - chargedMinor,
        paymentRef,
        at,
      },
    });
  const known = [
    before?.paymentRef,
    ...[...state.refunds.values()].map(({ asked, surplus }) => surplus && asked.paymentRef),
  ];
  if (paymentRef === null || known.includes(paymentRef)) return accepted();
  const why = state.status === 'void' ? 'void' : 'paid-before';
  return accepted<InvoiceEvent>({
    type: 'billing.SurplusReceived',
    data: { invoiceId, accountId, refundId: surplusId, paymentRef, currency, amountMinor: chargedMinor, why, at },
  });
}

/** An invoice: drafted, numbered, collected, paid or void, and given back whole or in parts. */
export const invoiceDecider: Decider<InvoiceState, InvoiceCommand, InvoiceEvent> = {
  category: 'invoice',
  initial: { status: 'none' },
  evolve: evolveBy<InvoiceState, InvoiceEvent>({
    'billing.InvoiceDrafted': (_, draft) => ({ status: 'drafted', draft, voidAsked: null }),
    'billing.InvoiceVoidAsked': (state, { why }) => (state.status === 'drafted' ? { ...state, voidAsked: why } : state),
    'billing.InvoiceIssued': (_, invoice) => ({
      status: 'open',
      invoice,
      attempt: 0,
      acting: null,
      paid: null,
      refunds: new Map(),
    }),
    'billing.InvoiceCollectionAsked': issued((state, { attempt }) => ({ ...state, status: 'collecting', attempt })),
    'billing.InvoicePaymentFailed': issued((state) => ({ ...state, status: 'open' })),
    'billing.InvoiceActionNeeded': issued((state, { paymentRef }) => ({
      ...state,
      status: 'acting',
      acting: paymentRef,
    })),
    'billing.InvoicePaid': issued((state, paid) => ({ ...state, status: 'paid', paid })),
    'billing.InvoiceVoided': issued((state) => ({ ...state, status: 'void' })),
    'billing.SurplusReceived': issued((state, data) => withRefund(state, data, true)),
    'billing.SurplusReturned': issued((state, { refundId }) => refundOf(state, refundId, { status: 'made' })),
    'billing.RefundAsked': issued((state, data) => withRefund(state, data, false)),
    'billing.RefundMade': issued((state, { refundId }) => refundOf(state, refundId, { status: 'made' })),
    'billing.RefundFailed': issued((state, { refundId }) => refundOf(state, refundId, { status: 'failed' })),
  }),
  decide: decideBy<InvoiceState, InvoiceCommand, InvoiceEvent, Rejection>({
    IssueInvoice(state, data, at) {
      if (state.status !== 'none') return isSame(asked(state), data) ? accepted() : exists();
      if (isTooLarge(invoiceSums(data.lines, taxRateAt(data.country, at)))) return tooLarge();
      return accepted<InvoiceEvent>({ type: 'billing.InvoiceDrafted', data: { ...data, at } });
    },
    NumberInvoice(state, { number }, at) {
      if (state.status === 'none') return unknown();
      if (state.status !== 'drafted') return accepted();
      const { draft, voidAsked } = state;
      const { at: issuedAt, ...asked } = draft;
      const sums = invoiceSums(asked.lines, taxRateAt(asked.country, issuedAt));
      if (isTooLarge(sums)) return tooLarge();
      const invoice = { ...asked, number, issuedAt, ...sums, taxes: [...sums.taxes] };
      return accepted<InvoiceEvent>(
        { type: 'billing.InvoiceIssued', data: invoice },
        afterIssue(invoice, voidAsked, at),
      );
    },
    CollectInvoice: ofIssued((state, _, at) => {
      if (state.status === 'void') return refuse('invoice.void', 'This invoice is void; nothing is owed for it.');
      const waits = (state.status === 'open' || state.status === 'acting') && state.attempt < MOST_ATTEMPTS;
      return waits && state.invoice.grossMinor > 0
        ? accepted(collection(state.invoice, state.attempt + 1, at))
        : accepted();
    }),
    RecordPayment: ofIssued((state, data, at) => {
      const { attempt, outcome } = data;
      if (outcome.kind === 'paid') return recordPaid(state, data, outcome, at);
      const waits = state.status === 'collecting' || state.status === 'acting';
      // Of an attempt that another one has overtaken nobody wants to know that it came to nothing.
      if (!waits || attempt !== state.attempt) return accepted();
      if (outcome.kind === 'failed') {
        const { code, soft } = outcome;
        return accepted<InvoiceEvent>({
          type: 'billing.InvoicePaymentFailed',
          data: { ...ofInvoice(state), attempt, code, soft, at },
        });
      }
      if (state.status === 'acting') return accepted();
      const { paymentRef } = outcome;
      return accepted<InvoiceEvent>({
        type: 'billing.InvoiceActionNeeded',
        data: { ...ofInvoice(state), attempt, paymentRef, at },
      });
    }),
    VoidInvoice(state, { why }, at) {
      if (state.status === 'none') return unknown();
      if (state.status === 'void') return accepted();
      if (state.status === 'paid')
        return refuse('invoice.paid', 'This invoice was paid; give it back instead of voiding it.');
      if (state.status !== 'drafted') return accepted(voided(state.invoice, why, at));
      const { invoiceId, accountId, reason } = state.draft;
      return state.voidAsked === null
        ? accepted<InvoiceEvent>({ type: 'billing.InvoiceVoidAsked', data: { invoiceId, accountId, reason, why } })
        : accepted();
    },
    RefundInvoice: ofIssued(refundRules.ask),
    RecordRefund: ofIssued(refundRules.record),
    FailRefund: ofIssued(refundRules.fail),
  }),
};
