import { isInPlan, type PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import type { PlanOffer, PlanRow } from '../../projections/billing/plans.rows.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Loader } from '../graphql/loader.ts';
import { showPlan } from './plan.view.ts';

/** Plans named at once. */
const MOST_OFFERS = 10;
const ALL = 'all';

interface OnSale {
  readonly plan: PlanRow;
  readonly offer: PlanOffer;
}

/** Plans that are sold where the caller is, the oldest first: asked for once in an operation, however many titles want to know. */
export const plansOnSale: Loader<readonly OnSale[]> = {
  name: 'plans on sale',
  async load({ queries, now }, _keys, { territory }) {
    const plans = await queries.plans.all();
    const ids = plans.map(({ planId }) => planId);
    const offers = await queries.plans.offers(ids, territory ?? null, new Date(now()).toISOString());
    const onSale = plans.flatMap((plan) => {
      const offer = offers.get(plan.planId);
      return offer?.now === undefined ? [] : [{ plan, offer }];
    });
    return new Map([[ALL, onSale]]);
  },
};

/** Plans that have a title in them, with what they cost where the caller is. */
export async function planOffers(context: RequestContext, title: PlaybackInputs['title']) {
  if (context.ports.payments === undefined) return [];
  const onSale = (await context.load(plansOnSale, ALL)) ?? [];
  return onSale
    .filter(({ plan }) => isInPlan(plan.features, title?.tags))
    .flatMap(({ plan, offer }) => {
      const shown = showPlan(plan, offer, context.ports.now());
      if (shown === undefined) return [];
      const { id: planId, name, interval, trialDays, price } = shown;
      return [{ __typename: 'PlanOffer' as const, planId, name, interval, trialDays, price: price.amount }];
    })
    .slice(0, MOST_OFFERS);
}
