import type { GatewayContext } from '../graphql/context-module.ts';
import { registerDelivery } from './delivery.routes.ts';
import { registerHeartbeats } from './heartbeat.routes.ts';
import { progressOfTitle } from './progress.loader.ts';
import { sessionResolvers } from './session.resolvers.ts';

/** Watching: sessions, media delivery, heartbeats and what was begun. */
export const playback: GatewayContext = {
  name: 'playback',
  sdl: new URL('playback.graphql', import.meta.url),
  resolvers: [sessionResolvers],
  loaders: [progressOfTitle],
  routes(app, services) {
    registerDelivery(app, services);
    registerHeartbeats(app, services);
  },
  queues: ['telemetry'],
};
