import { IconReceipt } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebContext } from '../../app/context.ts';
import { searchParams } from '../../app/search.ts';
import { studioRoute } from '../route.ts';

const plans = createRoute({
  getParentRoute: () => studioRoute,
  path: '/plans',
  component: lazyRouteComponent(() => import('./plans-page.tsx'), 'PlansPage'),
});
const plan = createRoute({
  getParentRoute: () => studioRoute,
  path: '/plans/$planId',
  validateSearch: searchParams('tab'),
  component: lazyRouteComponent(() => import('./plan-page.tsx'), 'PlanPage'),
});

/** What is sold, for whoever works here. */
export const studioBilling = {
  name: 'studio-billing',
  routes: [plans, plan],
  navigation: [{ to: '/studio/plans', label: 'Plans', icon: IconReceipt, may: 'studio.read' }],
} satisfies WebContext;
