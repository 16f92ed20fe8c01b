import { IconMailbox, IconShield, IconUsers } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebContext } from '../../app/context.ts';
import { searchParams } from '../../app/search.ts';
import { studioRoute } from '../route.ts';

const list = createRoute({
  getParentRoute: () => studioRoute,
  path: '/people',
  validateSearch: searchParams('who'),
  component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => studioRoute,
  path: '/people/$accountId',
  validateSearch: searchParams('tab'),
  component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
});
const roles = createRoute({
  getParentRoute: () => studioRoute,
  path: '/roles',
  component: lazyRouteComponent(() => import('./roles-page.tsx'), 'RolesPage'),
});
const outbox = createRoute({
  getParentRoute: () => studioRoute,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
});

/** Who has an account and what they may do here, and the messages that wait for them. */
export const people = {
  name: 'people',
  routes: [list, person, roles, outbox],
  navigation: [
    { to: '/studio/people', label: 'People', icon: IconUsers, may: 'people.read' },
    { to: '/studio/roles', label: 'Roles', icon: IconShield, may: 'people.read' },
    { to: '/studio/outbox', label: 'Outbox', icon: IconMailbox, may: 'operations' },
  ],
} satisfies WebContext;
