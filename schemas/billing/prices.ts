/** A price as far as it is compared with others of its plan or title. */
export interface DatedPrice {
  /** ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  /** ISO 8601: from when on it is asked, until the next one of its territory begins. */
  readonly from: string;
}

const instantOf = ({ from }: DatedPrice): number => Date.parse(from);
const oldestFirst = <P extends DatedPrice>(prices: readonly P[]): readonly P[] =>
  prices.toSorted((a, b) => instantOf(a) - instantOf(b));

/** The prices that hold in a territory: its own, or where it has none yet at that instant those for everywhere. */
const holding = <P extends DatedPrice>(prices: readonly P[], territory: string | null, atMs: number): readonly P[] => {
  const own = territory === null ? [] : prices.filter((price) => price.territory === territory);
  return own.some((price) => instantOf(price) <= atMs) ? own : prices.filter((price) => price.territory === null);
};

/** The price that is asked in a territory at an instant; undefined: it is not sold there then. Both ends of a price belong to the later one. */
export function priceAt<P extends DatedPrice>(
  prices: readonly P[],
  territory: string | null,
  at: string,
): P | undefined {
  const atMs = Date.parse(at);
  return oldestFirst(holding(prices, territory, atMs)).findLast((price) => instantOf(price) <= atMs);
}

/** Prices that will be asked in a territory after an instant, the next first. */
export const pricesToCome = <P extends DatedPrice>(
  prices: readonly P[],
  territory: string | null,
  at: string,
): readonly P[] =>
  oldestFirst(prices).filter(
    (price) => instantOf(price) > Date.parse(at) && (price.territory === territory || price.territory === null),
  );

/** How far back the lowest price is looked for, ms. */
const THIRTY_DAYS_MS = 30 * 24 * 3600_000;

/**
 * The lowest price that was asked in a territory and currency during the 30 days before an instant, as whoever announces a
 * reduction must name it (Directive 98/6/EC, article 6a). Undefined: none was asked then.
 */
export function lowestOfThirtyDays(
  prices: readonly DatedPrice[],
  territory: string | null,
  currency: string,
  before: string,
): number | undefined {
  const end = Date.parse(before);
  const start = end - THIRTY_DAYS_MS;
  // What is asked changes only when a price begins; between these instants it stays.
  const moments = [start, ...prices.map(instantOf).filter((instant) => instant > start && instant < end)];
  const asked = moments
    .map((instant) => priceAt(prices, territory, new Date(instant).toISOString()))
    .filter((price) => price?.currency === currency)
    .map((price) => (price as DatedPrice).amountMinor);
  return asked.length === 0 ? undefined : Math.min(...asked);
}
