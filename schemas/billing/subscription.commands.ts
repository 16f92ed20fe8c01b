import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { plainText } from '../kernel/text.ts';
import { couponTerms } from './coupon.events.ts';
import { AccountId, SubscriptionId } from './ids.ts';
import { InvoiceId } from './invoice.ids.ts';
import { PaymentFailed, PriceChangeAnnounced, SubscriptionRequested, Terms } from './subscription.events.ts';

const subscription = { category: 'subscription' } as const;
const one = { subscriptionId: SubscriptionId };
const ofInvoice = { ...one, invoiceId: InvoiceId };
const at = z.iso.datetime();
const { country, previousId } = SubscriptionRequested.data.shape;
const begun = {
  ...one,
  accountId: AccountId,
  terms: Terms,
  country,
  previousId,
  coupon: z.strictObject(couponTerms).optional(),
};

export const StartTrial = defineCommand({
  ...subscription,
  type: 'StartTrial',
  description: 'Try a plan for nothing.',
  data: z.strictObject({ ...begun, trialDays: z.int().min(1).max(365) }),
});
export const Subscribe = defineCommand({
  ...subscription,
  type: 'Subscribe',
  description: 'Subscribe to a plan on the terms of a quote.',
  data: z.strictObject({ ...begun, invoiceId: InvoiceId }),
});
export const PauseSubscription = defineCommand({
  ...subscription,
  type: 'PauseSubscription',
  description: 'Let a subscription rest, for at most three months.',
  data: z.strictObject({ ...one, until: at }),
});
export const ResumeSubscription = defineCommand({
  ...subscription,
  type: 'ResumeSubscription',
  description: 'Let a subscription go on after a rest.',
  data: z.strictObject({ ...one }),
});
export const CancelAtPeriodEnd = defineCommand({
  ...subscription,
  type: 'CancelAtPeriodEnd',
  description: 'End a subscription with its period.',
  data: z.strictObject({ ...one }),
});
export const UndoCancel = defineCommand({
  ...subscription,
  type: 'UndoCancel',
  description: 'Let a subscription go on after all.',
  data: z.strictObject({ ...one }),
});
export const CancelNow = defineCommand({
  ...subscription,
  type: 'CancelNow',
  description: 'End a subscription at once.',
  data: z.strictObject({ ...one }),
});
export const ChangePlan = defineCommand({
  ...subscription,
  type: 'ChangePlan',
  description: 'Change to another plan: at once where it costs more, with the next period where not.',
  data: z.strictObject({ ...ofInvoice, terms: Terms }),
});
export const RetryPayment = defineCommand({
  ...subscription,
  type: 'RetryPayment',
  description: 'Try what is owed for a subscription again now, by whatever method there is.',
  data: z.strictObject({ ...one }),
});
export const AnnouncePrice = defineCommand({
  ...subscription,
  type: 'AnnouncePrice',
  description: 'Tell somebody that their subscription will cost something else.',
  data: PriceChangeAnnounced.data.omit({ accountId: true }).extend({ noticeDays: z.int().min(30).max(365) }),
});
export const NotifyTrialEnding = defineCommand({
  ...subscription,
  type: 'NotifyTrialEnding',
  description: 'Tell somebody that their trial ends soon.',
  data: z.strictObject({ ...one }),
});
export const RenewSubscription = defineCommand({
  ...subscription,
  type: 'RenewSubscription',
  description: 'Let the next period of a subscription be paid, or end it.',
  data: z.strictObject({ ...ofInvoice, dueAt: at }),
});
export const ContinueDunning = defineCommand({
  ...subscription,
  type: 'ContinueDunning',
  description: 'Try an overdue payment again, or draw the consequence.',
  data: z.strictObject({ ...one }),
});
export const ExpireIncomplete = defineCommand({
  ...subscription,
  type: 'ExpireIncomplete',
  description: 'Give up a subscription whose first payment was not made.',
  data: z.strictObject({ ...one }),
});
export const RecordSubscriptionPaid = defineCommand({
  ...subscription,
  type: 'RecordSubscriptionPaid',
  description: 'Write down that an invoice of a subscription was paid.',
  data: z.strictObject({ ...ofInvoice, amountMinor: z.int().min(0) }),
});
export const RecordSubscriptionFailure = defineCommand({
  ...subscription,
  type: 'RecordSubscriptionFailure',
  description: 'Write down that a payment for a subscription failed.',
  data: PaymentFailed.data.omit({ accountId: true }).extend({ code: plainText(100) }),
});
export const RecordSubscriptionAction = defineCommand({
  ...subscription,
  type: 'RecordSubscriptionAction',
  description: 'Write down that a payment for a subscription needs the customer to act.',
  data: z.strictObject({ ...ofInvoice, attempt: PaymentFailed.data.shape.attempt }),
});

export const subscriptionCommands = [
  StartTrial,
  Subscribe,
  PauseSubscription,
  ResumeSubscription,
  CancelAtPeriodEnd,
  UndoCancel,
  CancelNow,
  ChangePlan,
  RetryPayment,
  AnnouncePrice,
  NotifyTrialEnding,
  RenewSubscription,
  ContinueDunning,
  ExpireIncomplete,
  RecordSubscriptionPaid,
  RecordSubscriptionFailure,
  RecordSubscriptionAction,
] as const;
