import { lowestOfThirtyDays, priceAt } from '../../../schemas/billing/prices.ts';
import type { ListedPlan } from './plans.queries.ts';

type Price = ListedPlan['prices'][number];
const dated = (price: Price) => ({ ...price, currency: price.price.currency, amountMinor: price.price.minor });

/** The prices of one place. */
export interface PriceGroup<P extends Price> {
  /** ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory: string | null;
  /** The oldest first. */
  readonly prices: readonly P[];
  /** What is asked now; undefined: nothing, it is not sold there yet. */
  readonly now: P | undefined;
  /** The lowest of the 30 days before now, in the currency of `now`, minor units. */
  readonly lowest: number | undefined;
  /** What will be asked, the next first. */
  readonly toCome: readonly P[];
}

/** Prices by place, that for everywhere first, the others by their codes. @param nowMs ms since the epoch */
export function groupsOf<P extends Price>(prices: readonly P[], nowMs: number): readonly PriceGroup<P>[] {
  const at = new Date(nowMs).toISOString();
  const byPlace = Map.groupBy(prices, ({ territory }) => territory);
  return [...byPlace]
    .toSorted(([a], [b]) => (a ?? '').localeCompare(b ?? ''))
    .map(([territory, own]) => {
      const oldestFirst = own.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
      const asked = priceAt(own.map(dated), territory, at);
      return {
        territory,
        prices: oldestFirst,
        now: own.find(({ id }) => id === asked?.id),
        lowest: asked && lowestOfThirtyDays(prices.map(dated), territory, asked.currency, at),
        toCome: oldestFirst.filter(({ from }) => Date.parse(from) > nowMs),
      };
    });
}
