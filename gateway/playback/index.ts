import type { GatewayContext } from '../graphql/context-module.ts';
import { decisionResolvers } from './decision.resolvers.ts';
import { registerDelivery } from './delivery.routes.ts';
import { registerHeartbeats } from './heartbeat.routes.ts';
import { progressOfTitle } from './progress.loader.ts';
import { sessionResolvers } from './session.resolvers.ts';
import { streamsResolvers } from './streams.resolvers.ts';
import { accessResolvers } from './title-access.ts';
import { watchedResolvers } from './watched.resolvers.ts';
import { sessionsWatching, watchingResolvers } from './watching.resolvers.ts';

/** Watching: sessions, media delivery, heartbeats and what was begun. */
export const playback: GatewayContext = {
  name: 'playback',
  sdl: ['playback.graphql', 'access.graphql', 'decision.graphql', 'streams.graphql', 'watched.graphql'].map(
    (file) => new URL(file, import.meta.url),
  ),
  resolvers: [
    sessionResolvers,
    accessResolvers,
    decisionResolvers,
    streamsResolvers,
    watchedResolvers,
    watchingResolvers,
  ],
  feeds: { streams: 'playback.streams.*' },
  loaders: [progressOfTitle],
  routes(app, services) {
    registerDelivery(app, services);
    registerHeartbeats(app, services);
  },
  gauges: [sessionsWatching],
  queues: ['telemetry'],
};
