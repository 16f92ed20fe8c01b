import type { EventIndexRow } from '../../projections/audit/event-index.rows.ts';
import { connectionOf, pageOf, type PageArgs } from '../graphql/connection.ts';
import { publicError } from '../graphql/errors.ts';
import type { ResolverModule } from '../graphql/resolver.ts';
import { placeOf } from './event-data.ts';

interface EventArgs extends PageArgs {
  readonly stream?: string | null;
  readonly types?: readonly string[] | null;
  readonly correlationId?: string | null;
}

/** The log itself, and how far the read models are. Every field here is for operators. */
export const auditResolvers: ResolverModule = {
  Query: {
    async events(_parent, args: EventArgs, context) {
      const given = [args.stream, args.correlationId, ...(args.types ?? [])];
      if (given.length > 30 || given.some((text) => (text?.length ?? 0) > 200))
        throw publicError('BAD_INPUT', 'The filter is too long: at most 28 types, each filter at most 200 characters.');
      const page = await context.ports.queries.eventIndex.events({
        ...pageOf(args),
        stream: args.stream ?? undefined,
        types: args.types ?? undefined,
        correlationId: args.correlationId ?? undefined,
      });
      return connectionOf(page, ({ eventId, ...row }) => ({ ...row, id: eventId }));
    },
    projections: (_parent, _args, context) => context.ports.queries.consistency.status(),
    parkedEvents: (_parent, args: { first: number }, context) =>
      context.ports.queries.consistency.parked(pageOf(args).first),
  },
  types: {
    LogEvent: {
      async data(event: EventIndexRow, _args: never, context) {
        return (await context.load.event(placeOf(event.stream, event.revision)))?.data ?? null;
      },
    },
  },
};
