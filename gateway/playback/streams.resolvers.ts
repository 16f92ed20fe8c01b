import type { MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { MutationFields, QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { attempt } from '../identity/account-limits.ts';
import { SIGNED_OUT } from '../identity/account-password.ts';
import { activeStreams, giveStreamBack, TOO_OFTEN } from './streams.ts';

/** Also for playbacks of others: as if they did not exist. */
const UNKNOWN = refuse('NotFound', 'session.unknown', 'There is no such playback, or it is over.').refusal;

/** What an account plays at once. */
export const streamsResolvers: ResolverModule = {
  Query: {
    activeStreams: {
      reads: ['sign_ins', 'titles'],
      resolve: (_parent, _args, context) => activeStreams(context),
    },
  } satisfies QueryFields<QueryResolvers, 'activeStreams'>,
  Mutation: {
    async stopPlayback(_parent, { commandId, sessionId }, context) {
      const { account, actor } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      if (!isId(sessionId)) return UNKNOWN;
      const { accountId } = account;
      const counted = await attempt(context, 'streams', accountId);
      if (!counted.allowed) return TOO_OFTEN;
      const answer = await giveStreamBack(context, { commandId, accountId, sessionId, reason: 'kicked', actor });
      return answer.done ? { __typename: 'PlaybackStopped' as const, sessionId } : answer.refusal;
    },
  } satisfies MutationFields<MutationResolvers, 'stopPlayback'>,
};
