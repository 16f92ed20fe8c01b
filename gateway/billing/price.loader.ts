import type { PlanPriceRow } from '../../projections/billing/plans.rows.ts';
import type { Loader } from '../graphql/loader.ts';

/** Every price of a plan, the latest first; undefined: it has none. */
export const pricesOfPlan: Loader<readonly PlanPriceRow[]> = {
  name: 'prices of a plan',
  forEverybody: true,
  load: ({ queries }, ids) => queries.plans.pricesOf(ids),
};
