import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { couponTerms } from './coupon.events.ts';
import { AccountId, PlanId, PriceId, SubscriptionId } from './ids.ts';
import { InvoiceId } from './invoice.ids.ts';
import { Currency, Interval, Minor, Territory } from './money.ts';

const subscription = { version: 1, category: 'subscription' } as const;
const second = { version: 2, category: 'subscription' } as const;
const who = { subscriptionId: SubscriptionId, accountId: AccountId };
const at = z.iso.datetime();

/** What was agreed: it holds until it is changed here, whatever happens to the plan. */
export const Terms = z.strictObject({
  planId: PlanId,
  planName: plainText(100).min(1).describe('as it stands on invoices'),
  priceId: PriceId,
  territory: Territory.nullable().describe('of the price; null: everywhere'),
  currency: Currency,
  amountMinor: Minor,
  taxIncluded: z.boolean(),
  interval: Interval,
});
export type Terms = z.infer<typeof Terms>;

export const PaidPeriod = z.strictObject({ start: at, end: at.describe('exclusive') });

/** What a coupon takes off the price of one period. */
export const TakenOff = z.strictObject({
  code: couponTerms.code,
  amountMinor: Minor.describe('off the price of the whole period'),
  left: z.int().min(0).max(120).nullable().describe('for how many periods after it; null: for all'),
});
export type TakenOff = z.infer<typeof TakenOff>;
const discount = TakenOff.nullable().describe('what a coupon takes off; null: nothing');

const invoice = { invoiceId: InvoiceId };
const country = Territory.nullable().describe('where the customer is, for tax; null: unknown');
const previousId = SubscriptionId.nullable().describe('the one that this account had before, where it comes back');
const paid = z.strictObject({ ...who, ...invoice, period: PaidPeriod });

export const TrialStarted = defineEvent({
  ...subscription,
  type: 'billing.TrialStarted',
  description: 'Somebody tries a plan for nothing.',
  data: z.strictObject({ ...who, terms: Terms, country, endsAt: at, previousId }),
});
export const TrialEndingNotified = defineEvent({
  ...subscription,
  type: 'billing.TrialEndingNotified',
  description: 'Somebody is told that their trial ends soon.',
  data: z.strictObject({ ...who, endsAt: at }),
});
export const TrialExpired = defineEvent({
  ...subscription,
  type: 'billing.TrialExpired',
  description: 'A trial is over, and there is nothing to pay with.',
  data: z.strictObject({ ...who, ...invoice, at }),
});
export const SubscriptionRequested = defineEvent({
  ...second,
  type: 'billing.SubscriptionRequested',
  description: 'Somebody subscribes; it begins when the first invoice is paid.',
  data: z.strictObject({
    ...who,
    ...invoice,
    terms: Terms,
    discount,
    country,
    period: PaidPeriod,
    expiresAt: at,
    previousId,
  }),
});
export const SubscriptionIncomplete = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionIncomplete',
  description: 'The first payment needs something of the customer.',
  data: z.strictObject({ ...who, ...invoice, why: z.enum(['action-needed', 'failed']), expiresAt: at }),
});
export const SubscriptionStarted = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionStarted',
  description: 'A subscription began: its first invoice was paid.',
  data: paid,
});
export const SubscriptionRestarted = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionRestarted',
  description: 'Somebody who had a subscription before is back: the first invoice was paid.',
  data: paid.extend({ previousId: SubscriptionId }),
});
export const SubscriptionActivated = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionActivated',
  description: 'A trial became a subscription that is paid for.',
  data: paid,
});
export const RenewalDue = defineEvent({
  ...second,
  type: 'billing.RenewalDue',
  description: 'A period is over and the next one is to be paid.',
  data: z.strictObject({
    ...who,
    ...invoice,
    cause: z.enum(['start', 'renewal']).describe('start: after a trial'),
    terms: Terms,
    discount,
    country,
    period: PaidPeriod,
  }),
});
export const SubscriptionRenewed = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionRenewed',
  description: 'The next period of a subscription was paid.',
  data: paid,
});
export const PaymentFailed = defineEvent({
  ...subscription,
  type: 'billing.PaymentFailed',
  description: 'A payment for a subscription failed.',
  data: z.strictObject({
    ...who,
    ...invoice,
    attempt: z.int().min(1).max(INT32_MAX),
    code: plainText(100),
    soft: z.boolean().describe('whether the same method may work another time; if not, a new one is asked for'),
  }),
});
export const DunningStarted = defineEvent({
  ...subscription,
  type: 'billing.DunningStarted',
  description: 'A payment is overdue; it is tried again on certain days, and access stays for now.',
  data: z.strictObject({ ...who, ...invoice, since: at, nextAt: at, accessUntil: at }),
});

