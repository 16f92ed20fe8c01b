import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { WebContext } from '../app/context.ts';
import { rootRoute } from '../app/root-route.ts';
import { searchParams } from '../app/search.ts';
import { viewerRoute } from '../viewer/route.ts';
import { identityDiary } from './diary.ts';
import { Overlays } from './overlays.tsx';

const frame = createRoute({
  getParentRoute: () => rootRoute,
  id: 'account-frame',
  component: lazyRouteComponent(() => import('./frame.tsx'), 'Frame'),
});
/** `?next=` is the page of ours that follows. */
const signIn = createRoute({
  getParentRoute: () => frame,
  path: '/sign-in',
  validateSearch: searchParams('next'),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});
const signUp = createRoute({
  getParentRoute: () => frame,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./sign-up-page.tsx'), 'SignUpPage'),
});
const forgot = createRoute({
  getParentRoute: () => frame,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./forgot-page.tsx'), 'ForgotPage'),
});
/** What the links of messages lead to; their token stands behind `#`. */
const link = createRoute({
  getParentRoute: () => frame,
  path: '/link/$purpose',
  component: lazyRouteComponent(() => import('./link-page.tsx'), 'LinkPage'),
});
/** Back from a provider: its sign-in is to be linked to an account; the token stands behind `#`. */
const providerLink = createRoute({
  getParentRoute: () => frame,
  path: '/provider/link',
  validateSearch: searchParams('provider'),
  component: lazyRouteComponent(() => import('./provider-link-page.tsx'), 'ProviderLinkPage'),
});
/** Back from a provider, to prove it once more; the challenge stands behind `#`. */
const providerCode = createRoute({
  getParentRoute: () => frame,
  path: '/provider/code',
  validateSearch: searchParams('next'),
  component: lazyRouteComponent(() => import('./provider-code-page.tsx'), 'ProviderCodePage'),
});
/** Back from a provider without being signed in. */
const providerProblem = createRoute({
  getParentRoute: () => frame,
  path: '/provider/problem',
  validateSearch: searchParams('code', 'provider', 'next'),
  component: lazyRouteComponent(() => import('./provider-problem-page.tsx'), 'ProviderProblemPage'),
});
/** For screens without a keyboard: a code that is let in from another device. */
const tv = createRoute({
  getParentRoute: () => frame,
  path: '/tv',
  component: lazyRouteComponent(() => import('./tv-page.tsx'), 'TvPage'),
});
/** `?code=` is what the screen shows. */
const pair = createRoute({
  getParentRoute: () => frame,
  path: '/pair',
  validateSearch: searchParams('code'),
  component: lazyRouteComponent(() => import('./pair-page.tsx'), 'PairPage'),
});
const account = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});
/** A copy of everything about whoever is signed in. */
const copy = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/account/data/$exportId',
  component: lazyRouteComponent(() => import('./export-page.tsx'), 'ExportPage'),
});
/** `?next=` is the page of ours that follows. */
const profiles = createRoute({
  getParentRoute: () => frame,
  path: '/profiles',
  validateSearch: searchParams('next'),
  component: lazyRouteComponent(() => import('./profiles-page.tsx'), 'ProfilesPage'),
});
/** What the link leads to by which one household gives a profile to another; its token stands behind `#`. */
const takeProfile = createRoute({
  getParentRoute: () => frame,
  path: '/profiles/take',
  component: lazyRouteComponent(() => import('./take-profile-page.tsx'), 'TakeProfilePage'),
});
const profile = createRoute({
  getParentRoute: () => viewerRoute,
  path: '/profiles/$profileId',
  component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
});

/** Accounts: how people get in, what is theirs, and how what they do reads in the studio. */
export const identity = {
  name: 'identity',
  routes: [
    frame,
    signIn,
    signUp,
    forgot,
    link,
    providerLink,
    providerProblem,
    providerCode,
    tv,
    pair,
    account,
    copy,
    profiles,
    takeProfile,
    profile,
  ],
  diary: identityDiary,
  overlay: Overlays,
} satisfies WebContext;
