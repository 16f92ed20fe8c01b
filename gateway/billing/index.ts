import type { GatewayContext } from '../graphql/context-module.ts';
import { registerPaymentWebhook } from './webhook.routes.ts';

/** Money: what the payment provider tells us. */
export const billing: GatewayContext = {
  name: 'billing',
  sdl: [],
  resolvers: [],
  routes: registerPaymentWebhook,
};
