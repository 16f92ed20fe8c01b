import { createRoute } from '@tanstack/react-router';
import type { WebContext } from '../app/context.ts';
import { searchParams } from '../app/search.ts';
import { HomePage } from './home-page.tsx';
import { viewerRoute } from './route.ts';
import { TitlePage } from './title-page.tsx';

const home = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/',
  component: HomePage,
  validateSearch: searchParams('q'),
});
const title = createRoute({ getParentRoute: () => viewerRoute, path: '/title/$titleId', component: TitlePage });

/** What people see who came to watch. */
export const viewer = { name: 'viewer', routes: [viewerRoute, home, title] } satisfies WebContext;
