import type { StudioPlan, StudioPrice } from './plans.queries.ts';

/** A price that costs more than one before it, and how far it is told to those who have the plan. */
export interface PriceRise {
  readonly price: StudioPrice;
  /** The latest time that it was announced; undefined: it was not. */
  readonly announced: StudioPlan['announcements'][number] | undefined;
}

const isDearer = (price: StudioPrice, than: StudioPrice): boolean =>
  price.price.minor > than.price.minor || (than.taxIncluded && !price.taxIncluded);

/** Prices of which somebody who has the plan may have to be told, the latest first. */
export function risesOf({ prices, announcements }: Pick<StudioPlan, 'prices' | 'announcements'>): readonly PriceRise[] {
  return prices
    .filter((price) =>
      prices.some(
        (before) =>
          before.territory === price.territory &&
          before.price.currency === price.price.currency &&
          Date.parse(before.from) < Date.parse(price.from) &&
          isDearer(price, before),
      ),
    )
    .toSorted((a, b) => Date.parse(b.from) - Date.parse(a.from))
    .map((price) => ({ price, announced: announcements.find(({ priceId }) => priceId === price.id) }));
}
