import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { ViewerLayout } from './viewer-layout.tsx';

/** The parent of the pages with the viewer's header. */
export const viewerRoute = createRoute({ getParentRoute: () => rootRoute, id: 'viewer', component: ViewerLayout });
