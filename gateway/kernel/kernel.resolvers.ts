import { permissionsOf } from '../../domain/kernel/permission-decision.ts';
import { CONSISTENCY_WAIT_MS } from '../graphql/admit.ts';
import type { ActorKind, QueryResolvers } from '../generated/resolvers.ts';
import type { Caller } from '../../ports/identity.ts';
import type { QueryFields, ResolverModule } from '../graphql/resolver.ts';

/** Who asks, and whether the read models have caught up. */
export const kernelResolvers: ResolverModule = {
  Query: {
    consistent: {
      reads: [],
      resolve: (_parent, { token }, context) =>
        context.ports.queries.consistency.waitFor(token, context.readModels, CONSISTENCY_WAIT_MS),
    },
    me: {
      reads: [],
      resolve: (_parent, _args, context) => ({
        kind: kindOf(context.caller),
        profileId: context.caller.program === undefined ? context.caller.profileId : null,
        permissions: permissionsOf(context.caller.actor),
      }),
    },
  } satisfies QueryFields<QueryResolvers, 'consistent' | 'me'>,
};

const kindOf = ({ kind, program }: Caller): ActorKind => {
  if (program !== undefined) return 'PROGRAM';
  return kind === 'staff' ? 'OPERATOR' : 'VIEWER';
};
