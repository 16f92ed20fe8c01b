import { IconListDetails, IconTimeline } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebContext } from '../../app/context.ts';
import { searchParams } from '../../app/search.ts';
import { studioRoute } from '../route.ts';

const log = createRoute({
  getParentRoute: () => studioRoute,
  path: '/log',
  validateSearch: searchParams('view', 'q', 'context', 'type', 'actor', 'stream', 'correlation'),
  component: lazyRouteComponent(() => import('./log-page.tsx'), 'LogPage'),
});
const projections = createRoute({
  getParentRoute: () => studioRoute,
  path: '/projections',
  component: lazyRouteComponent(() => import('./projections-page.tsx'), 'ProjectionsPage'),
});

/** The log of everything that happened, and how far the read models are. */
export const audit = {
  name: 'audit',
  routes: [log, projections],
  navigation: [
    { to: '/studio/log', label: 'Log', icon: IconTimeline, may: 'log.read' },
    {
      to: '/studio/projections',
      label: 'Projections',
      icon: IconListDetails,
      may: 'operations',
      badge: lazy(() => import('./parked-badge.tsx')),
    },
  ],
} satisfies WebContext;
