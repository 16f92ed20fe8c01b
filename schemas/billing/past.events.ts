import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { defineUpcaster } from '../kernel/upcast.ts';
import { AccountId, SubscriptionId } from './ids.ts';
import { InvoiceId } from './invoice.ids.ts';
import { Minor, Territory } from './money.ts';
import { PaidPeriod, Terms } from './subscription.events.ts';

const subscription = { version: 1, category: 'subscription' } as const;
const who = { subscriptionId: SubscriptionId, accountId: AccountId };
const at = z.iso.datetime();
const invoice = { invoiceId: InvoiceId };
const country = Territory.nullable().describe('where the customer is, for tax; null: unknown');
const previousId = SubscriptionId.nullable().describe('the one that this account had before, where it comes back');

const SubscriptionRequested = defineEvent({
  ...subscription,
  type: 'billing.SubscriptionRequested',
  description: 'Somebody subscribes; it begins when the first invoice is paid.',
  data: z.strictObject({ ...who, ...invoice, terms: Terms, country, period: PaidPeriod, expiresAt: at, previousId }),
});

const RenewalDue = defineEvent({
  ...subscription,
  type: 'billing.RenewalDue',
  description: 'A period is over and the next one is to be paid.',
  data: z.strictObject({
    ...who,
    ...invoice,
    cause: z.enum(['start', 'renewal']).describe('start: after a trial'),
    terms: Terms,
    country,
    period: PaidPeriod,
  }),
});

const PlanChanged = defineEvent({
  ...subscription,
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
  }),
});

/** Versions that are written no more: nothing was taken off prices then. */
export const pastBillingEvents = [SubscriptionRequested, RenewalDue, PlanChanged] as const;

export const billingUpcasters = [
  defineUpcaster({ type: SubscriptionRequested.type, from: 1, up: (data) => ({ ...data, discount: null }) }),
  defineUpcaster({ type: RenewalDue.type, from: 1, up: (data) => ({ ...data, discount: null }) }),
  defineUpcaster({
    type: PlanChanged.type,
    from: 1,
    up: (data) => ({ ...data, discount: null, couponCode: null, creditDiscountMinor: 0, chargeDiscountMinor: 0 }),
  }),
];
