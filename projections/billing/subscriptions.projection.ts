import type { TakenOff, Terms } from '../../schemas/billing/subscription.events.ts';
import { boolean, instant, int, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';
import type { Announced, CouponHeld, NextStep, SubscriptionStatus } from './subscriptions.rows.ts';

export const subscriptions = table('subscriptions', {
  key: ['subscriptionId'],
  columns: {
    subscriptionId: uuid,
    accountId: uuid,
    planId: uuid,
    terms: json<Terms>(),
    status: oneOf<SubscriptionStatus>(),
    canceling: boolean,
    periodStart: nullable(instant),
    periodEnd: nullable(instant),
    openInvoiceId: nullable(uuid),
    overdueSince: nullable(instant),
    lastFailure: nullable(text),
    failures: int,
    /** What an open renewal was asked for on. */
    dueTerms: nullable(json<Terms>()),
    nextTerms: nullable(json<Terms>()),
    announced: nullable(json<Announced>()),
    coupon: nullable(json<CouponHeld>()),
    /** What of the price of this period is not paid, because of the coupon. */
    offMinor: int,
    nextStep: nullable(oneOf<NextStep>()),
    nextStepAt: nullable(instant),
    startedAt: instant,
    endedAt: nullable(instant),
    createdPosition: long,
    position: long,
  },
  indexes: [
    { name: 'subscriptions_of_account', on: 'account_id' },
    { name: 'subscriptions_by_status', on: 'status, created_position' },
    { name: 'subscriptions_of_plan', on: 'plan_id, created_position' },
  ],
});
export type StoredSubscription = RowOf<typeof subscriptions>;

type SubscriptionFact = Extract<
  Fact,
  { readonly data: { readonly subscriptionId: string; readonly accountId: string } }
>;
type Begun = Fact<'billing.TrialStarted' | 'billing.SubscriptionRequested'>;
type Paid = Extract<SubscriptionFact, { readonly data: { readonly invoiceId: string; readonly period: object } }>;
type Over = Fact<'billing.TrialExpired' | 'billing.SubscriptionCanceled' | 'billing.SubscriptionExpired'>;

const iso = (at: string): string => new Date(at).toISOString();
const change = (
  fact: SubscriptionFact,
  to: (row: StoredSubscription) => Partial<StoredSubscription>,
): readonly Edit[] => [
  edit(subscriptions, [fact.data.subscriptionId], (row) => row && { ...row, ...to(row), position: fact.position }),
];
const begin = (
  { data, metadata, position }: Begun,
  rest: Pick<StoredSubscription, 'status' | 'periodEnd' | 'openInvoiceId' | 'nextStep' | 'nextStepAt'> &
    Partial<Pick<StoredSubscription, 'offMinor'>>,
): readonly Edit[] => [
  edit(subscriptions, [data.subscriptionId], (): StoredSubscription => ({
    ...{ subscriptionId: data.subscriptionId, accountId: data.accountId, planId: data.terms.planId, terms: data.terms },
    ...{ canceling: false, periodStart: null, overdueSince: null, lastFailure: null, failures: 0 },
    ...{ dueTerms: null, nextTerms: null, announced: null, endedAt: null, coupon: null, offMinor: 0 },
    ...rest,
    startedAt: iso(metadata.occurredAt),
    createdPosition: position,
    position,
  })),
];
/** A coupon that takes nothing off a period is over. */
const discounted = (coupon: CouponHeld | null, discount: TakenOff | null) => ({
  coupon: coupon === null || discount === null ? null : { ...coupon, left: discount.left },
  offMinor: discount?.amountMinor ?? 0,
});
const atPeriodEnd = (canceling: boolean, status: SubscriptionStatus): NextStep => {
  if (canceling) return 'end';
  return status === 'trialing' ? 'trial-end' : 'renewal';
};
const whenPaid = (fact: Paid): readonly Edit[] =>
  change(fact, ({ terms: before, dueTerms, canceling }) => {
    const [periodStart, periodEnd] = [iso(fact.data.period.start), iso(fact.data.period.end)];
    const terms = dueTerms ?? before;
    return {
      ...{ status: 'active', terms, planId: terms.planId, dueTerms: null, periodStart, periodEnd },
      ...{ openInvoiceId: null, overdueSince: null, lastFailure: null, failures: 0 },
      ...{ nextStep: atPeriodEnd(canceling, 'active'), nextStepAt: periodEnd },
    };
  });
const whenOver = (fact: Over, status: 'canceled' | 'expired'): readonly Edit[] =>
  change(fact, () => ({
    ...{ status, canceling: false, openInvoiceId: null, nextTerms: null, announced: null },
    ...{ nextStep: null, nextStepAt: null, endedAt: iso(fact.data.at) },
  }));
const cancels = (fact: SubscriptionFact, canceling: boolean): readonly Edit[] =>
  change(fact, ({ nextStep, status }) => ({
    canceling,
    ...(nextStep !== 'retry' && nextStep !== 'payment' && { nextStep: atPeriodEnd(canceling, status) }),
  }));
const retries = (fact: Fact<'billing.DunningContinued' | 'billing.SubscriptionSuspended'>) =>
  ({ nextStep: 'retry', nextStepAt: iso(fact.data.nextAt) }) as const;

/** Subscriptions as they are: where each stands, what it costs, and what happens to it next. */
export const subscriptionsProjection = projection({
  name: 'subscriptions',
  version: 2,
  tables: [subscriptions],
  key: ({ data }) => data.subscriptionId,
  on: {
    'billing.TrialStarted': (fact) => {
      const periodEnd = iso(fact.data.endsAt);
      const next = { nextStep: 'trial-end', nextStepAt: periodEnd } as const;
      return begin(fact, { status: 'trialing', periodEnd, openInvoiceId: null, ...next });
    },
    'billing.SubscriptionRequested': (fact) => {
      const next = { nextStep: 'payment', nextStepAt: iso(fact.data.expiresAt) } as const;
      return begin(fact, {
        status: 'pending',
        periodEnd: null,
        openInvoiceId: fact.data.invoiceId,
        offMinor: fact.data.discount?.amountMinor ?? 0,
        ...next,
      });
    },
    'billing.SubscriptionIncomplete': (fact) => change(fact, () => ({ status: 'incomplete' })),
    'billing.SubscriptionStarted': whenPaid,
    'billing.SubscriptionRestarted': whenPaid,
    'billing.SubscriptionActivated': whenPaid,
    'billing.SubscriptionRenewed': whenPaid,
    'billing.PlanChangePaid': whenPaid,
    'billing.PaymentRecovered': whenPaid,
    'billing.SubscriptionReinstated': whenPaid,
    'billing.RenewalDue': (fact) =>
      change(fact, ({ announced, coupon }) => ({
        ...discounted(coupon, fact.data.discount),
        openInvoiceId: fact.data.invoiceId,
        dueTerms: fact.data.terms,
        nextTerms: null,
        announced: announced?.priceId === fact.data.terms.priceId ? null : announced,
        nextStep: 'payment',
      })),
    'billing.PaymentFailed': (fact) =>
      change(fact, ({ failures }) => ({ lastFailure: fact.data.code, failures: failures + 1 })),
    'billing.DunningStarted': (fact) =>
      change(fact, () => ({
        status: 'past_due',
        overdueSince: iso(fact.data.since),
        nextStep: 'retry',
        nextStepAt: iso(fact.data.nextAt),
      })),
    'billing.DunningContinued': (fact) => change(fact, () => retries(fact)),
    'billing.SubscriptionSuspended': (fact) => change(fact, () => ({ status: 'suspended', ...retries(fact) })),
    'billing.SubscriptionPaused': (fact) =>
      change(fact, () => ({ status: 'paused', nextStep: 'resume', nextStepAt: iso(fact.data.until) })),
    'billing.SubscriptionResumed': (fact) =>
      change(fact, ({ canceling }) => {
        const status = fact.data.trial ? 'trialing' : 'active';
        const [start, periodEnd] = [iso(fact.data.period.start), iso(fact.data.period.end)];
        const next = { nextStep: atPeriodEnd(canceling, status), nextStepAt: periodEnd };
        return { status, periodStart: fact.data.trial ? null : start, periodEnd, ...next };
      }),
    'billing.CancellationScheduled': (fact) => cancels(fact, true),
    'billing.CancellationReverted': (fact) => cancels(fact, false),
    'billing.PlanChanged': (fact) =>
      change(fact, ({ canceling, coupon }) => {
        const { terms, period, invoiceId, discount } = fact.data;
        const [periodStart, periodEnd] = [iso(period.start), iso(period.end)];
        const next = { nextStep: atPeriodEnd(canceling, 'active'), nextStepAt: periodEnd };
        const paid = { terms, planId: terms.planId, periodStart, periodEnd, openInvoiceId: invoiceId };
        return { ...paid, ...discounted(coupon, discount), nextTerms: null, announced: null, ...next };
      }),
    'billing.PlanChangeScheduled': (fact) => change(fact, () => ({ nextTerms: fact.data.terms })),
    'billing.PlanChangeDropped': (fact) => change(fact, () => ({ nextTerms: null })),
    'billing.PriceChangeAnnounced': (fact) =>
      change(fact, () => {
        const { priceId, amountMinor, taxIncluded, from } = fact.data;
        return { announced: { priceId, amountMinor, taxIncluded, from: iso(from) } };
      }),
    'billing.CouponAgreed': (fact) => change(fact, () => ({ coupon: { ...fact.data.coupon, left: fact.data.left } })),
    'billing.TrialExpired': (fact) => whenOver(fact, 'expired'),
    'billing.SubscriptionExpired': (fact) => whenOver(fact, 'expired'),
    'billing.SubscriptionCanceled': (fact) => whenOver(fact, 'canceled'),
  },
});
