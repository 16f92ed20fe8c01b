import type { QueryResolvers } from '../generated/resolvers.ts';
import type { QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { PASSWORD_MIN, showAccount } from './account.view.ts';

/** Somebody's own account. */
export const accountResolvers: ResolverModule = {
  Query: {
    myAccount: {
      reads: [],
      async resolve(_parent, _args, context) {
        const { account } = context.caller;
        return account === undefined ? null : ((await showAccount(context, account)) ?? null);
      },
    },
    accountPolicy: {
      reads: [],
      resolve: (_parent, _args, { ports }) => ({
        mode: ports.accounts === 'required' ? 'REQUIRED' : 'OPTIONAL',
        passwordMinLength: PASSWORD_MIN,
        outbox: ports.outbox !== undefined,
      }),
    },
  } satisfies QueryFields<QueryResolvers, 'myAccount' | 'accountPolicy'>,
};
