import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId } from './ids.ts';
import { InvoiceId } from './invoice.ids.ts';
import { Currency, Minor } from './money.ts';

const of = { category: 'payer', version: 1 } as const;
const who = { accountId: AccountId };
const ref = plainText(200);

/** What may be known of a means of payment. */
export const keptMethod = {
  methodRef: ref.describe("the provider's name for it"),
  brand: plainText(40),
  last4: z.string().regex(/^\d{4}$/),
  expires: z
    .strictObject({ year: z.int().min(2000).max(9999), month: z.int().min(1).max(12) })
    .describe('the last month in which it can be used'),
  fingerprint: plainText(200).describe('the same for the same card, whoever brings it'),
};

export const PayerKnown = defineEvent({
  ...of,
  type: 'billing.PayerKnown',
  description: 'The payment provider knows an account.',
  data: z.strictObject({ ...who, customerRef: ref }),
});

export const PaymentMethodKept = defineEvent({
  ...of,
  type: 'billing.PaymentMethodKept',
  description: 'The payment provider keeps a means of payment for an account; it is used from now on.',
  data: z.strictObject({ ...who, ...keptMethod }),
});

export const DefaultMethodChosen = defineEvent({
  ...of,
  type: 'billing.DefaultMethodChosen',
  description: 'Another kept means of payment is used from now on.',
  data: z.strictObject({ ...who, methodRef: ref }),
});

export const PaymentMethodRemoved = defineEvent({
  ...of,
  type: 'billing.PaymentMethodRemoved',
  description: 'A means of payment is not used any more, and the provider forgets it.',
  data: z.strictObject({ ...who, methodRef: ref }),
});

export const CreditGranted = defineEvent({
  ...of,
  type: 'billing.CreditGranted',
  description: 'An account got credit.',
  data: z.strictObject({
    ...who,
    creditId: z.uuid(),
    currency: Currency,
    amountMinor: Minor,
    cause: z
      .enum(['staff', 'invoice', 'refund'])
      .describe('staff: a gift; invoice: one that came to less than nothing; refund: of what credit had paid'),
    why: plainText(500),
  }),
});

export const CreditUsed = defineEvent({
  ...of,
  type: 'billing.CreditUsed',
  description: 'Credit of an account is put aside for an invoice.',
  data: z.strictObject({ ...who, invoiceId: InvoiceId, currency: Currency, amountMinor: Minor }),
});

export const CreditReturned = defineEvent({
  ...of,
  type: 'billing.CreditReturned',
  description: 'Credit that was put aside for an invoice is free again.',
  data: z.strictObject({ ...who, invoiceId: InvoiceId, currency: Currency, amountMinor: Minor }),
});

export const PaymentChosen = defineEvent({
  ...of,
  type: 'billing.PaymentChosen',
  description: 'It was decided by what an invoice is paid.',
  data: z.strictObject({
    ...who,
    invoiceId: InvoiceId,
    attempt: z.int().min(1).max(INT32_MAX),
    currency: Currency,
    creditMinor: Minor.describe('put aside for it in all'),
    chargeMinor: Minor.describe('what is left to charge'),
    customerRef: ref.nullable(),
    methodRef: ref.nullable().describe('null: there is none'),
  }),
});

export const payerEvents = [
  PayerKnown,
  PaymentMethodKept,
  DefaultMethodChosen,
  PaymentMethodRemoved,
  CreditGranted,
  CreditUsed,
  CreditReturned,
  PaymentChosen,
] as const;
