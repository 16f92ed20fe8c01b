import { money } from '../design/money.ts';

interface Amount {
  readonly minor: number;
  readonly currency: string;
}

/** What is said of the right to watch, as far as words are made of it. */
export interface Access {
  readonly canWatch: boolean;
  readonly by: 'PLAN' | 'RENTAL' | 'PURCHASE' | 'GIFT' | null;
  readonly offers: readonly (
    | { readonly __typename: 'TitleOffer'; readonly model: 'RENT' | 'BUY'; readonly price: Amount }
    | { readonly __typename: 'PlanOffer'; readonly name: string }
  )[];
}

const BY = { PLAN: 'Included', RENTAL: 'Rented', PURCHASE: 'Yours', GIFT: 'Yours' } as const;

/** What a card says of it: “Included”, “With Premium”, “Rent for €3.99”. Null: nothing, it plays without. */
export function accessWords({ canWatch, by, offers }: Access): string | null {
  if (canWatch) return by === null ? null : BY[by];
  const own = offers.find((offer) => offer.__typename === 'TitleOffer');
  const plans = offers.flatMap((offer) => (offer.__typename === 'PlanOffer' ? [offer.name] : []));
  const [plan] = plans;
  const words = [
    ...(plan === undefined ? [] : [plans.length === 1 ? `With ${plan}` : 'In our plans']),
    ...(own === undefined ? [] : [`${own.model === 'RENT' ? 'Rent' : 'Buy'} for ${money(own.price)}`]),
  ];
  return words.length === 0 ? null : words.join(' · ');
}
