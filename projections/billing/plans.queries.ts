import type { Database } from '../../ports/database.ts';
import { lowestOfThirtyDays, priceAt, pricesToCome } from '../../schemas/billing/prices.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { plansProjection } from './plans.projection.ts';
import type { PlanOffer, PlanPriceRow, PlanQueries } from './plans.rows.ts';

type Tables = TablesOf<typeof plansProjection>;

/** More plans than anybody sells. */
const MOST = 500;
/** As many prices as a plan may have. */
const MOST_PRICES = 1000;

const MOST_ANNOUNCEMENTS = 20;

const columns = ['planId', 'name', 'description', 'interval', 'trialDays', 'features', 'retired', 'position'] as const;
const priceColumns = ['priceId', 'territory', 'currency', 'amountMinor', 'taxIncluded', 'from', 'noticeDays'] as const;

/** What these prices of one plan come to in a territory at an instant. */
export function offerOf(prices: readonly PlanPriceRow[], territory: string | null, at: string): PlanOffer {
  const now = priceAt(prices, territory, at);
  return {
    now,
    toCome: pricesToCome(prices, territory, at),
    lowestOfThirtyDays: now && lowestOfThirtyDays(prices, territory, now.currency, now.from),
  };
}

/** The only way to the tables of `plans`. */
export function createPlanQueries(db: Database): PlanQueries {
  const kysely = db.kysely<Tables>();
  const plans = kysely.selectFrom('plans.plans').select(columns);
  const prices = kysely.selectFrom('plans.prices').select(priceColumns);
  return {
    all({ retired = false } = {}) {
      const sold = retired ? plans : plans.where('retired', '=', false);
      return sold.orderBy('createdPosition').limit(MOST).execute();
    },
    async byId(planId) {
      return isUuid(planId) ? plans.where('planId', '=', planId).executeTakeFirst() : undefined;
    },
    async byIds(planIds) {
      const ids = planIds.filter(isUuid);
      if (ids.length === 0) return new Map();
      const rows = await plans.where('planId', 'in', ids).execute();
      return new Map(rows.map((row) => [row.planId, row]));
    },
    async offers(planIds, territory, at) {
      const ids = planIds.filter(isUuid);
      if (ids.length === 0) return new Map();
      const rows = await prices.select('planId').where('planId', 'in', ids).execute();
      const byPlan = Map.groupBy(rows, ({ planId }) => planId);
      return new Map(ids.map((planId) => [planId, offerOf(byPlan.get(planId) ?? [], territory, at)]));
    },
    async pricesOf(planIds) {
      const ids = planIds.filter(isUuid);
      if (ids.length === 0) return new Map();
      const rows = await prices
        .select('planId')
        .where('planId', 'in', ids)
        .orderBy('from', 'desc')
        .orderBy('priceId')
        .execute();
      const byPlan = Map.groupBy(rows, ({ planId }) => planId);
      return new Map([...byPlan].map(([id, list]) => [id, list.map(({ planId: _plan, ...price }) => price)]));
    },
    async announcementsOf(planId) {
      if (!isUuid(planId)) return [];
      return kysely
        .selectFrom('plans.announcements')
        .select(['announcementId', 'priceId', 'askedAt', 'told', 'skipped', 'total', 'done'])
        .where('planId', '=', planId)
        .orderBy('createdPosition', 'desc')
        .limit(MOST_ANNOUNCEMENTS)
        .execute();
    },
    async priceHistory(planId) {
      if (!isUuid(planId)) return [];
      return prices
        .where('planId', '=', planId)
        .orderBy('from', 'desc')
        .orderBy('priceId')
        .limit(MOST_PRICES)
        .execute();
    },
  };
}
