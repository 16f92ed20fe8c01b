import { IconAlarm, IconDiscount, IconGift, IconReceipt, IconScale } from '@tabler/icons-react';
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

const customer = createRoute({
  getParentRoute: () => studioRoute,
  path: '/customers/$accountId',
  component: lazyRouteComponent(() => import('./customer-page.tsx'), 'CustomerPage'),
});
const dunning = createRoute({
  getParentRoute: () => studioRoute,
  path: '/overdue',
  validateSearch: searchParams('show'),
  component: lazyRouteComponent(() => import('./dunning-page.tsx'), 'DunningPage'),
});
const ledger = createRoute({
  getParentRoute: () => studioRoute,
  path: '/ledger',
  validateSearch: searchParams('invoice'),
  component: lazyRouteComponent(() => import('./ledger-page.tsx'), 'LedgerPage'),
});

/** Codes that give credit. */
const gifts = createRoute({
  getParentRoute: () => studioRoute,
  path: '/gift-codes',
  component: lazyRouteComponent(() => import('./gift-codes-page.tsx'), 'GiftCodesPage'),
});

/** Codes that make subscriptions cost less. */
const coupons = createRoute({
  getParentRoute: () => studioRoute,
  path: '/coupons',
  component: lazyRouteComponent(() => import('./coupons-page.tsx'), 'CouponsPage'),
});

/** What is sold and what is owed, for whoever works here. */
export const studioBilling = {
  name: 'studio-billing',
  routes: [plans, plan, customer, dunning, ledger, gifts, coupons],
  navigation: [
    { to: '/studio/plans', label: 'Plans', icon: IconReceipt, may: 'studio.read' },
    { to: '/studio/coupons', label: 'Coupons', icon: IconDiscount, may: 'studio.read' },
    { to: '/studio/overdue', label: 'Overdue', icon: IconAlarm, may: 'billing.read' },
    { to: '/studio/ledger', label: 'Ledger', icon: IconScale, may: 'billing.read' },
    { to: '/studio/gift-codes', label: 'Gift codes', icon: IconGift, may: 'billing.read' },
  ],
} satisfies WebContext;
