import type { MutationResolvers } from '../generated/resolvers.ts';
import { refuse } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { MutationFields, ResolverModule } from '../graphql/resolver.ts';
import { checkOwnPassword, SIGNED_OUT } from './account-password.ts';
import { BAD_COMMAND } from './account.view.ts';
import { confirmSession } from './sign-in-sessions.ts';
import { keepTokens, OVER, showTokens } from './sign-in.view.ts';
import { PROOF_MS } from './step-up.ts';

const NO_PROOF = refuse('InvalidInput', 'step-up.no-proof', 'Say your password.', 'password').refusal;

/** What proves who somebody is. */
export const factorResolvers: ResolverModule = {
  Mutation: {
    async confirmItIsMe(_parent, { commandId, password, carry }, context) {
      const own = context.caller.account;
      if (own === undefined) return SIGNED_OUT;
      if (!isId(commandId)) return BAD_COMMAND;
      if (password === null || password === undefined) return NO_PROOF;
      const wrong = await checkOwnPassword(context, password);
      if (wrong !== undefined) return wrong;
      const { accountId, signInId } = own;
      const session = await confirmSession(context.ports, { accountId, signInId, commandId, method: 'password' });
      if (session === undefined) return OVER;
      if (carry === 'COOKIES') keepTokens(context, session.tokens);
      const until = new Date(Date.parse(session.account.provedAt) + PROOF_MS).toISOString();
      return { __typename: 'ItIsMe' as const, until, tokens: carry === 'TOKENS' ? showTokens(session.tokens) : null };
    },
  } satisfies MutationFields<MutationResolvers, 'confirmItIsMe'>,
};
