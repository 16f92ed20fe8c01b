import { z } from 'zod';
import { defineJob } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { CheckoutId } from './checkout.events.ts';
import { AccountId, PlanId, SubscriptionId } from './ids.ts';
import { InvoiceId, PurchaseId, RefundId } from './invoice.ids.ts';
import { Currency } from './money.ts';
import { keptMethod } from './payer.events.ts';
import { PlanPriceAnnouncementAsked } from './plan.events.ts';

const ref = plainText(200);
const amount = z.int().min(1).max(INT32_MAX);

/** What came of a charge. */
export const ChargeResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('succeeded'), paymentRef: ref }),
  z.strictObject({ kind: z.literal('failed'), code: plainText(100), soft: z.boolean() }),
  z.strictObject({ kind: z.literal('action-needed'), paymentRef: ref }),
  z.strictObject({ kind: z.literal('pending'), paymentRef: ref }),
]);
export type ChargeResult = z.infer<typeof ChargeResult>;

export const ChargeInvoiceJob = defineJob({
  name: 'charge-invoice',
  description: 'Charge what is left of an invoice, once for each attempt however often it runs.',
  input: z.strictObject({
    kind: z.literal('charge-invoice'),
    invoiceId: InvoiceId,
    attempt: z.int().min(1),
    customerRef: ref,
    methodRef: ref,
    amountMinor: amount,
    currency: Currency,
  }),
  result: z.strictObject({ kind: z.literal('charge-invoice'), outcome: ChargeResult }),
});

export const AskPaymentJob = defineJob({
  name: 'ask-payment',
  description: 'Ask the payment provider how a payment stands.',
  input: z.strictObject({
    kind: z.literal('ask-payment'),
    invoiceId: InvoiceId,
    attempt: z.int().min(1),
    amountMinor: amount,
    paymentRef: ref,
    asked: z.int().min(1).describe('how often, with this time'),
  }),
  result: z.strictObject({ kind: z.literal('ask-payment'), outcome: ChargeResult }),
});

export const RefundPaymentJob = defineJob({
  name: 'refund-payment',
  description: 'Give money back to where it came from, once for each refund however often it runs.',
  input: z.strictObject({
    kind: z.literal('refund-payment'),
    invoiceId: InvoiceId,
    refundId: RefundId,
    surplus: z.boolean().describe('it was never owed: no credit note'),
    paymentRef: ref,
    amountMinor: amount,
  }),
  result: z.strictObject({
    kind: z.literal('refund-payment'),
    outcome: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('refunded'), refundRef: ref }),
      z.strictObject({ kind: z.literal('failed'), code: plainText(100) }),
      z.strictObject({ kind: z.literal('pending'), refundRef: ref }),
    ]),
  }),
});

export const FindPaymentJob = defineJob({
  name: 'find-payment',
  description: 'Ask the payment provider what a payment that it told of is for, and whether it was paid.',
  input: z.strictObject({ kind: z.literal('find-payment'), paymentRef: ref }),
  result: z.strictObject({
    kind: z.literal('find-payment'),
    paid: z
      .strictObject({ invoiceId: InvoiceId, paymentRef: ref, amountMinor: amount })
      .nullable()
      .describe('null: it was not, or is for no invoice'),
  }),
});

export const FindDuesJob = defineJob({
  name: 'find-dues',
  description: 'Find what goes on costing somebody who is being forgotten, and what they pay it with.',
  input: z.strictObject({ kind: z.literal('find-dues'), accountId: AccountId }),
  result: z.strictObject({
    kind: z.literal('find-dues'),
    subscriptionIds: z.array(SubscriptionId).max(1000).describe('those that are not over'),
    purchaseIds: z.array(PurchaseId).max(1000).describe('those that are not paid yet'),
    methodRefs: z.array(ref).max(100).describe('means of payment that are kept'),
  }),
});

export const FindSubscribersJob = defineJob({
  name: 'find-subscribers',
  description: 'Find some of those who have a plan and pay less than a new price.',
  input: z.strictObject({
    kind: z.literal('find-subscribers'),
    planId: PlanId,
    price: PlanPriceAnnouncementAsked.data.shape.price,
    after: plainText(100).nullable().describe('where the ones before ended; null: from the first on'),
  }),
  result: z.strictObject({
    kind: z.literal('find-subscribers'),
    subscriptionIds: z.array(SubscriptionId).max(1000).describe('those who are told'),
    skipped: z.int().min(0).describe('those who are not'),
    total: z.int().min(0).nullable().describe('all who have the plan; null: that was counted with the first ones'),
    next: plainText(100).nullable().describe('where the next ones begin; null: these were all'),
  }),
});

export const FindCheckoutJob = defineJob({
  name: 'find-checkout',
  description: 'Ask the payment provider how a checkout ended, and what means of payment was entered.',
  input: z.strictObject({ kind: z.literal('find-checkout'), checkoutRef: ref }),
  result: z.strictObject({
    kind: z.literal('find-checkout'),
    ended: z
      .strictObject({
        checkoutId: CheckoutId,
        customerRef: ref,
        checkoutRef: ref,
        method: z.strictObject(keptMethod).nullable().describe('null: none was entered'),
      })
      .nullable()
      .describe('null: it has not, or is none of ours'),
  }),
});

export const ForgetMethodJob = defineJob({
  name: 'forget-method',
  description: 'Take a means of payment from its customer at the payment provider.',
  input: z.strictObject({ kind: z.literal('forget-method'), methodRef: ref }),
  result: z.strictObject({ kind: z.literal('forget-method') }),
});

/** What a message about money is about. All of them belong to a contract: none asks for consent. */
export const MoneyMail = z.enum([
  'trial-started',
  'trial-ending',
  'trial-expired',
  'invoice-paid',
  'refunded',
  'surplus-returned',
  'payment-failed',
  'confirm-payment',
  'suspended',
  'recovered',
  'reinstated',
  'ends',
  'goes-on',
  'canceled',
  'not-begun',
  'paused',
  'resumed',
  'plan-changed',
  'plan-changes',
  'plan-stays',
  'price-changes',
  'bought',
]);
export type MoneyMail = z.infer<typeof MoneyMail>;

export const SendMoneyMailJob = defineJob({
  name: 'send-money-mail',
  description: 'Tell a person what an event about their money means, unless they have been forgotten.',
  input: z.strictObject({
    kind: z.literal('send-money-mail'),
    accountId: AccountId,
    about: MoneyMail,
    category: z.enum(['subscription', 'invoice', 'purchase']),
    streamId: z.uuid().describe('the stream with the event'),
    eventId: z.uuid().describe('what it tells of: it is read when the message is sent'),
  }),
  result: z.strictObject({
    kind: z.literal('send-money-mail'),
    sent: z.boolean().describe('false: the person was forgotten, or there is nothing to tell'),
  }),
});

export const billingJobs = [
  ChargeInvoiceJob,
  AskPaymentJob,
  RefundPaymentJob,
  FindPaymentJob,
  FindDuesJob,
  FindSubscribersJob,
  FindCheckoutJob,
  ForgetMethodJob,
  SendMoneyMailJob,
] as const;
