import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { AccountId } from './ids.ts';
import { InvoiceId } from './invoice.ids.ts';
import { Currency, Minor } from './money.ts';
import {
  CreditGranted,
  DefaultMethodChosen,
  PayerKnown,
  PaymentMethodKept,
  PaymentMethodRemoved,
} from './payer.events.ts';

const of = { category: 'payer', streamIdField: 'accountId' } as const;

export const RecordPayer = defineCommand({
  ...of,
  type: 'RecordPayer',
  description: 'Write down that the payment provider knows an account.',
  data: PayerKnown.data,
});
export const KeepMethod = defineCommand({
  ...of,
  type: 'KeepMethod',
  description: 'Write down that the payment provider keeps a means of payment for an account.',
  data: PaymentMethodKept.data,
});
export const ChooseDefaultMethod = defineCommand({
  ...of,
  type: 'ChooseDefaultMethod',
  description: 'Use another kept means of payment from now on.',
  data: DefaultMethodChosen.data,
});
export const RemoveMethod = defineCommand({
  ...of,
  type: 'RemoveMethod',
  description: 'Use a means of payment no longer.',
  data: PaymentMethodRemoved.data,
});
export const GrantCredit = defineCommand({
  ...of,
  type: 'GrantCredit',
  description: 'Give an account credit, which pays its next invoices.',
  data: CreditGranted.data.extend({ amountMinor: z.int().min(1).max(INT32_MAX), why: plainText(500).min(1) }),
});
export const ReturnCredit = defineCommand({
  ...of,
  type: 'ReturnCredit',
  description: 'Free the credit that was put aside for an invoice.',
  data: z.strictObject({
    accountId: AccountId,
    invoiceId: InvoiceId,
    keepMinor: Minor.describe('what stays put aside, because it paid'),
  }),
});
export const ChoosePayment = defineCommand({
  ...of,
  type: 'ChoosePayment',
  description: 'Decide by what an invoice is paid: by credit first, then by the means of payment that is used.',
  data: z.strictObject({
    accountId: AccountId,
    invoiceId: InvoiceId,
    attempt: z.int().min(1).max(INT32_MAX),
    currency: Currency,
    dueMinor: Minor,
  }),
});

export const payerCommands = [
  RecordPayer,
  KeepMethod,
  ChooseDefaultMethod,
  RemoveMethod,
  GrantCredit,
  ReturnCredit,
  ChoosePayment,
] as const;
