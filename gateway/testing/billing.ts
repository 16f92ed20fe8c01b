import { offerOf } from '../../projections/billing/plans.queries.ts';
import { plans, plansProjection, prices } from '../../projections/billing/plans.projection.ts';
import type { PlanQueries } from '../../projections/billing/plans.rows.ts';
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
  };
}

/** The queries of money, always as new as the log in memory. */
export const billingOf = (log: MemoryLog) => ({ plans: plansOf(log) });