const step = {
  ...who,
  ...invoice,
  day: z.int().min(0).max(60).describe('after the first failure'),
  retry: z.boolean().describe('whether it is tried again now'),
  nextAt: at,
};
export const DunningContinued = defineEvent({
  ...subscription,
  type: 'billing.DunningContinued',
  description: 'A day came on which an overdue payment is tried again.',
  data: z.strictObject(step),
});
export const SubscriptionSuspended = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionSuspended',
  description: 'A payment is overdue for too long: there is no access until it is made.',
  data: z.strictObject(step),
});
export const PaymentRecovered = defineEvent({
  ...subscription,
  type: 'billing.PaymentRecovered',
  description: 'An overdue payment was made in time.',
  data: paid,
});
export const SubscriptionReinstated = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionReinstated',
  description: 'An overdue payment was made after access had ended: it is back.',
  data: paid,
});
export const SubscriptionPaused = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionPaused',
  description: 'A subscription rests from now on; what is paid for is kept for afterwards.',
  data: z.strictObject({ ...who, at, until: at }),
});
export const SubscriptionResumed = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionResumed',
  description: 'A subscription goes on after a rest, with what was left of its period.',
  data: z.strictObject({
    ...who,
    at,
    trial: z.boolean().describe('whether it is a trial that goes on'),
    period: PaidPeriod,
  }),
});
export const CancellationScheduled = defineEvent({
  ...subscription,
  type: 'billing.CancellationScheduled',
  description: 'A subscription ends with its period.',
  data: z.strictObject({ ...who, at: at.describe('when it ends') }),
});
export const CancellationReverted = defineEvent({
  ...subscription,
  type: 'billing.CancellationReverted',
  description: 'A subscription goes on after all.',
  data: z.strictObject({ ...who }),
});
export const SubscriptionCanceled = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionCanceled',
  description: 'A subscription is over.',
  data: z.strictObject({
    ...who,
    at,
    why: z.enum(['voluntary', 'involuntary']).describe('involuntary: it was not paid for'),
    openInvoiceId: InvoiceId.nullable().describe('which is owed no longer'),
  }),
});
export const SubscriptionExpired = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionExpired',
  description: 'A subscription never began: its first payment was not made in time.',
  data: z.strictObject({ ...who, ...invoice, at }),
});
export const PlanChanged = defineEvent({
  ...second,
  type: 'billing.PlanChanged',
  description: 'A subscription is one of another plan from now on; what is left of the old one is given back.',
  data: z.strictObject({
    ...who,
    ...invoice,
    at,
    terms: Terms,
    country,
    period: PaidPeriod,
    before: Terms.pick({ planId: true, planName: true, taxIncluded: true }).describe('what it was'),
    creditMinor: Minor.describe('what is left of the old plan'),
    chargeMinor: Minor.describe('for the new plan until the end of the period'),
    discount,
    couponCode: couponTerms.code.nullable().describe('of the coupon that took something off the old or the new price'),
    creditDiscountMinor: Minor.describe('what of the credit was never paid'),
    chargeDiscountMinor: Minor.describe('what is taken off the charge'),
  }),
});
export const PlanChangePaid = defineEvent({
  ...subscription,
  type: 'billing.PlanChangePaid',
  description: 'The change to another plan was paid.',
  data: paid,
});
export const PlanChangeScheduled = defineEvent({
  ...subscription,
  type: 'billing.PlanChangeScheduled',
  description: 'A subscription will be one of another plan from its next period on.',
  data: z.strictObject({ ...who, at, terms: Terms }),
});
export const PlanChangeDropped = defineEvent({
  ...subscription,
  type: 'billing.PlanChangeDropped',
  description: 'A subscription keeps its plan after all.',
  data: z.strictObject({ ...who }),
});
export const PriceChangeAnnounced = defineEvent({
  ...subscription,
  type: 'billing.PriceChangeAnnounced',
  description: 'Somebody is told that their subscription will cost something else.',
  data: z.strictObject({
    ...who,
    priceId: PriceId,
    amountMinor: Minor,
    taxIncluded: z.boolean(),
    from: at.describe('periods that begin then or later cost that'),
  }),
});
export const CouponAgreed = defineEvent({
  ...subscription,
  type: 'billing.CouponAgreed',
  description: 'A subscription costs less for some time, by a coupon.',
  data: z.strictObject({
    ...who,
    coupon: z.strictObject(couponTerms),
    left: TakenOff.shape.left.describe('for how many periods that are to come; null: for all'),
  }),
});
export const CouponUnused = defineEvent({
  ...subscription,
  type: 'billing.CouponUnused',
  description: 'A subscription with a coupon was over before anything was paid.',
  data: z.strictObject({ ...who, couponId: couponTerms.couponId }),
});
export const PaymentRetryAsked = defineEvent({
  ...subscription,
  type: 'billing.PaymentRetryAsked',
  description: 'Somebody wants what they owe for their subscription to be tried again now.',
  data: z.strictObject({ ...who, ...invoice }),
});
export const PaymentAfterEnd = defineEvent({
  ...subscription,
  type: 'billing.PaymentAfterEnd',
  description: 'A payment came for a subscription that was over; it is given back.',
  data: z.strictObject({ ...who, ...invoice, amountMinor: Minor }),
});

export const subscriptionEvents = [
  TrialStarted,
  TrialEndingNotified,
  TrialExpired,
  SubscriptionRequested,
  SubscriptionIncomplete,
  SubscriptionStarted,
  SubscriptionRestarted,
  SubscriptionActivated,
  RenewalDue,
  SubscriptionRenewed,
  PaymentFailed,
  DunningStarted,
  DunningContinued,
  SubscriptionSuspended,
  PaymentRecovered,
  SubscriptionReinstated,
  SubscriptionPaused,
  SubscriptionResumed,
  CancellationScheduled,
  CancellationReverted,
  SubscriptionCanceled,
  SubscriptionExpired,
  PlanChanged,
  PlanChangePaid,
  PlanChangeScheduled,
  PlanChangeDropped,
  PriceChangeAnnounced,
  CouponAgreed,
  CouponUnused,
  PaymentRetryAsked,
  PaymentAfterEnd,
] as const;
