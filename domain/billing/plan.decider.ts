import type { planCommands } from '../../schemas/billing/plan.commands.ts';
import type { planEvents } from '../../schemas/billing/plan.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';
import type { PaidEvery } from './calendar.ts';
import { sellableCurrency } from './currency-decision.ts';

export type PlanEvent = EventOf<(typeof planEvents)[number]>;
export type PlanCommand = CommandOf<(typeof planCommands)[number]>;
type Data<T extends PlanEvent['type']> = Extract<PlanEvent, { readonly type: T }>['data'];

export type PlanPrice = Omit<Data<'billing.PlanPriceSet'>, 'planId'>;

export type PlanState =
  | { readonly status: 'none' }
  | {
      readonly status: 'sold' | 'retired';
      readonly name: string;
      readonly description: string | null;
      readonly interval: PaidEvery;
      readonly trialDays: number;
      readonly features: Data<'billing.PlanDefined'>['features'];
      /** In the order in which they were set. */
      readonly prices: readonly PlanPrice[];
    };
type Plan = Exclude<PlanState, { readonly status: 'none' }>;

/** More prices than a plan has in a lifetime: each is a look back of everybody who asks for one. */
const MOST_PRICES = 1000;

const ifSold = (state: PlanState, then: (plan: Plan) => Decision<PlanEvent, Rejection>) => {
  if (state.status === 'none') return refuse('plan.unknown', 'There is no such plan; look at the list of plans.');
  if (state.status === 'retired')
    return refuse('plan.retired', 'This plan is not sold any more and stays as it is; make another one.');
  return then(state);
};
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isSamePrice = (a: PlanPrice, b: PlanPrice): boolean =>
  a.territory === b.territory &&
  a.currency === b.currency &&
  a.amountMinor === b.amountMinor &&
  a.taxIncluded === b.taxIncluded &&
  a.noticeDays === b.noticeDays &&
  Date.parse(a.from) === Date.parse(b.from);

function setPrice(plan: Plan, data: Data<'billing.PlanPriceSet'>): Decision<PlanEvent, Rejection> {
  const { planId: _id, ...price } = data;
  const before = plan.prices.find(({ priceId }) => priceId === price.priceId);
  if (before !== undefined)
    return isSamePrice(before, price)
      ? accepted()
      : refuse('price.exists', 'There is a price with this id; choose another.');
  if (!sellableCurrency(price.currency))
    return refuse('price.currency', `Nothing is sold in ${price.currency}; choose a currency of the list.`);
  const rival = plan.prices.find(
    ({ territory, from }) => territory === price.territory && Date.parse(from) === Date.parse(price.from),
  );
  if (rival !== undefined)
    return refuse('price.same-instant', 'Another price of this territory begins at that instant; choose another one.');
  if (plan.prices.length >= MOST_PRICES)
    return refuse('plan.too-many-prices', 'This plan has had too many prices; make another plan.');
  return accepted<PlanEvent>({ type: 'billing.PlanPriceSet', data });
}

/** What can be subscribed to: what it includes, and what it costs where and when. A price that was set stays in the history. */
export const planDecider: Decider<PlanState, PlanCommand, PlanEvent> = {
  category: 'plan',
  initial: { status: 'none' },
  evolve: evolveBy<PlanState, PlanEvent>({
    'billing.PlanDefined': (_, { planId: _id, ...plan }) => ({ ...plan, status: 'sold', prices: [] }),
    'billing.PlanDescribed': (state, { name, description }) =>
      state.status === 'none' ? state : { ...state, name, description },
    'billing.PlanFeaturesChanged': (state, { features }) => (state.status === 'none' ? state : { ...state, features }),
    'billing.PlanPriceSet': (state, { planId: _id, ...price }) =>
      state.status === 'none' ? state : { ...state, prices: [...state.prices, price] },
    'billing.PlanPriceAnnouncementAsked': (state) => state,
    'billing.PlanRetired': (state) => (state.status === 'none' ? state : { ...state, status: 'retired' }),
  }),
  decide: decideBy<PlanState, PlanCommand, PlanEvent, Rejection>({
    DefinePlan: (state, data) =>
      state.status === 'none'
        ? accepted<PlanEvent>({ type: 'billing.PlanDefined', data })
        : refuse('plan.exists', 'There is a plan with this id; choose another.'),
    DescribePlan: (state, data) =>
      ifSold(state, ({ name, description }) =>
        name === data.name && description === data.description
          ? accepted()
          : accepted<PlanEvent>({ type: 'billing.PlanDescribed', data }),
      ),
    ChangePlanFeatures: (state, data) =>
      ifSold(state, ({ features }) =>
        same(features, data.features) ? accepted() : accepted<PlanEvent>({ type: 'billing.PlanFeaturesChanged', data }),
      ),
    SetPlanPrice: (state, { from, ...data }, at) =>
      ifSold(state, (plan) =>
        from !== null && Date.parse(from) < Date.parse(at)
          ? refuse('price.in-the-past', 'What was asked in the past stays; let the price begin now or later.')
          : setPrice(plan, { ...data, from: from ?? at }),
      ),
    // Whoever was told already is not told again, so that it may be asked for as often as somebody likes.
    AnnouncePlanPrice: (state, { planId, priceId, announcementId }) => {
      if (state.status === 'none') return refuse('plan.unknown', 'There is no such plan; look at the list of plans.');
      const price = state.prices.find((each) => each.priceId === priceId);
      return price === undefined
        ? refuse('price.unknown', 'This plan has no such price; look at its prices.')
        : accepted<PlanEvent>({ type: 'billing.PlanPriceAnnouncementAsked', data: { planId, announcementId, price } });
    },
    RetirePlan: (state, data) => {
      if (state.status === 'retired') return accepted();
      return ifSold(state, () => accepted<PlanEvent>({ type: 'billing.PlanRetired', data }));
    },
  }),
};
