/** A price as far as it is compared. */
interface Compared {
  readonly priceId: string;
  /** ISO 3166-1 alpha-2; null: everywhere. */
  readonly territory: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** In the smallest unit of the currency. */
  readonly amountMinor: number;
  readonly taxIncluded: boolean;
}

/** Whether a price costs somebody more than what they agreed on: more money, or tax that comes on top. */
export const isDearer = (
  price: Pick<Compared, 'amountMinor' | 'taxIncluded'>,
  than: Pick<Compared, 'amountMinor' | 'taxIncluded'>,
): boolean => price.amountMinor > than.amountMinor || (than.taxIncluded && !price.taxIncluded);

/** Whether whoever has a plan on these terms is told of a price: it is one of theirs, and more. */
export const concerns = (price: Compared, terms: Compared): boolean =>
  price.priceId !== terms.priceId &&
  price.territory === terms.territory &&
  price.currency === terms.currency &&
  isDearer(price, terms);
