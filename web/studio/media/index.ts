import { IconLayoutKanban } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebContext } from '../../app/context.ts';
import { searchParams } from '../../app/search.ts';
import { studioRoute } from '../route.ts';
import { mediaDiary } from './diary.ts';

const pipeline = createRoute({
  getParentRoute: () => studioRoute,
  path: '/pipeline',
  validateSearch: searchParams('stage'),
  component: lazyRouteComponent(() => import('./pipeline-page.tsx'), 'PipelinePage'),
});
const asset = createRoute({
  getParentRoute: () => studioRoute,
  path: '/assets/$assetId',
  validateSearch: searchParams('tab'),
  component: lazyRouteComponent(() => import('./asset-page.tsx'), 'AssetPage'),
});

/** From an upload to a film that plays. */
export const media = {
  name: 'media',
  routes: [pipeline, asset],
  navigation: [
    {
      to: '/studio/pipeline',
      label: 'Pipeline',
      icon: IconLayoutKanban,
      covers: ['/studio/assets'],
      badge: lazy(() => import('./pipeline-badge.tsx')),
    },
  ],
  diary: mediaDiary,
  studio: lazy(() => import('./media-live.tsx')),
} satisfies WebContext;
