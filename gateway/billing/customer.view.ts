import type { PurchaseRow } from '../../projections/billing/purchases.rows.ts';
import type { NextStep, SubscriptionRow } from '../../projections/billing/subscriptions.rows.ts';
import { money } from './money.view.ts';
import { purchaseStatusAt } from './purchase.view.ts';
import { showInterval } from './plan.view.ts';

/** How a subscription stands, as the API names it. */
export const showStatus = (status: SubscriptionRow['status']) =>
  status.toUpperCase() as Uppercase<SubscriptionRow['status']>;

const STEPS = {
  payment: 'PAYMENT',
  'trial-end': 'TRIAL_END',
  renewal: 'RENEWAL',
  end: 'END',
  retry: 'RETRY',
  resume: 'RESUME',
} as const satisfies Readonly<Record<NextStep, string>>;

/** A subscription without its open invoice, which is asked for by itself. */
export type CustomerSubscriptionView = ReturnType<typeof showSubscription>;

/** A subscription as whoever helps its owner sees it. */
export function showSubscription(row: SubscriptionRow) {
  const { subscriptionId: id, terms, status, nextStep, nextTerms, announced, ...rest } = row;
  return {
    ...rest,
    id,
    planName: terms.planName,
    planId: terms.planId,
    price: money(terms.amountMinor, terms.currency),
    interval: showInterval(terms.interval),
    status: showStatus(status),
    nextStep: nextStep === null ? null : STEPS[nextStep],
    nextPlanName: nextTerms?.planName ?? null,
    announcedPrice: announced === null ? null : money(announced.amountMinor, terms.currency),
    announcedFrom: announced?.from ?? null,
  };
}

/** A rental or purchase as whoever helps its owner sees it. */
export const showCustomerPurchase = (row: PurchaseRow, nowMs: number) => ({
  id: row.purchaseId,
  model: row.terms.model === 'rent' ? ('RENT' as const) : ('BUY' as const),
  titleId: row.titleId,
  titleName: row.terms.titleName,
  status: purchaseStatusAt(row, nowMs),
  price: money(row.terms.amountMinor, row.terms.currency),
  refunded: money(row.refundedMinor, row.terms.currency),
  failure: row.failure,
  requestedAt: row.requestedAt,
  madeAt: row.madeAt,
  startedAt: row.startedAt,
  until: row.until,
});

/** Whose money it is; everything of it is asked for by itself. */
export interface CustomerMoneyView {
  readonly accountId: string;
}
