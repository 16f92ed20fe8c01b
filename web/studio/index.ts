import { createRoute, redirect } from '@tanstack/react-router';
import type { WebContext } from '../app/context.ts';
import { studioRoute } from './route.ts';

/** `/studio` alone leads to the first entry of the navigation. */
const home = createRoute({
  getParentRoute: () => studioRoute,
  path: '/',
  beforeLoad: ({ location, context }) => {
    const first = context.contexts.flatMap(({ navigation = [] }) => navigation)[0];
    // The hash carries the operator's token on the first visit; it must survive the redirect.
    if (first !== undefined) throw redirect({ to: first.to, hash: location.hash, replace: true });
  },
});

/** The frame around the pages of those who run the platform. */
export const studio = { name: 'studio', routes: [studioRoute, home] } satisfies WebContext;
