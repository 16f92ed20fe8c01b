import type { GatewayContext } from '../graphql/context-module.ts';
import { auditResolvers } from './audit.resolvers.ts';
import { eventAtPlace } from './event.loader.ts';

/** The log itself, and how far the read models are. */
export const audit: GatewayContext = {
  name: 'audit',
  sdl: new URL('audit.graphql', import.meta.url),
  resolvers: [auditResolvers],
  loaders: [eventAtPlace],
};
