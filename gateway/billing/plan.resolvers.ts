import type { QueryResolvers } from '../generated/resolvers.ts';
import type { QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { showPlan } from './plan.view.ts';

/** What can be subscribed to. */
export const planResolvers: ResolverModule = {
  Query: {
    plans: {
      reads: ['plans'],
      async resolve(_parent, _args, { caller, ports }) {
        // Nobody takes money here: nothing is sold.
        if (ports.payments === undefined) return [];
        const nowMs = ports.now();
        const rows = await ports.queries.plans.all();
        const offers = await ports.queries.plans.offers(
          rows.map(({ planId }) => planId),
          caller.territory ?? null,
          new Date(nowMs).toISOString(),
        );
        return rows.flatMap((row) => {
          const offer = offers.get(row.planId);
          const plan = offer && showPlan(row, offer, nowMs);
          return plan === undefined ? [] : [plan];
        });
      },
    },
  } satisfies QueryFields<QueryResolvers, 'plans'>,
};
