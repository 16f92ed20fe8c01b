import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { HomePage } from '../viewer/home-page.tsx';
import { TitlePage } from '../viewer/title-page.tsx';
import { ViewerLayout } from '../viewer/viewer-layout.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { CrashPage } from './crash-page.tsx';

const root = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: CrashPage });
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const given = <K extends string>(key: K, value: unknown): { [P in K]?: string } => {
  const known = text(value);
  return known === undefined ? {} : ({ [key]: known } as { [P in K]?: string });
};

const viewer = createRoute({ getParentRoute: () => root, id: 'viewer', component: ViewerLayout });
const home = createRoute({
  getParentRoute: () => viewer,
  path: '/',
  component: HomePage,
  validateSearch: (search) => given('q', search['q']),
});
const title = createRoute({ getParentRoute: () => viewer, path: '/title/$titleId', component: TitlePage });

/** `?from=start` ignores the place where the viewer left; `?format=hls` forces HLS. */
const watch = createRoute({
  getParentRoute: () => root,
  path: '/watch/$titleId',
  component: lazyRouteComponent(() => import('../player/watch-page.tsx'), 'WatchPage'),
  validateSearch: (search) => ({ ...given('from', search['from']), ...given('format', search['format']) }),
});

const studio = createRoute({
  getParentRoute: () => root,
  path: '/studio',
  component: lazyRouteComponent(() => import('../studio/studio-layout.tsx'), 'StudioLayout'),
});
const studioHome = createRoute({
  getParentRoute: () => studio,
  path: '/',
  // The hash carries the operator's token on the first visit; it must survive the redirect.
  beforeLoad: ({ location }) => {
    throw redirect({ to: '/studio/pipeline', hash: location.hash, replace: true });
  },
});
const pipeline = createRoute({
  getParentRoute: () => studio,
  path: '/pipeline',
  validateSearch: (search) => given('stage', search['stage']),
  component: lazyRouteComponent(() => import('../studio/media/pipeline-page.tsx'), 'PipelinePage'),
});
const asset = createRoute({
  getParentRoute: () => studio,
  path: '/assets/$assetId',
  validateSearch: (search) => given('tab', search['tab']),
  component: lazyRouteComponent(() => import('../studio/media/asset-page.tsx'), 'AssetPage'),
});
const titles = createRoute({
  getParentRoute: () => studio,
  path: '/titles',
  validateSearch: (search) => ({
    ...given('q', search['q']),
    ...given('status', search['status']),
    ...given('sort', search['sort']),
  }),
  component: lazyRouteComponent(() => import('../studio/catalog/titles-page.tsx'), 'TitlesPage'),
});
const editor = createRoute({
  getParentRoute: () => studio,
  path: '/titles/$titleId',
  validateSearch: (search) => given('tab', search['tab']),
  component: lazyRouteComponent(() => import('../studio/catalog/editor-page.tsx'), 'EditorPage'),
});
const log = createRoute({
  getParentRoute: () => studio,
  path: '/log',
  validateSearch: (search) => ({
    ...given('stream', search['stream']),
    ...given('type', search['type']),
    ...given('correlation', search['correlation']),
  }),
  component: lazyRouteComponent(() => import('../studio/audit/log-page.tsx'), 'LogPage'),
});
const projections = createRoute({
  getParentRoute: () => studio,
  path: '/projections',
  component: lazyRouteComponent(() => import('../studio/audit/projections-page.tsx'), 'ProjectionsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    viewer.addChildren([home, title]),
    watch,
    studio.addChildren([studioHome, pipeline, asset, titles, editor, log, projections]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
