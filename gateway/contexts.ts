import { audit } from './audit/index.ts';
import { billing } from './billing/index.ts';
import { catalog } from './catalog/index.ts';
import type { GatewayContext } from './graphql/context-module.ts';
import { identity } from './identity/index.ts';
import { kernel } from './kernel/index.ts';
import { media } from './media/index.ts';
import { playback } from './playback/index.ts';

/** Every context of the gateway. The schema, the loaders, the subscriptions, the routes and the health checks follow from it. */
export const gatewayContexts: readonly GatewayContext[] = [kernel, identity, media, catalog, playback, billing, audit];
