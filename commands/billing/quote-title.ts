import { isHad, purchaseDecider } from '../../domain/billing/purchase.decider.ts';
import type { Purchase } from '../../domain/billing/purchase.decider.ts';
import { titlePriceDecider } from '../../domain/billing/title-price.decider.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';

import { PurchaseId } from '../../schemas/billing/invoice.ids.ts';
import { priceAt } from '../../schemas/billing/prices.ts';
import type { PurchaseTerms } from '../../schemas/billing/purchase.events.ts';
import type { SaleModel } from '../../schemas/billing/title-price.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { HistoryDeps } from '../pipeline/load.ts';
import { loadState } from '../pipeline/load.ts';

/** What renting or buying a title means now, and as which purchase; what the account has already; or why it cannot be had. */
export type TitleQuote =
  | { readonly kind: 'quoted'; readonly purchaseId: PurchaseId; readonly terms: PurchaseTerms }
  | { readonly kind: 'had'; readonly purchase: Purchase }
  | { readonly kind: 'refused'; readonly rejection: Rejection };

/** What somebody wants to rent or buy, where and when. */
export interface TitleWish {
  readonly accountId: string;
  readonly titleId: string;
  /** As it stands on the invoice. */
  readonly titleName: string;
  readonly model: SaleModel;
  readonly territory: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** The price that the customer saw: another one that holds by now is refused, so that nobody pays what they did not see. */
  readonly expected: string;
}

/** More often than anybody rents one film. */
const MOST_TIMES = 200;

/**
 * One rental or purchase after the other: which one it is follows from whose it is and how many there were, so that two wishes at once
 * are one.
 */
const purchaseIdOf = ({ accountId, titleId, model }: TitleWish, nth: number): PurchaseId =>
  PurchaseId.parse(uuid5(accountId, `purchase/${titleId}/${model}/${nth}`));

const refused = (code: string, message: string): TitleQuote => ({ kind: 'refused', rejection: { code, message } });

/** Where the next one of this kind goes, or the one that the account has. */
async function nextOf(deps: HistoryDeps, wish: TitleWish): Promise<PurchaseId | Purchase | undefined> {
  for (let nth = 0; nth < MOST_TIMES; nth += 1) {
    const purchaseId = purchaseIdOf(wish, nth);
    const { state } = await loadState(deps, purchaseDecider, purchaseId);
    if (state.status === 'none') return purchaseId;
    if (isHad(state, wish.at)) return state;
  }
  return undefined;
}

/**
 * Quotes a title from its own stream, and looks up in theirs what the account has of it: nobody pays for what was withdrawn a moment ago,
 * or twice for what they have. Whoever bought it needs not rent it.
 * @throws LogUnavailable
 */
export async function quoteTitle(deps: HistoryDeps, wish: TitleWish): Promise<TitleQuote> {
  const [offer, next, bought] = await Promise.all([
    loadState(deps, titlePriceDecider, wish.titleId),
    nextOf(deps, wish),
    wish.model === 'rent' ? nextOf(deps, { ...wish, model: 'buy' }) : undefined,
  ]);
  if (typeof bought === 'object') return { kind: 'had', purchase: bought };
  if (typeof next === 'object') return { kind: 'had', purchase: next };
  if (next === undefined)
    return refused('purchase.too-often', 'You have rented this more often than we can write down.');
  const prices = offer.state.prices.filter(({ model }) => model === wish.model);
  const price = priceAt(prices, wish.territory, wish.at);
  if (price === undefined)
    return refused(
      'title.not-sold-here',
      wish.model === 'rent' ? 'This film cannot be rented where you are.' : 'This film cannot be bought where you are.',
    );
  if (wish.expected !== price.priceId)
    return refused('price.changed', 'The price has changed in the meantime; look at it again.');
  const { model, priceId, territory, currency, amountMinor, taxIncluded } = price;
  const titleName = wish.titleName.slice(0, 200);
  return {
    kind: 'quoted',
    purchaseId: next,
    terms: { titleName, model, priceId, territory, currency, amountMinor, taxIncluded },
  };
}
