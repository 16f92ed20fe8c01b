import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { InvoiceId, RefundId } from './invoice.ids.ts';
import { CreditNoteNumberTaken, InvoiceDrafted, InvoiceNumberTaken } from './invoice.events.ts';
import { Minor } from './money.ts';

const ofInvoice = { category: 'invoice' } as const;
const count = z.int().min(1).max(INT32_MAX);
const ref = plainText(200);

/** What came of an attempt to collect an invoice; `attempt` tells which. */
const PaymentOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paid'), paymentRef: ref.nullable(), chargedMinor: Minor }),
  z.strictObject({ kind: z.literal('failed'), code: plainText(100), soft: z.boolean() }),
  z.strictObject({ kind: z.literal('action-needed'), paymentRef: ref }),
]);

export const IssueInvoice = defineCommand({
  ...ofInvoice,
  type: 'IssueInvoice',
  description: 'Issue an invoice; it gets its number, and is collected, by itself.',
  data: InvoiceDrafted.data.omit({ at: true }),
});
export const NumberInvoice = defineCommand({
  ...ofInvoice,
  type: 'NumberInvoice',
  description: 'Give an invoice the number that its book has for it.',
  data: z.strictObject({ invoiceId: InvoiceId, number: InvoiceNumberTaken.data.shape.number }),
});
export const CollectInvoice = defineCommand({
  ...ofInvoice,
  type: 'CollectInvoice',
  description: 'Try again to collect an invoice.',
  data: z.strictObject({ invoiceId: InvoiceId }),
});
export const RecordPayment = defineCommand({
  ...ofInvoice,
  type: 'RecordPayment',
  description: 'Write down what came of an attempt to collect an invoice.',
  data: z.strictObject({
    invoiceId: InvoiceId,
    attempt: count,
    surplusId: RefundId.describe('under which money goes back that is not owed any more'),
    outcome: PaymentOutcome,
  }),
});
export const VoidInvoice = defineCommand({
  ...ofInvoice,
  type: 'VoidInvoice',
  description: 'Say that an invoice that nobody paid is owed no longer.',
  data: z.strictObject({ invoiceId: InvoiceId, why: plainText(200) }),
});
export const RefundInvoice = defineCommand({
  ...ofInvoice,
  type: 'RefundInvoice',
  description: 'Give an invoice or a part of it back.',
  data: z.strictObject({
    invoiceId: InvoiceId,
    refundId: RefundId,
    amountMinor: count.describe('tax included'),
    why: plainText(500).min(1),
  }),
});
export const RecordRefund = defineCommand({
  ...ofInvoice,
  type: 'RecordRefund',
  description: 'Write down that money went back.',
  data: z.strictObject({
    invoiceId: InvoiceId,
    refundId: RefundId,
    refundRef: ref.nullable(),
    number: CreditNoteNumberTaken.data.shape.number.nullable().describe('null: it was never owed'),
  }),
});
export const FailRefund = defineCommand({
  ...ofInvoice,
  type: 'FailRefund',
  description: 'Write down that money could not go back.',
  data: z.strictObject({ invoiceId: InvoiceId, refundId: RefundId, code: plainText(100) }),
});

export const TakeInvoiceNumber = defineCommand({
  category: 'invoicebook',
  streamIdField: 'bookId',
  type: 'TakeInvoiceNumber',
  description: 'Take the next number of a month for an invoice.',
  data: InvoiceNumberTaken.data.omit({ place: true, number: true }),
});
export const TakeCreditNoteNumber = defineCommand({
  category: 'creditbook',
  streamIdField: 'bookId',
  type: 'TakeCreditNoteNumber',
  description: 'Take the next number of a month for a credit note.',
  data: CreditNoteNumberTaken.data.omit({ place: true, number: true }),
});

export const invoiceCommands = [
  IssueInvoice,
  NumberInvoice,
  CollectInvoice,
  RecordPayment,
  VoidInvoice,
  RefundInvoice,
  RecordRefund,
  FailRefund,
] as const;
export const bookCommands = [TakeInvoiceNumber] as const;
export const creditBookCommands = [TakeCreditNoteNumber] as const;
