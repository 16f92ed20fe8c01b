import { currencies } from '../../domain/billing/currency-decision.ts';
import {
  AnnouncePlanPrice,
  ChangePlanFeatures,
  DefinePlan,
  DescribePlan,
  RetirePlan,
  SetPlanPrice,
} from '../../schemas/billing/plan.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type {
  MutationResolvers,
  PlanFeaturesInput,
  QueryResolvers,
  StudioPlanResolvers,
} from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { stepUp } from '../identity/step-up.ts';
import { pricesOfPlan } from './price.loader.ts';
import { showPlan, showPrice } from './staff-plan.view.ts';

/** Plans and prices for whoever works here. */
export const staffPlanResolvers: ResolverModule = {
  Query: {
    sellableCurrencies: { reads: [], forEverybody: true, resolve: () => [...currencies] },
    studioPlans: {
      reads: ['plans'],
      forEverybody: true,
      resolve: async (_parent, _args, { ports }) => (await ports.queries.plans.all({ retired: true })).map(showPlan),
    },
    studioPlan: {
      reads: ['plans'],
      forEverybody: true,
      async resolve(_parent, { id }, { ports }) {
        const row = isId(id) ? await ports.queries.plans.byId(id) : undefined;
        return row === undefined ? null : showPlan(row);
      },
    },
  } satisfies QueryFields<QueryResolvers, 'sellableCurrencies' | 'studioPlans' | 'studioPlan'>,
  Mutation: {
    definePlan: (_parent, { commandId, planId, name, description, interval, trialDays, features }, context) =>
      changePlan(context, DefinePlan, commandId, {
        ...{ planId, name, description: description ?? null, trialDays },
        interval: { unit: interval.unit.toLowerCase(), count: interval.count },
        features: featuresOf(features),
      }),
    describePlan: (_parent, { commandId, planId, name, description }, context) =>
      changePlan(context, DescribePlan, commandId, { planId, name, description: description ?? null }),
    changePlanFeatures: (_parent, { commandId, planId, features }, context) =>
      changePlan(context, ChangePlanFeatures, commandId, { planId, features: featuresOf(features) }),
    setPlanPrice: async (_parent, { commandId, territory, from, ...price }, context) =>
      (await stepUp(context)) ??
      changePlan(context, SetPlanPrice, commandId, { ...price, territory: territory ?? null, from: from ?? null }),
    announcePriceToAll: async (_parent, { commandId, planId, priceId }, context) => {
      const refusal = await stepUp(context);
      if (refusal !== undefined) return refusal;
      if (!isId(commandId) || !isId(priceId)) return NO_PRICE;
      const announcementId = uuid5(commandId, 'announcement');
      return changePlan(context, AnnouncePlanPrice, commandId, { planId, priceId, announcementId });
    },
    retirePlan: async (_parent, { commandId, planId }, context) =>
      (await stepUp(context)) ?? changePlan(context, RetirePlan, commandId, { planId }),
  } satisfies MutationFields<
    MutationResolvers,
    'announcePriceToAll' | 'definePlan' | 'describePlan' | 'changePlanFeatures' | 'setPlanPrice' | 'retirePlan'
  >,
  types: {
    StudioPlan: {
      prices: {
        reads: ['plans'],
        forEverybody: true,
        resolve: async ({ id }, _args, { load }) => ((await load(pricesOfPlan, id)) ?? []).map(showPrice),
      },
      announcements: {
        reads: ['plans'],
        forEverybody: true,
        resolve: async ({ id: planId }, _args, { ports }) =>
          (await ports.queries.plans.announcementsOf(planId)).map(({ announcementId: id, ...row }) => ({ id, ...row })),
      },
    } satisfies TypeFields<StudioPlanResolvers, 'prices' | 'announcements'>,
  },
};

const NO_PRICE = refuse('NotFound', 'price.unknown', 'This plan has no such price; look at its prices.').refusal;
const NO_PLAN = refuse('NotFound', 'plan.unknown', 'There is no such plan; look at the list of plans.').refusal;

const featuresOf = ({ maxHeight, ...features }: PlanFeaturesInput) => ({ ...features, maxHeight: maxHeight ?? null });

async function changePlan(
  context: RequestContext,
  definition:
    | typeof AnnouncePlanPrice
    | typeof DefinePlan
    | typeof DescribePlan
    | typeof ChangePlanFeatures
    | typeof SetPlanPrice
    | typeof RetirePlan,
  commandId: string,
  data: { readonly planId: string; readonly [field: string]: unknown },
) {
  if (!isId(data.planId)) return NO_PLAN;
  const answer = await runCommand(context, { commandId, definition, streamId: data.planId, data });
  if (!answer.done) return answer.refusal;
  return { __typename: 'PlansChanged' as const, planId: data.planId, token: answer.token };
}
