import { isId, MAX_FIRST } from '../graphql/connection.ts';
import type { ContextGauge } from '../graphql/context-module.ts';
import { publicError } from '../graphql/errors.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import type { QueryFields, ResolverModule } from '../graphql/resolver.ts';

/** Who watches now, by the leases that heartbeats hold. */
export const watchingResolvers: ResolverModule = {
  Query: {
    watchingNow: {
      reads: [],
      async resolve(_parent, args, context) {
        const titleIds = args.titleIds ?? [];
        if (titleIds.length > MAX_FIRST || !titleIds.every(isId))
          throw publicError('BAD_INPUT', `\`titleIds\` may have at most ${MAX_FIRST} ids, each a UUID in lower case.`);
        const watching = await context.ports.leases.count(titleIds);
        if (watching === undefined) return null;
        const titles = titleIds.map((titleId) => ({ titleId, sessions: watching.byTitle.get(titleId) ?? 0 }));
        return { sessions: watching.sessions, titles };
      },
    },
  } satisfies QueryFields<QueryResolvers, 'watchingNow'>,
};

/** The same in the metrics. */
export const sessionsWatching: ContextGauge = {
  name: 'reprise_sessions_watching',
  help: 'Playback sessions with a sign of life in the last 90 s; absent while Redis is away',
  read: async ({ leases }) => (await leases.count([]))?.sessions,
};
