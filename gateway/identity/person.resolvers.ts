import type { QueryResolvers } from '../generated/resolvers.ts';
import { isId } from '../graphql/connection.ts';
import type { QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { accountByEmail } from './account-registration.ts';
import { readEmail } from './email.ts';
import { showPersonPage } from './person.view.ts';
import { recordPersonReading } from './record-reading.ts';

/** One person, for whoever helps them. */
export const personResolvers: ResolverModule = {
  Query: {
    person: {
      reads: ['accounts', 'sign_ins', 'profiles', 'custom_roles'],
      async resolve(_parent, { id }, context) {
        const row = isId(id) ? await context.ports.queries.accounts.byId(id) : undefined;
        if (row === undefined) return null;
        await recordPersonReading(context, id, ['address', 'roles', 'devices', 'profiles']);
        return showPersonPage(context, row);
      },
    },
    personByAddress: {
      reads: [],
      async resolve(_parent, { email: given }, context) {
        const email = readEmail(given);
        const account = email === undefined ? undefined : await accountByEmail(context.ports, email);
        if (account === undefined) return null;
        await recordPersonReading(context, account.accountId, ['address']);
        return account.accountId;
      },
    },
  } satisfies QueryFields<QueryResolvers, 'person' | 'personByAddress'>,
};
