/**
 * Where to go after signing in: the page of ours that was asked for, else the first one. Anything that would lead elsewhere is
 * ignored: the address comes from whoever made the link. `origin` is that of the page.
 */
export function nextPage(asked: string | undefined, origin: string): string {
  if (asked === undefined || !asked.startsWith('/') || !URL.canParse(asked, origin)) return '/';
  const url = new URL(asked, origin);
  // What does not stay the same is read otherwise by a browser than by us: `//elsewhere`, backslashes, control characters.
  if (url.origin !== origin || url.pathname + url.search + url.hash !== asked) return '/';
  return asked;
}

/** Pages that are the account's and no profile's. */
const OF_THE_ACCOUNT = /^\/(account|pair|profiles|provider|studio)(?=$|[/?#])/;

/** The page between signing in and the one that was asked for: who is watching? */
export function afterSigningIn(page: string): string {
  if (OF_THE_ACCOUNT.test(page)) return page;
  return page === '/' ? '/profiles' : `/profiles?next=${encodeURIComponent(page)}`;
}
