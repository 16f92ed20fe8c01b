import type { PlanPriceRow, PlanRow } from '../../projections/billing/plans.rows.ts';
import { money } from './money.view.ts';
import { includesOf, showInterval } from './plan.view.ts';

/** A plan without its prices, which are asked for by themselves. */
export type StudioPlanView = ReturnType<typeof showPlan>;

/** A plan as whoever works here sees it. */
export const showPlan = ({ planId: id, interval, features, position: _position, ...plan }: PlanRow) => ({
  ...{ id, ...plan, features },
  interval: showInterval(interval),
  includes: includesOf(features),
});

/** A price with where and from when on it holds. */
export const showPrice = ({ priceId: id, amountMinor, currency, ...price }: PlanPriceRow) => ({
  ...price,
  id,
  price: money(amountMinor, currency),
});
