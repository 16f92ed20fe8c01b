import type { InvoiceRow, RefundRow } from '../../projections/billing/invoices.queries.ts';
import { INT32_MAX } from '../../schemas/kernel/text.ts';
import { money } from './money.view.ts';

const STATUS = {
  open: 'OPEN',
  failed: 'FAILED',
  'action-needed': 'ACTION_NEEDED',
  paid: 'PAID',
  void: 'VOID',
} as const satisfies Readonly<Record<InvoiceRow['status'], string>>;
const LINES = {
  plan: 'PLAN',
  'proration-credit': 'PRORATION_CREDIT',
  'proration-charge': 'PRORATION_CHARGE',
  rental: 'RENTAL',
  purchase: 'PURCHASE',
  discount: 'DISCOUNT',
  credit: 'CREDIT',
} as const satisfies Readonly<Record<InvoiceRow['lines'][number]['kind'], string>>;

/** An invoice without what is asked for by itself. */
export type InvoiceView = ReturnType<typeof showInvoice>;

/** An invoice as customers and staff see it. */
export function showInvoice(row: InvoiceRow) {
  const { invoiceId: id, number, status, issuedAt, paidAt, country, accountId, failure, attempts, reason } = row;
  const amount = (minor: number) => money(minor, row.currency);
  const isPeriod = reason.kind === 'subscription';
  return {
    ...{ id, number, issuedAt, paidAt, country, accountId, failure, attempts },
    status: STATUS[status],
    periodStart: isPeriod ? reason.periodStart : null,
    periodEnd: isPeriod ? reason.periodEnd : null,
    subscriptionId: isPeriod ? reason.subscriptionId : null,
    lines: row.lines.map(({ kind, label, amountMinor, taxIncluded }) => ({
      kind: LINES[kind],
      amount: amount(amountMinor),
      ...{ label, taxIncluded },
    })),
    taxes: row.taxes.map(({ rateBasisPoints, netMinor, taxMinor }) => ({
      ...{ rateBasisPoints, net: amount(netMinor), tax: amount(taxMinor) },
    })),
    net: amount(row.netMinor),
    tax: amount(row.taxMinor),
    gross: amount(row.grossMinor),
    refunded: amount(row.refundedMinor),
    pdfPath: `/invoices/${id}.pdf`,
  };
}

/** What was given back of an invoice. */
export function showRefund(row: RefundRow) {
  const { refundId: id, invoiceId, number, status, currency, chargedMinor, netMinor, taxMinor } = row;
  const { askedAt, endedAt, why, failure } = row;
  return {
    ...{ id, number, askedAt, endedAt, why, failure },
    status: status.toUpperCase() as Uppercase<typeof status>,
    // Events hold each part alone within what GraphQL's integers hold.
    amount: money(Math.min(netMinor + taxMinor, INT32_MAX), currency),
    tax: money(taxMinor, currency),
    toCard: money(chargedMinor, currency),
    pdfPath: number === null ? null : `/invoices/${invoiceId}/credit-notes/${id}.pdf`,
  };
}
