import { z } from 'zod';
import { TitleId } from '../catalog/ids.ts';
import { defineEvent } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { SessionId } from '../playback/ids.ts';
import { AccountId, PriceId } from './ids.ts';
import { InvoiceId, PurchaseId, RefundId } from './invoice.ids.ts';
import { Currency, Minor, Territory } from './money.ts';
import { SaleModel } from './title-price.events.ts';

const purchase = { version: 1, category: 'purchase' } as const;
const who = { purchaseId: PurchaseId, accountId: AccountId, titleId: TitleId };
const invoice = { invoiceId: InvoiceId };
const at = z.iso.datetime();

/** What was agreed when a title was rented or bought. */
export const PurchaseTerms = z.strictObject({
  titleName: plainText(200).min(1).describe('as it stands on invoices'),
  model: SaleModel,
  priceId: PriceId,
  territory: Territory.nullable().describe('of the price; null: everywhere'),
  currency: Currency,
  amountMinor: Minor,
  taxIncluded: z.boolean(),
});
export type PurchaseTerms = z.infer<typeof PurchaseTerms>;

export const PurchaseRequested = defineEvent({
  ...purchase,
  type: 'billing.PurchaseRequested',
  description: 'Somebody rents or buys a title; it is theirs when the invoice is paid.',
  data: z.strictObject({
    ...who,
    ...invoice,
    terms: PurchaseTerms,
    country: Territory.nullable().describe('where the customer is, for tax; null: unknown'),
    at,
    expiresAt: at.describe('when it is given up if it is not paid'),
  }),
});
export const PurchaseActionNeeded = defineEvent({
  ...purchase,
  type: 'billing.PurchaseActionNeeded',
  description: 'The bank wants the customer to confirm the payment of a rental or purchase.',
  data: z.strictObject({ ...who, ...invoice, at }),
});
export const PurchaseFailed = defineEvent({
  ...purchase,
  type: 'billing.PurchaseFailed',
  description: 'A rental or purchase could not be paid, and is over.',
  data: z.strictObject({ ...who, ...invoice, code: plainText(100), at }),
});
export const PurchaseAbandoned = defineEvent({
  ...purchase,
  type: 'billing.PurchaseAbandoned',
  description: 'A rental or purchase was not paid in time, or its customer thought better of it.',
  data: z.strictObject({ ...who, ...invoice, at }),
});
export const PurchaseMade = defineEvent({
  ...purchase,
  type: 'billing.PurchaseMade',
  description: 'A rental or purchase was paid.',
  data: z.strictObject({
    ...who,
    ...invoice,
    model: SaleModel,
    currency: Currency,
    paidMinor: Minor.describe('tax included'),
    at,
    startBy: at.nullable().describe('of a rental: when it ends if it was not begun to be watched; null: it was bought'),
  }),
});
export const RentalClockStarted = defineEvent({
  ...purchase,
  type: 'billing.RentalClockStarted',
  description: 'A rented title began to be watched; from then on its hours count.',
  data: z.strictObject({ ...who, sessionId: SessionId, at, endsAt: at.describe('exclusive') }),
});
export const RentalExpired = defineEvent({
  ...purchase,
  type: 'billing.RentalExpired',
  description: 'The time of a rental is over.',
  data: z.strictObject({ ...who, started: z.boolean().describe('whether it was begun to be watched'), at }),
});
export const PurchaseRefundAsked = defineEvent({
  ...purchase,
  type: 'billing.PurchaseRefundAsked',
  description: 'A rental or purchase is given back; it cannot be watched from now on.',
  data: z.strictObject({
    ...who,
    ...invoice,
    refundId: RefundId,
    amountMinor: Minor,
    watchedBasisPoints: z.int().min(0).max(10_000).describe('how much of it was watched, in hundredths of a percent'),
    why: plainText(500),
    at,
  }),
});
export const PurchaseRefunded = defineEvent({
  ...purchase,
  type: 'billing.PurchaseRefunded',
  description: 'Money went back for a rental or purchase.',
  data: z.strictObject({
    ...who,
    ...invoice,
    refundId: RefundId,
    amountMinor: Minor,
    over: z.boolean().describe('whether all of it went back: it is not theirs any more'),
    at,
  }),
});
export const PurchaseRefundFailed = defineEvent({
  ...purchase,
  type: 'billing.PurchaseRefundFailed',
  description: 'The money of a rental or purchase could not go back; it can be watched again.',
  data: z.strictObject({ ...who, refundId: RefundId, code: plainText(100), at }),
});
export const PurchaseRevoked = defineEvent({
  ...purchase,
  type: 'billing.PurchaseRevoked',
  description: 'A rental or purchase was taken away by somebody who works here.',
  data: z.strictObject({ ...who, why: plainText(500), at }),
});
export const PurchasePaidAfterEnd = defineEvent({
  ...purchase,
  type: 'billing.PurchasePaidAfterEnd',
  description: 'A payment came for a rental or purchase that was given up; it goes back.',
  data: z.strictObject({ ...who, ...invoice, amountMinor: Minor, at }),
});

export const purchaseEvents = [
  PurchaseRequested,
  PurchaseActionNeeded,
  PurchaseFailed,
  PurchaseAbandoned,
  PurchaseMade,
  RentalClockStarted,
  RentalExpired,
  PurchaseRefundAsked,
  PurchaseRefunded,
  PurchaseRefundFailed,
  PurchaseRevoked,
  PurchasePaidAfterEnd,
] as const;
