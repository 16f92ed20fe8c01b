import type { InvoiceLine, InvoiceReason, InvoiceTax } from '../../schemas/billing/invoice.events.ts';
import { fitInstant } from '../db/fit.ts';
import { instant, int, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection, put } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';

export const invoices = table('invoices', {
  key: ['invoiceId'],
  columns: {
    invoiceId: uuid,
    accountId: uuid,
    number: text,
    status: oneOf<'open' | 'failed' | 'action-needed' | 'paid' | 'void'>(),
    reason: json<InvoiceReason>(),
    currency: text,
    country: nullable(text),
    lines: json<readonly InvoiceLine[]>(),
    taxes: json<readonly InvoiceTax[]>(),
    netMinor: int,
    taxMinor: int,
    grossMinor: int,
    /** What was given back, tax included. */
    refundedMinor: int,
    /** Why it was not collected when that was tried last; null: it was, or nobody tried. */
    failure: nullable(text),
    attempts: int,
    issuedAt: instant,
    paidAt: nullable(instant),
    /** Orders the lists: that of the event that issued it. */
    issuedPosition: long,
    revision: long,
    position: long,
  },
  indexes: [
    { name: 'invoices_account', on: 'account_id, issued_position desc' },
    { name: 'invoices_owed', on: 'issued_position', where: `status in ('failed', 'action-needed')` },
  ],
});
export type StoredInvoice = RowOf<typeof invoices>;

/** What was given back of invoices, or shall be; each that was made is a credit note. Money that was never owed is none. */
export const refunds = table('refunds', {
  key: ['invoiceId', 'refundId'],
  columns: {
    invoiceId: uuid,
    refundId: uuid,
    accountId: uuid,
    /** Of the credit note; null: it was not given back yet, or could not be. */
    number: nullable(text),
    status: oneOf<'asked' | 'made' | 'failed'>(),
    currency: text,
    /** To the card, and to the credit of the account. */
    chargedMinor: int,
    creditMinor: int,
    netMinor: int,
    taxMinor: int,
    why: text,
    /** Why it could not be given back, as the provider says it. */
    failure: nullable(text),
    askedAt: instant,
    /** When it was given back, or that failed. */
    endedAt: nullable(instant),
    position: long,
  },
});
export type StoredRefund = RowOf<typeof refunds>;

type InvoiceFact = Fact<
  | 'billing.InvoiceCollectionAsked'
  | 'billing.InvoicePaymentFailed'
  | 'billing.InvoiceActionNeeded'
  | 'billing.InvoicePaid'
  | 'billing.InvoiceVoided'
  | 'billing.RefundMade'
>;

const change = (fact: InvoiceFact, changed: (row: StoredInvoice) => Partial<StoredInvoice>): readonly Edit[] => [
  edit(
    invoices,
    [fact.data.invoiceId],
    (row) => row && { ...row, ...changed(row), revision: fact.revision, position: fact.position },
  ),
];

const changeRefund = (
  fact: Fact<'billing.RefundMade' | 'billing.RefundFailed'>,
  changed: Partial<StoredRefund>,
): Edit =>
  edit(
    refunds,
    [fact.data.invoiceId, fact.data.refundId],
    (row) => row && { ...row, ...changed, endedAt: fitInstant(fact.data.at), position: fact.position },
  );

/** Invoices as customers and staff see them. One without a number is none yet. */
export const invoicesProjection = projection({
  name: 'invoices',
  version: 2,
  tables: [invoices, refunds],
  key: (fact) => fact.data.invoiceId,
  on: {
    'billing.InvoiceIssued': ({ data, position, revision }) => [
      edit(invoices, [data.invoiceId], (): StoredInvoice => ({
        ...data,
        issuedAt: fitInstant(data.issuedAt),
        status: 'open',
        refundedMinor: 0,
        failure: null,
        attempts: 0,
        paidAt: null,
        issuedPosition: position,
        revision,
        position,
      })),
    ],
    'billing.InvoiceCollectionAsked': (fact) => change(fact, () => ({ status: 'open', attempts: fact.data.attempt })),
    'billing.InvoicePaymentFailed': (fact) => change(fact, () => ({ status: 'failed', failure: fact.data.code })),
    'billing.InvoiceActionNeeded': (fact) => change(fact, () => ({ status: 'action-needed' })),
    'billing.InvoicePaid': (fact) =>
      change(fact, () => ({ status: 'paid', failure: null, paidAt: fitInstant(fact.data.at) })),
    'billing.InvoiceVoided': (fact) => change(fact, () => ({ status: 'void' })),
    'billing.RefundAsked': ({ data: { paymentRef: _ref, at, ...refund }, position }) => [
      put(refunds, {
        ...{ ...refund, number: null, status: 'asked', failure: null, endedAt: null },
        askedAt: fitInstant(at),
        position,
      }),
    ],
    'billing.RefundMade': (fact) => [
      ...change(fact, ({ refundedMinor }) => ({
        refundedMinor: refundedMinor + fact.data.netMinor + fact.data.taxMinor,
      })),
      changeRefund(fact, { status: 'made', number: fact.data.number }),
    ],
    'billing.RefundFailed': (fact) => [changeRefund(fact, { status: 'failed', failure: fact.data.code })],
  },
});
