import type { subscriptionEvents } from '../../schemas/billing/subscription.events.ts';
import type { InvoiceId } from '../../schemas/billing/invoice.ids.ts';
import type { Terms } from '../../schemas/billing/subscription.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import { later } from '../kernel/later.ts';
import { anchorDayOf, DAY_MS } from './calendar.ts';
import type { Period } from './calendar.ts';
import type { AgreedCoupon } from './reduction.ts';

export type SubscriptionEvent = EventOf<(typeof subscriptionEvents)[number]>;
type Data<T extends SubscriptionEvent['type']> = Extract<SubscriptionEvent, { readonly type: T }>['data'];

/** How long access stays while a payment is overdue or a renewal is on its way, ms. */
export const GRACE_MS = 7 * DAY_MS;

type Status =
  | 'pending'
  | 'incomplete'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'suspended'
  | 'paused'
  | 'canceled'
  | 'expired';

export interface Subscription {
  readonly status: Status;
  readonly subscriptionId: Data<'billing.TrialStarted'>['subscriptionId'];
  readonly accountId: Data<'billing.TrialStarted'>['accountId'];
  readonly terms: Terms;
  readonly country: string | null;
  readonly previousId: Data<'billing.TrialStarted'>['previousId'];
  /** What is paid for, or tried for nothing; null: nothing yet. */
  readonly period: Period | null;
  /** 1–31. */
  readonly anchorDay: number;
  /** The one invoice that is waited for, and what it pays. */
  readonly open: {
    readonly invoiceId: InvoiceId;
    readonly kind: 'first' | 'trial' | 'renewal' | 'change';
    readonly terms: Terms;
    readonly period: Period;
    /** Of the last failure; 0: none yet. */
    readonly attempt: number;
    /** Whether the method that failed last may work another time. */
    readonly soft: boolean;
  } | null;
  /** `since`: the first failure; `day`: the last day after it that was dealt with. */
  readonly dunning: { readonly since: string; readonly day: number } | null;
  /** It ends with its period. */
  readonly canceling: boolean;
  /** From the next period on. */
  readonly next: Terms | null;
  readonly announced: Pick<
    Data<'billing.PriceChangeAnnounced'>,
    'priceId' | 'amountMinor' | 'taxIncluded' | 'from'
  > | null;
  readonly pause: { readonly at: string; readonly until: string; readonly trial: boolean } | null;
  /** What holds in this period and in those to come; null: none, or it is over. */
  readonly coupon: AgreedCoupon | null;
  /** What of the price of this period is not paid, because of the coupon. */
  readonly offMinor: number;
  readonly expiresAt: string | null;
  readonly warned: boolean;
  /** Invoices that were paid, so that none counts twice. */
  readonly paid: readonly string[];
}
export type SubscriptionState = { readonly status: 'none' } | Subscription;

/** What customers and pages call its state: one that ends with its period is `canceling`. */
export const shownStatus = (state: SubscriptionState): Status | 'none' | 'canceling' =>
  state.status !== 'none' && state.canceling && ['trialing', 'active', 'past_due'].includes(state.status)
    ? 'canceling'
    : state.status;

/** The payment of its next period is on its way. */
export const isRenewing = ({ open }: Subscription): boolean => open?.kind === 'renewal' || open?.kind === 'trial';

/**
 * Until when it gives access, exclusive; undefined: not at all. Access follows what this subscription has paid for: a
 * cancelled one ends to the millisecond, any other has some days for the next payment.
 */
export function accessUntil(state: SubscriptionState): string | undefined {
  switch (state.status) {
    case 'trialing':
    case 'active':
      if (state.period === null) return undefined;
      return state.canceling && !isRenewing(state) ? state.period.end : later(state.period.end, GRACE_MS);
    case 'past_due':
      return state.dunning === null ? undefined : later(state.dunning.since, GRACE_MS);
    default:
      return undefined;
  }
}

const begun = {
  ...{ dunning: null, canceling: false, next: null, announced: null, pause: null, warned: false, paid: [] },
  ...{ coupon: null, offMinor: 0 },
};
const change =
  <D>(to: (state: Subscription, data: D) => Partial<Subscription>) =>
  (state: SubscriptionState, data: D): SubscriptionState =>
    state.status === 'none' ? state : { ...state, ...to(state, data) };

/** The coupon after a period was asked for: one that takes nothing off it is over. */
const withDiscount = ({ coupon }: Subscription, discount: Data<'billing.RenewalDue'>['discount']) => ({
  coupon: coupon === null || discount === null ? null : { ...coupon, left: discount.left },
  offMinor: discount?.amountMinor ?? 0,
});

/** A period that begins elsewhere than the last one ended has an anchor of its own. */
const anchorAfter = (state: Subscription, { start }: Period): number =>
  isRenewing(state) && state.period?.end !== start ? anchorDayOf(start) : state.anchorDay;

