import type { InvoiceLine, InvoiceReason, InvoiceTax } from '../../schemas/billing/invoice.events.ts';
import { fitInstant } from '../db/fit.ts';
import { instant, int, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
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

/** Invoices as customers and staff see them. One without a number is none yet. */
export const invoicesProjection = projection({
  name: 'invoices',
  version: 1,
  tables: [invoices],
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
    'billing.RefundMade': (fact) =>
      change(fact, ({ refundedMinor }) => ({
        refundedMinor: refundedMinor + fact.data.netMinor + fact.data.taxMinor,
      })),
  },
});
