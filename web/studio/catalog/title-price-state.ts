/** A price as far as it says when it is asked. Instants are ISO 8601. */
interface Dated {
  readonly id: string;
  readonly territory: string | null;
  readonly from: string;
  readonly withdrawnAt: string | null;
}

/** How a price stands among those of its kind. @param now ms since the epoch */
export function priceStateOf(
  price: Dated,
  prices: readonly Dated[],
  now: number,
): 'now' | 'to come' | 'past' | 'withdrawn' {
  if (price.withdrawnAt !== null) return 'withdrawn';
  if (Date.parse(price.from) > now) return 'to come';
  const later = prices.some(
    (other) =>
      other.territory === price.territory &&
      Date.parse(other.from) > Date.parse(price.from) &&
      Date.parse(other.from) <= now &&
      // One that was taken back before it began never followed.
      (other.withdrawnAt === null || Date.parse(other.withdrawnAt) > Date.parse(other.from)),
  );
  return later ? 'past' : 'now';
}
