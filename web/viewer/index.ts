import { createRoute } from '@tanstack/react-router';
import type { WebContext } from '../app/context.ts';
import { rootRoute } from '../app/root-route.ts';
import { searchParams } from '../app/search.ts';
import { HomePage } from './home-page.tsx';
import { TitlePage } from './title-page.tsx';
import { ViewerLayout } from './viewer-layout.tsx';

const layout = createRoute({ getParentRoute: () => rootRoute, id: 'viewer', component: ViewerLayout });
const home = createRoute({
  getParentRoute: () => layout,
  path: '/',
  component: HomePage,
  validateSearch: searchParams('q'),
});
const title = createRoute({ getParentRoute: () => layout, path: '/title/$titleId', component: TitlePage });

/** What people see who came to watch. */
export const viewer = { name: 'viewer', routes: [layout, home, title] } satisfies WebContext;
