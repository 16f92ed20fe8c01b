import { IconKey } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebContext } from '../../app/context.ts';
import { studioRoute } from '../route.ts';

const list = createRoute({
  getParentRoute: () => studioRoute,
  path: '/programs',
  component: lazyRouteComponent(() => import('./programs-page.tsx'), 'ProgramsPage'),
});

/** Programs that work here, and their keys. */
export const programs = {
  name: 'programs',
  routes: [list],
  navigation: [{ to: '/studio/programs', label: 'Programs', icon: IconKey, may: 'programs.manage' }],
} satisfies WebContext;
