import type { titlePriceCommands } from '../../schemas/billing/title-price.commands.ts';
import type { titlePriceEvents } from '../../schemas/billing/title-price.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';
import { territories } from '../kernel/territory-decision.ts';
import { sellableCurrency } from './currency-decision.ts';
import { LEAST_CHARGE } from './reduction.ts';

export type TitlePriceEvent = EventOf<(typeof titlePriceEvents)[number]>;
export type TitlePriceCommand = CommandOf<(typeof titlePriceCommands)[number]>;
type Set = Extract<TitlePriceEvent, { readonly type: 'billing.TitlePriceSet' }>['data'];

/** A price of a title; `until`: when it was withdrawn. */
export type TitlePrice = Omit<Set, 'titleId'> & { readonly until: string | null };

/** In the order in which they were set. */
export interface TitlePriceState {
  readonly prices: readonly TitlePrice[];
}

/** More prices than a title has in a lifetime: each is a look back of everybody who asks for one. */
const MOST_PRICES = 1000;

const isSamePrice = (a: TitlePrice, b: Omit<TitlePrice, 'until'>): boolean =>
  a.model === b.model &&
  a.territory === b.territory &&
  a.currency === b.currency &&
  a.amountMinor === b.amountMinor &&
  a.taxIncluded === b.taxIncluded &&
  Date.parse(a.from) === Date.parse(b.from);

function setPrice({ prices }: TitlePriceState, data: Set): Decision<TitlePriceEvent, Rejection> {
  const { titleId: _id, ...price } = data;
  const before = prices.find(({ priceId }) => priceId === price.priceId);
  if (before !== undefined)
    return isSamePrice(before, price)
      ? accepted()
      : refuse('price.exists', 'There is a price with this id; choose another.');
  if (!sellableCurrency(price.currency))
    return refuse('price.currency', `Nothing is sold in ${price.currency}; choose a currency of the list.`);
  if (price.territory !== null && !territories.has(price.territory))
    return refuse('price.territory', `There is no territory ${price.territory}; choose one of ISO 3166-1, e.g. DE.`);
  if (price.amountMinor > 0 && price.amountMinor < LEAST_CHARGE)
    return refuse(
      'price.too-small',
      'No provider charges so little; ask at least 50 of the smallest unit, or nothing.',
    );
  const rival = prices.find(
    ({ model, territory, from, until }) =>
      model === price.model &&
      territory === price.territory &&
      Date.parse(from) === Date.parse(price.from) &&
      (until === null || Date.parse(until) > Date.parse(from)),
  );
  if (rival !== undefined)
    return refuse(
      'price.same-instant',
      'Another price of this kind and territory begins at that instant; choose another one.',
    );
  if (prices.length >= MOST_PRICES)
    return refuse('title.too-many-prices', 'This title has had too many prices; it takes no more.');
  return accepted<TitlePriceEvent>({ type: 'billing.TitlePriceSet', data });
}

/** For how much a title is rented and bought, where and when. A price that was set stays in the history. */
export const titlePriceDecider: Decider<TitlePriceState, TitlePriceCommand, TitlePriceEvent> = {
  category: 'offer',
  initial: { prices: [] },
  evolve: evolveBy<TitlePriceState, TitlePriceEvent>({
    'billing.TitlePriceSet': ({ prices }, { titleId: _id, ...price }) => ({
      prices: [...prices, { ...price, until: null }],
    }),
    'billing.TitlePriceWithdrawn': ({ prices }, { priceId, at }) => ({
      prices: prices.map((price) => (price.priceId === priceId ? { ...price, until: at } : price)),
    }),
  }),
  decide: decideBy<TitlePriceState, TitlePriceCommand, TitlePriceEvent, Rejection>({
    SetTitlePrice: (state, { from, ...data }, at) =>
      from !== null && Date.parse(from) < Date.parse(at)
        ? refuse('price.in-the-past', 'What was asked in the past stays; let the price begin now or later.')
        : setPrice(state, { ...data, from: from ?? at }),
    WithdrawTitlePrice: ({ prices }, data, at) => {
      const price = prices.find(({ priceId }) => priceId === data.priceId);
      if (price === undefined)
        return refuse('price.unknown', 'This title has no such price; look at its list of prices.');
      return price.until === null
        ? accepted<TitlePriceEvent>({ type: 'billing.TitlePriceWithdrawn', data: { ...data, at } })
        : accepted();
    },
  }),
};
