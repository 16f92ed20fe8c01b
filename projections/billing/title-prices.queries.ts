import type { Database } from '../../ports/database.ts';
import { lowestOfThirtyDays, priceAt } from '../../schemas/billing/prices.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { titlePricesProjection } from './title-prices.projection.ts';
import type { SaleModel, TitleOffer, TitleOffers, TitlePriceQueries, TitlePriceRow } from './title-prices.rows.ts';

type Tables = TablesOf<typeof titlePricesProjection>;

/** As many prices as a title may have. */
const MOST_PRICES = 1000;

const columns = [
  ...(['priceId', 'model', 'territory', 'currency', 'amountMinor', 'taxIncluded', 'from', 'until'] as const),
] as const;

function offerOf(prices: readonly TitlePriceRow[], territory: string | null, at: string): TitleOffer | undefined {
  const now = priceAt(prices, territory, at);
  return now && { now, lowestOfThirtyDays: lowestOfThirtyDays(prices, territory, now.currency, now.from) };
}

/** What these prices of one title come to in a territory at an instant. */
export function titleOffersOf(prices: readonly TitlePriceRow[], territory: string | null, at: string): TitleOffers {
  const of = (model: SaleModel) =>
    offerOf(
      prices.filter((price) => price.model === model),
      territory,
      at,
    );
  const [rent, buy] = [of('rent'), of('buy')];
  return { ...(rent && { rent }), ...(buy && { buy }) };
}

/** The only way to the tables of `title_prices`. */
export function createTitlePriceQueries(db: Database): TitlePriceQueries {
  const prices = db.kysely<Tables>().selectFrom('titlePrices.titlePrices').select(columns);
  return {
    async offers(titleIds, territory, at) {
      const ids = titleIds.filter(isUuid);
      if (ids.length === 0) return new Map();
      const rows = await prices.select('titleId').where('titleId', 'in', ids).execute();
      const byTitle = Map.groupBy(rows, ({ titleId }) => titleId);
      return new Map([...byTitle].map(([titleId, of]) => [titleId, titleOffersOf(of, territory, at)]));
    },
    async priceHistory(titleId) {
      if (!isUuid(titleId)) return [];
      return prices
        .where('titleId', '=', titleId)
        .orderBy('from', 'desc')
        .orderBy('priceId')
        .limit(MOST_PRICES)
        .execute();
    },
  };
}
