import { createAppRouter } from './app/router.ts';
import { billing } from './billing/index.ts';
import { identity } from './identity/index.ts';
import { playback } from './player/index.ts';
import { audit } from './studio/audit/index.ts';
import { studioBilling } from './studio/billing/index.ts';
import { catalog } from './studio/catalog/index.ts';
import { studio } from './studio/index.ts';
import { kernel } from './studio/kernel/index.ts';
import { media } from './studio/media/index.ts';
import { people } from './studio/people/index.ts';
import { programs } from './studio/programs/index.ts';
import { viewer } from './viewer/index.ts';

/** Everything that the web app consists of; the studio's navigation keeps this order. A new context is one more line here. */
export const webContexts = [
  viewer,
  playback,
  studio,
  media,
  catalog,
  identity,
  billing,
  studioBilling,
  people,
  programs,
  audit,
  kernel,
] as const;

export const router = createAppRouter(webContexts);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
