import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { InvoiceId, PurchaseId, RefundId } from './invoice.ids.ts';
import { Minor } from './money.ts';
import { PurchaseRefundAsked, PurchaseRequested, RentalClockStarted } from './purchase.events.ts';

const purchase = { category: 'purchase' } as const;
const one = { purchaseId: PurchaseId };
const ofInvoice = { ...one, invoiceId: InvoiceId };

export const RequestPurchase = defineCommand({
  ...purchase,
  type: 'RequestPurchase',
  description: 'Rent or buy a title on the terms of a quote.',
  data: PurchaseRequested.data.omit({ invoiceId: true, at: true, expiresAt: true }),
});
export const AbandonPurchase = defineCommand({
  ...purchase,
  type: 'AbandonPurchase',
  description: 'Give up a rental or purchase that is not paid yet.',
  data: z.strictObject(one),
});
export const RecordPurchasePaid = defineCommand({
  ...purchase,
  type: 'RecordPurchasePaid',
  description: 'Write down that the invoice of a rental or purchase was paid.',
  data: z.strictObject({ ...ofInvoice, amountMinor: Minor }),
});
export const RecordPurchaseFailure = defineCommand({
  ...purchase,
  type: 'RecordPurchaseFailure',
  description: 'Write down that the invoice of a rental or purchase could not be paid.',
  data: z.strictObject({ ...ofInvoice, code: plainText(100) }),
});
export const RecordPurchaseAction = defineCommand({
  ...purchase,
  type: 'RecordPurchaseAction',
  description: 'Write down that the payment of a rental or purchase needs the customer to act.',
  data: z.strictObject(ofInvoice),
});
export const StartRentalClock = defineCommand({
  ...purchase,
  type: 'StartRentalClock',
  description: 'Let the hours of a rental count, from when it began to be watched.',
  data: RentalClockStarted.data
    .pick({ purchaseId: true, sessionId: true })
    .extend({ startedAt: z.iso.datetime().describe('when it began to be watched') }),
});
export const ExpireRental = defineCommand({
  ...purchase,
  type: 'ExpireRental',
  description: 'End a rental whose time is over.',
  data: z.strictObject(one),
});
export const RefundPurchase = defineCommand({
  ...purchase,
  type: 'RefundPurchase',
  description: 'Give a rental or purchase back of which little was watched.',
  data: PurchaseRefundAsked.data.pick({ purchaseId: true, refundId: true, watchedBasisPoints: true, why: true }),
});
export const RecordPurchaseRefund = defineCommand({
  ...purchase,
  type: 'RecordPurchaseRefund',
  description: 'Write down that money went back for a rental or purchase.',
  data: z.strictObject({ ...one, refundId: RefundId, amountMinor: Minor }),
});
export const RecordPurchaseRefundFailure = defineCommand({
  ...purchase,
  type: 'RecordPurchaseRefundFailure',
  description: 'Write down that the money of a rental or purchase could not go back.',
  data: z.strictObject({ ...one, refundId: RefundId, code: plainText(100) }),
});
export const RevokePurchase = defineCommand({
  ...purchase,
  type: 'RevokePurchase',
  description: 'Take a rental or purchase away, with the reason.',
  data: z.strictObject({ ...one, why: plainText(500).min(1) }),
});

export const purchaseCommands = [
  RequestPurchase,
  AbandonPurchase,
  RecordPurchasePaid,
  RecordPurchaseFailure,
  RecordPurchaseAction,
  StartRentalClock,
  ExpireRental,
  RefundPurchase,
  RecordPurchaseRefund,
  RecordPurchaseRefundFailure,
  RevokePurchase,
] as const;
