/** A price as far as it is compared with others of its plan or title. */
export interface DatedPrice {
  /** ISO 3166-1 alpha-2; null: wherever there is no price of its own. */
  readonly territory: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  /** ISO 8601: from when on it is asked, until the next one of its territory begins. */
  readonly from: string;
  /** ISO 8601, exclusive: when it was withdrawn; null or undefined: it was not. At or before `from`: it is never asked. */
  readonly until?: string | null;
}

const instantOf = ({ from }: DatedPrice): number => Date.parse(from);
const oldestFirst = <P extends DatedPrice>(prices: readonly P[]): readonly P[] =>
  prices.toSorted((a, b) => instantOf(a) - instantOf(b));

/** Of prices that were withdrawn before they began nothing was ever asked. */
const isAsked = ({ from, until }: DatedPrice): boolean =>
  until === null || until === undefined || Date.parse(until) > Date.parse(from);

/** What is asked of those of one territory alone. */
function standing<P extends DatedPrice>(prices: readonly P[], territory: string | null, atMs: number): P | undefined {
  const price = oldestFirst(prices.filter((each) => each.territory === territory && isAsked(each))).findLast(
    (each) => instantOf(each) <= atMs,
  );
  const until = price?.until ?? null;
  return until !== null && Date.parse(until) <= atMs ? undefined : price;
}

/**
 * The price that is asked in a territory at an instant: its own, or where it has none then the one for everywhere; undefined: it is
 * not sold there then. Both ends of a price belong to the later one. One that was withdrawn does not bring back the one before.
 */
export function priceAt<P extends DatedPrice>(
  prices: readonly P[],
  territory: string | null,
  at: string,
): P | undefined {
  const atMs = Date.parse(at);
  return (territory === null ? undefined : standing(prices, territory, atMs)) ?? standing(prices, null, atMs);
}

/** Prices that will be asked in a territory after an instant, the next first. */
export const pricesToCome = <P extends DatedPrice>(
  prices: readonly P[],
  territory: string | null,
  at: string,
): readonly P[] =>
  oldestFirst(prices.filter(isAsked)).filter(
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
  // What is asked changes only when a price begins or is withdrawn; between these instants it stays.
  const changes = prices.flatMap((price) => [price.from, ...(price.until ? [price.until] : [])]).map(Date.parse);
  const moments = [start, ...changes.filter((instant) => instant > start && instant < end)];
  const asked = moments
    .map((instant) => priceAt(prices, territory, new Date(instant).toISOString()))
    .filter((price) => price?.currency === currency)
    .map((price) => (price as DatedPrice).amountMinor);
  return asked.length === 0 ? undefined : Math.min(...asked);
}
