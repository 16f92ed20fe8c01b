import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebContext } from '../app/context.ts';
import { rootRoute } from '../app/root-route.ts';
import { searchParams } from '../app/search.ts';
import { playbackDiary } from './diary.ts';

/** `?from=start` ignores the place where the viewer left; `?format=hls` forces HLS. */
const watch = createRoute({
  getParentRoute: () => rootRoute,
  path: '/watch/$titleId',
  component: lazyRouteComponent(() => import('./watch-page.tsx'), 'WatchPage'),
  validateSearch: searchParams('from', 'format'),
});

/** The player, and how watching reads in the studio. */
export const playback = {
  name: 'playback',
  routes: [watch],
  diary: playbackDiary,
  telemetry: { stream: 'heartbeats', of: 'playback', label: 'Heartbeats' },
} satisfies WebContext;
