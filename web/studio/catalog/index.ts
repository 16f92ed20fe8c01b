import { IconMovie } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { WebContext } from '../../app/context.ts';
import { searchParams } from '../../app/search.ts';
import { studioRoute } from '../route.ts';
import { catalogDiary } from './diary.ts';

const titles = createRoute({
  getParentRoute: () => studioRoute,
  path: '/titles',
  validateSearch: searchParams('q', 'status', 'sort'),
  component: lazyRouteComponent(() => import('./titles-page.tsx'), 'TitlesPage'),
});
const editor = createRoute({
  getParentRoute: () => studioRoute,
  path: '/titles/$titleId',
  validateSearch: searchParams('tab'),
  component: lazyRouteComponent(() => import('./editor-page.tsx'), 'EditorPage'),
});

/** Titles: what is said about films, and which of them viewers find. */
export const catalog = {
  name: 'catalog',
  routes: [titles, editor],
  navigation: [
    { to: '/studio/titles', label: 'Titles', icon: IconMovie, badge: lazy(() => import('./titles-badge.tsx')) },
  ],
  diary: catalogDiary,
  studio: lazy(() => import('./catalog-live.tsx')),
} satisfies WebContext;
