import { offerOf } from '../../projections/billing/plans.queries.ts';
import { announcements, plans, plansProjection, prices } from '../../projections/billing/plans.projection.ts';
import { coupons, couponsProjection, couponUses } from '../../projections/billing/coupons.projection.ts';
import type { CouponQueries } from '../../projections/billing/coupons.rows.ts';
import { giftCodes, giftCodesProjection } from '../../projections/billing/gift-codes.projection.ts';
import type { GiftCodeQueries } from '../../projections/billing/gift-codes.rows.ts';
import { purchases, purchasesProjection } from '../../projections/billing/purchases.projection.ts';
import type { PurchaseQueries } from '../../projections/billing/purchases.rows.ts';
import { titlePrices, titlePricesProjection } from '../../projections/billing/title-prices.projection.ts';
import { titleOffersOf } from '../../projections/billing/title-prices.queries.ts';
import type { TitlePriceQueries } from '../../projections/billing/title-prices.rows.ts';
import type { PlanQueries } from '../../projections/billing/plans.rows.ts';
import { invoicesOf, ledgerOf, subscriptionsOf } from './paid.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';

const newestFirst = <P extends { readonly from: string }>(list: readonly P[]): readonly P[] =>
  list.toSorted((a, b) => b.from.localeCompare(a.from));

/** What is sold, always as new as the log in memory. */
function plansOf(log: MemoryLog): PlanQueries {
  const all = () => rowsIn(plansProjection, plans, log.events);
  const byPlan = () => Map.groupBy(rowsIn(plansProjection, prices, log.events), ({ planId }) => planId);
  return {
    all: async ({ retired = false } = {}) => all().filter((row) => retired || !row.retired),
    byId: async (planId) => all().find((row) => row.planId === planId),
    byIds: async (ids) =>
      new Map(
        all()
          .filter(({ planId }) => ids.includes(planId))
          .map((row) => [row.planId, row]),
      ),
    offers: async (ids, territory, at) =>
      new Map(ids.map((planId) => [planId, offerOf(byPlan().get(planId) ?? [], territory, at)])),
    pricesOf: async (ids) =>
      new Map([...byPlan()].filter(([id]) => ids.includes(id)).map(([id, list]) => [id, newestFirst(list)])),
    priceHistory: async (planId) => byPlan().get(planId) ?? [],
    announcementsOf: async (planId) =>
      rowsIn(plansProjection, announcements, log.events)
        .filter((row) => row.planId === planId)
        .toReversed(),
  };
}

/** What titles cost. */
function titlePricesOf(log: MemoryLog): TitlePriceQueries {
  const ofTitle = (titleId: string) =>
    rowsIn(titlePricesProjection, titlePrices, log.events).filter((row) => row.titleId === titleId);
  return {
    offers: async (ids, territory, at) => new Map(ids.map((id) => [id, titleOffersOf(ofTitle(id), territory, at)])),
    priceHistory: async (titleId) => ofTitle(titleId),
  };
}

/** What accounts rented and bought. */
function purchasesOf(log: MemoryLog): PurchaseQueries {
  const all = () => rowsIn(purchasesProjection, purchases, log.events);
  const isPaidOrOnItsWay = (status: string) => ['requested', 'acting', 'had', 'refunding'].includes(status);
  return {
    byId: async (purchaseId) => all().find((row) => row.purchaseId === purchaseId),
    ofAccount: async (accountId, { paid = false }) => ({
      rows: all()
        .filter((row) => row.accountId === accountId && (!paid || row.madeAt !== null))
        .map((row) => ({ cursor: row.purchaseId, row })),
      hasNextPage: false,
    }),
    had: async (accountId, titleIds, at) =>
      all().filter(
        (row) =>
          row.accountId === accountId &&
          titleIds.includes(row.titleId) &&
          isPaidOrOnItsWay(row.status) &&
          (row.until === null || row.until > at),
      ),
  };
}

/** Codes that give credit, the newest first. */
const giftCodesOf = (log: MemoryLog): GiftCodeQueries => ({
  page: async () => ({
    rows: rowsIn(giftCodesProjection, giftCodes, log.events).map((row) => ({ cursor: row.giftCodeId, row })),
    hasNextPage: false,
  }),
});

/** Codes that make subscriptions cost less. */
function couponsOf(log: MemoryLog): CouponQueries {
  const uses = () => rowsIn(couponsProjection, couponUses, log.events);
  const all = () =>
    rowsIn(couponsProjection, coupons, log.events).map((row) => ({
      ...row,
      used: uses().filter(({ couponId }) => couponId === row.couponId).length,
    }));
  return {
    page: async () => ({ rows: all().map((row) => ({ cursor: row.couponId, row })), hasNextPage: false }),
    byId: async (id) => all().find(({ couponId }) => couponId === id),
    usesOf: async (id) => ({
      rows: uses()
        .filter(({ couponId }) => couponId === id)
        .map((row) => ({ cursor: row.accountId, row })),
      hasNextPage: false,
    }),
  };
}

/** The queries of money, always as new as the log in memory. */
export const billingOf = (log: MemoryLog) => ({
  plans: plansOf(log),
  titlePrices: titlePricesOf(log),
  purchases: purchasesOf(log),
  invoices: invoicesOf(log),
  subscriptions: subscriptionsOf(log),
  ledger: ledgerOf(log),
  giftCodes: giftCodesOf(log),
  coupons: couponsOf(log),
});
