import { decidePlayback } from '../../domain/playback/playback-decision.ts';
import type { Grant, PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import type { SaleModel, TitleOffers } from '../../projections/billing/title-prices.rows.ts';
import { circumstancesOf } from '../catalog/circumstances.ts';
import type { TitleView } from '../catalog/title.view.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Loader } from '../graphql/loader.ts';
import { liveGrants } from './live-grants.ts';
import { money } from './money.view.ts';

/** As much of a title as it takes to say whether it is sold. */
export type SoldTitle = NonNullable<PlaybackInputs['title']> & { readonly titleId: string };

/** A title that is shown, as far as that. */
export const soldTitle = ({ id: titleId, status, playable, age, windows, tags }: TitleView): SoldTitle => ({
  titleId,
  status: status === 'PUBLISHED' ? 'published' : status === 'DRAFT' ? 'draft' : 'unpublished',
  packageId: playable ? titleId : null,
  age,
  windows,
  tags,
});

/** What titles cost where the caller is, by title. */
export const offersOfTitle: Loader<TitleOffers> = {
  name: 'offers of a title',
  load: ({ queries, now }, titleIds, { territory }) =>
    queries.titlePrices.offers(titleIds, territory ?? null, new Date(now()).toISOString()),
};

const KINDS = { rent: 'rental', buy: 'purchase' } as const;

/** What is sold is what would be opened by it and is not open without: nobody pays for what they may watch anyway, or cannot watch after. */
export function isSold(
  { caller, ports }: Pick<RequestContext, 'caller' | 'ports'>,
  title: SoldTitle,
  model: SaleModel,
): boolean {
  const where = circumstancesOf(ports, caller);
  const inputs = { caller: 'viewer', audience: caller.audience, title, where } as const;
  const grant: Grant = {
    ...{ grantId: title.titleId, kind: KINDS[model], titleId: title.titleId, features: null },
    ...{ from: new Date(where.at).toISOString(), until: null },
  };
  return decidePlayback(inputs).kind === 'pay' && decidePlayback({ ...inputs, grants: [grant] }).kind === 'play';
}

/** Whether it takes a payment before the caller can play it. */
export async function mustPay(context: RequestContext, title: SoldTitle): Promise<boolean> {
  const { caller, ports } = context;
  const inputs = { caller: caller.kind, audience: caller.audience, title, where: circumstancesOf(ports, caller) };
  if (decidePlayback(inputs).kind !== 'pay') return false;
  const { grants } =
    caller.account === undefined ? { grants: [] } : await liveGrants(context).of(caller.account.accountId);
  return decidePlayback({ ...inputs, grants }).kind === 'pay';
}

/** For how long a price that fell is shown as reduced, ms. */
const REDUCED_FOR_MS = 30 * 24 * 3600_000;

/** What an app needs to offer one way to have a title; undefined: it is not sold so, here and now. */
export async function titleOffers(context: RequestContext, title: SoldTitle) {
  if (context.ports.payments === undefined) return [];
  const models = (['rent', 'buy'] as const).filter((model) => isSold(context, title, model));
  // Titles that cost nothing, or that nothing opens, ask for no prices.
  const offers = models.length === 0 ? undefined : await context.load(offersOfTitle, title.titleId);
  return models.flatMap((model) => {
    const offer = offers?.[model];
    if (offer === undefined) return [];
    const { now, lowestOfThirtyDays: lowest } = offer;
    const isReduced = lowest !== undefined && lowest > now.amountMinor;
    const isNew = context.ports.now() - Date.parse(now.from) < REDUCED_FOR_MS;
    return [
      {
        __typename: 'TitleOffer' as const,
        model: model === 'rent' ? ('RENT' as const) : ('BUY' as const),
        priceId: now.priceId,
        price: money(now.amountMinor, now.currency),
        taxIncluded: now.taxIncluded,
        lowestPrice: isReduced && isNew ? money(lowest, now.currency) : null,
        startWithinDays: model === 'rent' ? 30 : null,
        finishWithinHours: model === 'rent' ? 48 : null,
      },
    ];
  });
}
