import type { GatewayContext } from '../graphql/context-module.ts';
import { auditResolvers } from './audit.resolvers.ts';
import { eventAtPosition } from './event.loader.ts';

/** The log itself, and how far the read models are. */
export const audit: GatewayContext = {
  name: 'audit',
  sdl: new URL('audit.graphql', import.meta.url),
  resolvers: [auditResolvers],
  loaders: [eventAtPosition],
};