const paidFor = change<Data<'billing.SubscriptionRenewed'>>((state, { invoiceId, period }) => ({
  status: 'active',
  terms: state.open?.terms ?? state.terms,
  anchorDay: anchorAfter(state, period),
  period,
  open: null,
  dunning: null,
  expiresAt: null,
  paid: [...state.paid, invoiceId],
}));
const over = (status: 'canceled' | 'expired') =>
  change<object>(() => ({ status, open: null, dunning: null, canceling: false, next: null, pause: null }));

/** How a subscription comes of what happened to it. */
export const evolveSubscription = evolveBy<SubscriptionState, SubscriptionEvent>({
  'billing.TrialStarted': (_, { subscriptionId, accountId, terms, country, endsAt, previousId }) => ({
    ...begun,
    ...{ status: 'trialing', subscriptionId, accountId, terms, country, previousId },
    period: { start: endsAt, end: endsAt },
    anchorDay: anchorDayOf(endsAt),
    open: null,
    expiresAt: null,
  }),
  'billing.TrialEndingNotified': change(() => ({ warned: true })),
  'billing.TrialExpired': over('expired'),
  'billing.SubscriptionRequested': (
    _,
    { subscriptionId, accountId, terms, discount, country, period, invoiceId, expiresAt, previousId },
  ) => ({
    ...begun,
    ...{ status: 'pending', subscriptionId, accountId, terms, country, previousId, expiresAt },
    period: null,
    offMinor: discount?.amountMinor ?? 0,
    anchorDay: anchorDayOf(period.start),
    open: { invoiceId, kind: 'first', terms, period, attempt: 0, soft: true },
  }),
  'billing.SubscriptionIncomplete': change(() => ({ status: 'incomplete' })),
  'billing.SubscriptionStarted': paidFor,
  'billing.SubscriptionRestarted': paidFor,
  'billing.SubscriptionActivated': paidFor,
  'billing.RenewalDue': change((state, { invoiceId, cause, terms, discount, period }) => ({
    ...withDiscount(state, discount),
    open: { invoiceId, kind: cause === 'start' ? 'trial' : 'renewal', terms, period, attempt: 0, soft: true },
    next: null,
    announced: state.announced?.priceId === terms.priceId ? null : state.announced,
  })),
  'billing.SubscriptionRenewed': paidFor,
  'billing.PaymentFailed': change(({ open }, { attempt, soft }) => ({ open: open && { ...open, attempt, soft } })),
  'billing.DunningStarted': change((_, { since }) => ({ status: 'past_due', dunning: { since, day: 0 } })),
  'billing.DunningContinued': change(({ dunning }, { day }) => ({ dunning: dunning && { ...dunning, day } })),
  'billing.SubscriptionSuspended': change(({ dunning }, { day }) => ({
    status: 'suspended',
    dunning: dunning && { ...dunning, day },
  })),
  'billing.PaymentRecovered': paidFor,
  'billing.SubscriptionReinstated': paidFor,
  'billing.SubscriptionPaused': change(({ status }, { at, until }) => ({
    status: 'paused',
    pause: { at, until, trial: status === 'trialing' },
  })),
  'billing.SubscriptionResumed': change((_, { trial, period }) => ({
    status: trial ? 'trialing' : 'active',
    period,
    anchorDay: anchorDayOf(period.end),
    pause: null,
  })),
  'billing.CancellationScheduled': change(() => ({ canceling: true })),
  'billing.CancellationReverted': change(() => ({ canceling: false })),
  'billing.SubscriptionCanceled': over('canceled'),
  'billing.SubscriptionExpired': over('expired'),
  'billing.PlanChanged': change((state, { invoiceId, terms, discount, period }) => ({
    ...withDiscount(state, discount),
    terms,
    anchorDay: period.start === state.period?.start ? state.anchorDay : anchorDayOf(period.start),
    period,
    open: { invoiceId, kind: 'change', terms, period, attempt: 0, soft: true },
    next: null,
    announced: null,
  })),
  'billing.PlanChangePaid': paidFor,
  'billing.PlanChangeScheduled': change((_, { terms }) => ({ next: terms })),
  'billing.PlanChangeDropped': change(() => ({ next: null })),
  'billing.PriceChangeAnnounced': change((_, { priceId, amountMinor, taxIncluded, from }) => ({
    announced: { priceId, amountMinor, taxIncluded, from },
  })),
  'billing.CouponAgreed': change((_, { coupon, left }) => ({ coupon: { ...coupon, left } })),
  'billing.CouponUnused': (state) => state,
  'billing.PaymentRetryAsked': (state) => state,
  'billing.PaymentAfterEnd': change(({ paid }, { invoiceId }) => ({ paid: [...paid, invoiceId] })),
});
