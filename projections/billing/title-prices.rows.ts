/** How a title is sold by itself: for a time, or for good. */
export type SaleModel = 'rent' | 'buy';

/** What a title costs in a territory from an instant on. */
export interface TitlePriceRow {
  readonly priceId: string;
  readonly model: SaleModel;
  /** ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** In the smallest unit of the currency. */
  readonly amountMinor: number;
  readonly taxIncluded: boolean;
  /** ISO 8601. */
  readonly from: string;
  /** ISO 8601, exclusive: when it was withdrawn; null: it was not. */
  readonly until: string | null;
}

/** What a title costs somewhere in one way, now. */
export interface TitleOffer {
  readonly now: TitlePriceRow;
  /** The lowest price of the 30 days before `now` began, in the currency of `now`, minor units (Directive 98/6/EC, article 6a); undefined: none was asked. */
  readonly lowestOfThirtyDays: number | undefined;
}

/** In which ways a title can be had; those in which it cannot are left out. */
export type TitleOffers = Readonly<Partial<Record<SaleModel, TitleOffer>>>;

/** Queries of the projection `title_prices`. */
export interface TitlePriceQueries {
  /** What titles cost in a territory (null: where there is no price of its own) at an instant, ISO 8601, by title id. */
  offers(titleIds: readonly string[], territory: string | null, at: string): Promise<ReadonlyMap<string, TitleOffers>>;
  /** Every price that a title ever had or will have, the latest first; at most 1000. */
  priceHistory(titleId: string): Promise<readonly TitlePriceRow[]>;
}
