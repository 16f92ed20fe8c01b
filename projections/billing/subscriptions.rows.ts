import type { Reduction } from '../../schemas/billing/coupon.events.ts';
import type { Terms } from '../../schemas/billing/subscription.events.ts';
import type { PlanSubscribers } from '../../ports/plan-subscribers.ts';
import type { Page } from '../db/page.ts';

export type SubscriptionStatus =
  | 'pending'
  | 'incomplete'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'suspended'
  | 'paused'
  | 'canceled'
  | 'expired';

/** What happens to a subscription by itself next. */
export type NextStep = 'payment' | 'trial-end' | 'renewal' | 'end' | 'retry' | 'resume';

/** Another price that it will cost. */
export interface Announced {
  readonly priceId: string;
  /** In the smallest unit of the currency. */
  readonly amountMinor: number;
  readonly taxIncluded: boolean;
  /** ISO 8601: periods that begin then or later. */
  readonly from: string;
}

/** A coupon that a subscription has agreed on. */
export interface CouponHeld {
  readonly couponId: string;
  readonly code: string;
  readonly reduction: Reduction;
  readonly planIds: readonly string[];
  /** For how many periods that are to come; null: for all. */
  readonly left: number | null;
}

/** A subscription as it is. Instants are ISO 8601. */
export interface SubscriptionRow {
  readonly subscriptionId: string;
  readonly accountId: string;
  /** What was agreed and is paid now. */
  readonly terms: Terms;
  readonly status: SubscriptionStatus;
  /** It ends with its period: to people it is `canceling`. */
  readonly canceling: boolean;
  /** What is paid for; null: nothing yet, or it is a trial. */
  readonly periodStart: string | null;
  /** Exclusive; of a trial its end; null: nothing is paid for yet. */
  readonly periodEnd: string | null;
  /** The invoice that is waited for. */
  readonly openInvoiceId: string | null;
  /** Since when a payment is overdue. */
  readonly overdueSince: string | null;
  /** Why the last payment failed, as the provider says it; null: none is overdue. */
  readonly lastFailure: string | null;
  /** How many payments of the open invoice failed. */
  readonly failures: number;
  /** What it changes to with its next period. */
  readonly nextTerms: Terms | null;
  readonly announced: Announced | null;
  /** null: none, or it is over. */
  readonly coupon: CouponHeld | null;
  /** What of the price of this period is not paid, because of the coupon. */
  readonly offMinor: number;
  /** null: it is over. */
  readonly nextStep: NextStep | null;
  readonly nextStepAt: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** Queries of the projection `subscriptions`. */
export interface SubscriptionQueries {
  byId(subscriptionId: string): Promise<SubscriptionRow | undefined>;
  /** Those of an account, the newest first; at most 100. */
  ofAccount(accountId: string): Promise<readonly SubscriptionRow[]>;
  /** How many there are in each state; a state without any is left out. */
  counts(): Promise<ReadonlyMap<SubscriptionStatus, number>>;
  /** Who has a plan, for whoever tells them something. */
  readonly subscribers: PlanSubscribers;
  /** For people who work here, the newest first. */
  page(options: {
    readonly first: number;
    readonly after?: string | undefined;
    readonly status?: SubscriptionStatus | undefined;
    readonly planId?: string | undefined;
  }): Promise<Page<SubscriptionRow>>;
}
