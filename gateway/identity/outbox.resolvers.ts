import type { QueryResolvers } from '../generated/resolvers.ts';
import { pageOf } from '../graphql/connection.ts';
import { publicError } from '../graphql/errors.ts';
import type { QueryFields, ResolverModule } from '../graphql/resolver.ts';
import { recordReading } from './record-reading.ts';

/** Messages that wait for a person to read them here. */
export const outboxResolvers: ResolverModule = {
  Query: {
    outbox: {
      reads: [],
      async resolve(_parent, args, context) {
        // Who reads the messages of others can open their accounts.
        const { kind, account } = context.caller.actor;
        if (kind !== 'staff' || account !== undefined)
          throw publicError(
            'FORBIDDEN',
            'Only the operator token opens the outbox: use the link that `npm start` prints.',
          );
        const messages = (await context.ports.outbox?.latest(pageOf(args).first)) ?? [];
        await recordReading(
          context,
          'outbox',
          messages.map(({ subjectId }) => subjectId),
        );
        return messages.map(({ id, to, title, text, at }) => ({ id, to, title, text, at }));
      },
    },
  } satisfies QueryFields<QueryResolvers, 'outbox'>,
};
