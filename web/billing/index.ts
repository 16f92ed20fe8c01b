import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebContext } from '../app/context.ts';
import { searchParams } from '../app/search.ts';
import { viewerRoute } from '../viewer/route.ts';
import { billingDiary } from './diary.ts';

/** Back from the page of the provider where a card is entered; `?next=` is the page of ours that follows. */
const checkout = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/account/checkout/$checkoutId',
  validateSearch: searchParams('next'),
  component: lazyRouteComponent(() => import('./checkout-page.tsx'), 'CheckoutPage'),
});

/** What can be subscribed to; `?film=` is the film that it is for. */
const plans = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/plans',
  validateSearch: searchParams('film'),
  component: lazyRouteComponent(() => import('./plans-page.tsx'), 'PlansPage'),
});
/** One plan, and by what it is paid. */
const subscribe = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/plans/$planId',
  validateSearch: searchParams('film'),
  component: lazyRouteComponent(() => import('./subscribe-page.tsx'), 'SubscribePage'),
});
/** One film by itself; `?how=` is `rent` or `buy`. */
const buy = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/buy/$titleId',
  validateSearch: searchParams('how'),
  component: lazyRouteComponent(() => import('./buy-page.tsx'), 'BuyPage'),
});
const library = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/my-films',
  component: lazyRouteComponent(() => import('./library-page.tsx'), 'LibraryPage'),
});
const redeem = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/redeem',
  component: lazyRouteComponent(() => import('./redeem-page.tsx'), 'RedeemPage'),
});

/** One invoice. */
const invoice = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/account/invoices/$invoiceId',
  component: lazyRouteComponent(() => import('./invoice-page.tsx'), 'InvoicePage'),
});

/** What people pay for, by what, and how that reads in the log. */
export const billing = {
  name: 'billing',
  routes: [checkout, plans, subscribe, invoice, buy, library, redeem],
  diary: billingDiary,
} satisfies WebContext;
