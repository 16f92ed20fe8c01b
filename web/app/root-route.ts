import { createRootRouteWithContext } from '@tanstack/react-router';
import type { WebContext } from './context.ts';
import { CrashPage } from './crash-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { RootPage } from './root-page.tsx';

/** What every route and page may ask of the app. */
export interface AppContext {
  readonly contexts: readonly WebContext[];
}

/** The parent of every area. */
export const rootRoute = createRootRouteWithContext<AppContext>()({
  component: RootPage,
  notFoundComponent: NotFoundPage,
  errorComponent: CrashPage,
});
