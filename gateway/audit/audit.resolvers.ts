import { connectionOf, pageOf, searchOf } from '../graphql/connection.ts';
import { publicError } from '../graphql/errors.ts';
import type { LogEventResolvers, MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import type { MutationFields, QueryFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { logEventView } from './event-data.ts';
import { eventKey } from './event-reader.ts';
import { eventAtPosition } from './event.loader.ts';
import { streamPage } from './stream-events.ts';

const MOST_FILTERS = 102;
const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();

/** The log itself, and how far the read models are. Every field here is for operators. */
export const auditResolvers: ResolverModule = {
  Query: {
    events: {
      reads: ['event_index'],
      forEverybody: true,
      async resolve(_parent, args, context) {
        const lists = [args.types, args.contexts, args.actorKinds];
        const given = [args.stream, args.correlationId, ...lists.flatMap((list) => list ?? [])];
        if (given.length > MOST_FILTERS || given.some((text) => (text?.length ?? 0) > 200))
          throw publicError(
            'BAD_INPUT',
            `The filter is too long: at most ${MOST_FILTERS - 2} values, each at most 200 characters.`,
          );
        const page = await context.ports.queries.eventIndex.events({
          ...pageOf(args),
          stream: args.stream ?? undefined,
          types: args.types ?? undefined,
          correlationId: args.correlationId ?? undefined,
          contexts: args.contexts ?? undefined,
          actorKinds: args.actorKinds ?? undefined,
          search: searchOf(args.search),
        });
        return connectionOf(page, ({ eventId, ...row }) => ({ ...row, id: eventId }));
      },
    },
    eventFilters: {
      reads: ['event_index'],
      forEverybody: true,
      async resolve(_parent, _args, context) {
        const kinds = await context.ports.queries.eventIndex.kinds();
        const actorKinds = kinds.flatMap(({ actorKind }) => actorKind ?? []);
        return {
          contexts: sorted(kinds.map(({ type }) => type.split('.', 1)[0] ?? type)),
          types: sorted(kinds.map(({ type }) => type)),
          actorKinds: sorted(actorKinds),
        };
      },
    },
    streamEvents: {
      reads: [],
      async resolve(_parent, args, context) {
        return connectionOf(
          await streamPage(context.ports.log, { ...pageOf(args), stream: args.stream }),
          logEventView,
        );
      },
    },
    projections: { reads: [], resolve: (_parent, _args, context) => context.ports.queries.consistency.status() },
    parkedCounts: { reads: [], resolve: (_parent, _args, context) => context.ports.queries.consistency.parkedCounts() },
    parkedEvents: {
      reads: [],
      resolve: async (_parent, args, context) =>
        connectionOf(await context.ports.queries.consistency.parkedPage(pageOf(args)), (event) => event),
    },
  } satisfies QueryFields<
    QueryResolvers,
    'events' | 'eventFilters' | 'streamEvents' | 'projections' | 'parkedCounts' | 'parkedEvents'
  >,
  Mutation: {
    async retryParked(_parent, { consumer, key }, context) {
      // No consumer and no key has a null character in it, and PostgreSQL takes none.
      if (`${consumer}${key ?? ''}`.includes('\u0000')) return { events: 0 };
      return { events: await context.ports.retryParked(consumer, key ?? undefined) };
    },
  } satisfies MutationFields<MutationResolvers, 'retryParked'>,
  types: {
    LogEvent: {
      data: {
        reads: [],
        forEverybody: true,
        async resolve(event, _args, context) {
          if ('data' in event) return event.data;
          return (await context.load(eventAtPosition, eventKey(event)))?.data ?? null;
        },
      },
    } satisfies TypeFields<LogEventResolvers, 'data'>,
  },
};
