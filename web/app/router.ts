import { type AnyRoute, createRouter } from '@tanstack/react-router';
import type { WebContext } from './context.ts';
import { rootRoute } from './root-route.ts';

/**
 * The router of the given contexts. Every route hangs below the parent that it names, whichever context that came from.
 * @throws when a route's parent is in no context
 */
export function createAppRouter<const C extends readonly WebContext[]>(contexts: C) {
  return createRouter({
    routeTree: treeOf(contexts),
    context: { contexts },
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

function treeOf<const C extends readonly WebContext[]>(contexts: C) {
  type Route = C[number]['routes'][number];
  const routes: readonly Route[] = contexts.flatMap(({ routes: own }) => own);
  const parentOf = (route: AnyRoute): AnyRoute =>
    (route.options as { getParentRoute: () => AnyRoute }).getParentRoute();
  const known = new Set<AnyRoute>([rootRoute, ...routes]);
  for (const { name, routes: own } of contexts) {
    if (own.some((route) => !known.has(parentOf(route))))
      throw new Error(`A route of the context ${name} hangs below a parent that is in no context.`);
  }
  for (const parent of routes) {
    const children = routes.filter((route) => parentOf(route) === parent);
    if (children.length > 0) parent.addChildren(children);
  }
  // For the types every route stands directly below the root: each one carries its whole path itself.
  return rootRoute.addChildren(routes.filter((route) => parentOf(route) === rootRoute));
}
