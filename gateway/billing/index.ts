import type { GatewayContext } from '../graphql/context-module.ts';
import { planResolvers } from './plan.resolvers.ts';
import { pricesOfPlan } from './price.loader.ts';
import { staffPlanResolvers } from './staff-plan.resolvers.ts';
import { registerPaymentWebhook } from './webhook.routes.ts';

/** Money: what is sold, and what the payment provider tells us. */
export const billing: GatewayContext = {
  name: 'billing',
  sdl: ['money.graphql', 'plan.graphql', 'staff-plan.graphql'].map((file) => new URL(file, import.meta.url)),
  resolvers: [planResolvers, staffPlanResolvers],
  views: { StudioPlan: 'billing/staff-plan.view.ts#StudioPlanView' },
  loaders: [pricesOfPlan],
  feeds: { grant: 'read.grants.*' },
  routes: registerPaymentWebhook,
};
