import type { PlanOffer, PlanPriceRow, PlanRow } from '../../projections/billing/plans.rows.ts';
import type { Interval } from '../../schemas/billing/money.ts';
import type { PlanFeatures } from '../../schemas/billing/plan.events.ts';
import { money } from './money.view.ts';

/** How often is paid, as the API names it. */
export const showInterval = ({ unit, count }: Interval) =>
  ({ unit: unit === 'month' ? 'MONTH' : 'YEAR', count }) as const;

const showPrice = ({ priceId: id, amountMinor, currency, taxIncluded, from }: PlanPriceRow) => ({
  id,
  amount: money(amountMinor, currency),
  taxIncluded,
  from,
});

/** For how long a price that fell is shown as reduced, ms. */
const REDUCED_FOR_MS = 30 * 24 * 3600_000;

/** What a plan includes, for people. */
export const includesOf = ({ streams, maxHeight, ads, downloads, tags }: PlanFeatures): readonly string[] => [
  tags.length === 0 ? 'All films' : `Films of ${new Intl.ListFormat('en').format(tags)}`,
  streams === 1 ? 'One device at a time' : `${streams} devices at a time`,
  maxHeight === null ? 'The best picture there is' : `Picture up to ${maxHeight}p`,
  ads ? 'With advertisements' : 'No advertisements',
  ...(downloads ? ['Films to keep on a device'] : []),
];

/** A plan with what it costs where somebody is; undefined: it is not sold there. */
export function showPlan(
  { planId: id, name, description, interval, trialDays, features }: PlanRow,
  { now, toCome, lowestOfThirtyDays }: PlanOffer,
  nowMs: number,
) {
  if (now === undefined) return undefined;
  const [next] = toCome;
  const isReduced = lowestOfThirtyDays !== undefined && lowestOfThirtyDays > now.amountMinor;
  const isNew = nowMs - Date.parse(now.from) < REDUCED_FOR_MS;
  return {
    ...{ id, name, description, trialDays, features },
    interval: showInterval(interval),
    includes: includesOf(features),
    price: showPrice(now),
    priceToCome: next === undefined ? null : showPrice(next),
    lowestPrice: isReduced && isNew ? money(lowestOfThirtyDays, now.currency) : null,
  };
}
