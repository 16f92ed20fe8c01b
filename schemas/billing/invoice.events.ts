import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId, SubscriptionId } from './ids.ts';
import { BookId, InvoiceId, PurchaseId, RefundId } from './invoice.ids.ts';
import { Territory, Currency, SignedMinor, Minor } from './money.ts';

const at = z.iso.datetime();
const count = z.int().min(1).max(INT32_MAX);
/** What a provider calls something of its own. */
const ref = plainText(200);

/** What an invoice is for. */
export const InvoiceReason = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('subscription'),
    subscriptionId: SubscriptionId,
    cause: z.enum(['start', 'renewal', 'change', 'restart']),
    periodStart: at,
    periodEnd: at.describe('exclusive'),
  }),
  z.strictObject({
    kind: z.literal('purchase'),
    purchaseId: PurchaseId,
    titleId: z.uuid(),
    model: z.enum(['rent', 'buy']),
  }),
]);
export type InvoiceReason = z.infer<typeof InvoiceReason>;

/** One line of an invoice. */
export const InvoiceLine = z.strictObject({
  kind: z.enum(['plan', 'proration-credit', 'proration-charge', 'rental', 'purchase', 'discount', 'credit']),
  label: plainText(200),
  amountMinor: SignedMinor.describe('signed'),
  taxIncluded: z.boolean().describe('whether the amount holds its tax already'),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

/** What of an invoice falls to one rate of tax. */
export const InvoiceTax = z.strictObject({
  rateBasisPoints: z.int().min(0).max(10_000).describe('hundredths of a percent'),
  netMinor: SignedMinor,
  taxMinor: SignedMinor,
});
export type InvoiceTax = z.infer<typeof InvoiceTax>;

const who = { invoiceId: InvoiceId, accountId: AccountId };
const of = { ...who, reason: InvoiceReason };
const asked = { ...of, currency: Currency, country: Territory.nullable(), lines: z.array(InvoiceLine).min(1).max(50) };
const number = z.string().regex(/^\d{4}-\d{2}-\d{6,10}$/);
const creditNote = z.string().regex(/^C-\d{4}-\d{2}-\d{6,10}$/);

export const InvoiceDrafted = defineEvent({
  type: 'billing.InvoiceDrafted',
  version: 1,
  category: 'invoice',
  description: 'An invoice was asked for; its number comes next.',
  data: z.strictObject({ ...asked, at }),
});

export const InvoiceIssued = defineEvent({
  type: 'billing.InvoiceIssued',
  version: 1,
  category: 'invoice',
  description: 'An invoice got its number and its tax, and is owed.',
  data: z.strictObject({
    ...asked,
    number: number.describe('its place in the book of its month'),
    issuedAt: at,
    taxes: z.array(InvoiceTax).max(50),
    netMinor: SignedMinor,
    taxMinor: SignedMinor,
    grossMinor: SignedMinor.describe('what is owed; negative: what is given back'),
  }),
});

export const InvoiceCollectionAsked = defineEvent({
  type: 'billing.InvoiceCollectionAsked',
  version: 1,
  category: 'invoice',
  description: 'An invoice is to be collected.',
  data: z.strictObject({ ...of, attempt: count, dueMinor: Minor, currency: Currency, at }),
});

export const InvoicePaymentFailed = defineEvent({
  type: 'billing.InvoicePaymentFailed',
  version: 1,
  category: 'invoice',
  description: 'An invoice could not be collected.',
  data: z.strictObject({
    ...of,
    attempt: count,
    code: plainText(100).describe('of the provider; no-method: there is nothing to charge'),
    soft: z.boolean().describe('whether the same method may work another time'),
    at,
  }),
});

export const InvoiceActionNeeded = defineEvent({
  type: 'billing.InvoiceActionNeeded',
  version: 1,
  category: 'invoice',
  description: 'The bank wants the customer to confirm the payment of an invoice.',
  data: z.strictObject({ ...of, attempt: count, paymentRef: ref, at }),
});

export const InvoicePaid = defineEvent({
  type: 'billing.InvoicePaid',
  version: 1,
  category: 'invoice',
  description: 'An invoice was paid.',
  data: z.strictObject({
    ...of,
    currency: Currency,
    chargedMinor: Minor.describe('by the provider'),
    creditMinor: SignedMinor.describe('by credit of the account; negative: became its credit'),
    paymentRef: ref.nullable().describe('null: nothing was charged'),
    at,
  }),
});

export const InvoiceVoidAsked = defineEvent({
  type: 'billing.InvoiceVoidAsked',
  version: 1,
  category: 'invoice',
  description: 'An invoice that has no number yet is not to be collected.',
  data: z.strictObject({ ...of, why: plainText(200) }),
});

export const InvoiceVoided = defineEvent({
  type: 'billing.InvoiceVoided',
  version: 1,
  category: 'invoice',
  description: 'An invoice that nobody paid is owed no longer.',
  data: z.strictObject({
    ...of,
    currency: Currency,
    netMinor: SignedMinor,
    taxMinor: SignedMinor,
    grossMinor: SignedMinor,
    why: plainText(200),
    at,
  }),
});

export const SurplusReceived = defineEvent({
  type: 'billing.SurplusReceived',
  version: 1,
  category: 'invoice',
  description: 'Money came for an invoice that was not owed any more; it goes back.',
  data: z.strictObject({
    ...who,
    refundId: RefundId,
    paymentRef: ref,
    currency: Currency,
    amountMinor: Minor,
    why: z.enum(['void', 'paid-before']),
    at,
  }),
});

export const SurplusReturned = defineEvent({
  type: 'billing.SurplusReturned',
  version: 1,
  category: 'invoice',
  description: 'Money that was not owed went back to where it came from.',
  data: z.strictObject({
    ...who,
    refundId: RefundId,
    refundRef: ref,
    currency: Currency,
    amountMinor: Minor,
    at,
  }),
});

const refund = { ...who, refundId: RefundId, currency: Currency };
const refundParts = {
  chargedMinor: Minor.describe('back to the card'),
  creditMinor: Minor.describe('back to the credit of the account'),
  netMinor: Minor,
  taxMinor: Minor,
};

export const RefundAsked = defineEvent({
  type: 'billing.RefundAsked',
  version: 1,
  category: 'invoice',
  description: 'An invoice or a part of it is to be given back.',
  data: z.strictObject({
    ...refund,
    ...refundParts,
    paymentRef: ref.nullable().describe('null: nothing goes back to a card'),
    why: plainText(500),
    at,
  }),
});

export const RefundMade = defineEvent({
  type: 'billing.RefundMade',
  version: 1,
  category: 'invoice',
  description: 'An invoice or a part of it was given back, with a credit note.',
  data: z.strictObject({
    ...refund,
    ...refundParts,
    reason: InvoiceReason,
    refundRef: ref.nullable(),
    number: creditNote.describe('of the credit note'),
    at,
  }),
});

export const RefundFailed = defineEvent({
  type: 'billing.RefundFailed',
  version: 1,
  category: 'invoice',
  description: 'An invoice or a part of it could not be given back.',
  data: z.strictObject({ ...refund, code: plainText(100), at }),
});

const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .describe('UTC');

export const InvoiceNumberTaken = defineEvent({
  type: 'billing.InvoiceNumberTaken',
  version: 1,
  category: 'invoicebook',
  description: 'An invoice got the next number of its month.',
  data: z.strictObject({ bookId: BookId, month, invoiceId: InvoiceId, place: count, number }),
});

export const CreditNoteNumberTaken = defineEvent({
  type: 'billing.CreditNoteNumberTaken',
  version: 1,
  category: 'creditbook',
  description: 'A credit note got the next number of its month.',
  data: z.strictObject({
    bookId: BookId,
    month,
    invoiceId: InvoiceId,
    refundId: RefundId,
    refundRef: ref.nullable().describe('null: nothing went back to a card'),
    place: count,
    number: creditNote,
  }),
});

export const invoiceEvents = [
  InvoiceDrafted,
  InvoiceIssued,
  InvoiceCollectionAsked,
  InvoicePaymentFailed,
  InvoiceActionNeeded,
  InvoicePaid,
  InvoiceVoidAsked,
  InvoiceVoided,
  SurplusReceived,
  SurplusReturned,
  RefundAsked,
  RefundMade,
  RefundFailed,
] as const;
export const bookEvents = [InvoiceNumberTaken] as const;
export const creditBookEvents = [CreditNoteNumberTaken] as const;
