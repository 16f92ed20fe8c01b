import type { ResolverModule } from './resolver.ts';

/** The projections whose rows the gateway shows: a consistency token waits for all of them. */
export const READ_MODELS: readonly string[] = ['titles', 'assets', 'progress', 'event_index'];
/** The longest that a read waits for its token, ms. */
export const CONSISTENCY_WAIT_MS = 2000;

/** Who asks, and whether the read models have caught up. */
export const kernelResolvers: ResolverModule = {
  Query: {
    consistent: (_parent, { token }: { token: string }, context) =>
      context.ports.queries.consistency.waitFor(token, READ_MODELS, CONSISTENCY_WAIT_MS),
    me: (_parent, _args, context) => ({
      kind: context.caller.kind === 'operator' ? 'OPERATOR' : 'VIEWER',
      profileId: context.caller.profileId,
    }),
  },
};
