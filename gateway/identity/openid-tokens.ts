import { z } from 'zod';
import type { NewCookie } from '../../ports/identity.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import type { Keyring } from '../http/keyring.ts';
import type { OpenIdChecks } from './openid-client.ts';

/** How long somebody may take at the provider, and to sign in before they link, seconds. */
const LASTS_SECONDS = 900;

const Begun = z.object({
  /** The provider. */
  p: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  /** Whether it is to be linked to the account that is signed in. */
  link: z.boolean(),
  /** Whether whoever is signed in proves once more who they are. */
  confirm: z.boolean().default(false),
  /** When it was begun, seconds since 1970. Of a version before: it proves nothing by itself. */
  at: z.int().default(Number.MAX_SAFE_INTEGER),
});
const Link = z.object({ p: z.string(), sub: z.string(), bid: ProfileId });

/** What this browser has begun at a provider. */
export interface Begun {
  readonly provider: string;
  readonly checks: OpenIdChecks;
  /** The page of ours that follows. */
  readonly next: string;
  readonly link: boolean;
  /** Whether whoever is signed in wants to prove once more who they are, and nothing else. */
  readonly confirm: boolean;
  /** When the browser was sent to the provider, seconds since 1970. */
  readonly at: number;
}

const nameOf = (secure: boolean): string => `${secure ? '__Host-' : ''}reprise_openid`;
const endOf = (now: number): number => Math.floor(now / 1000) + LASTS_SECONDS;

/** The cookie that binds what comes back to the browser that began it. */
export async function begunCookie(
  { keyring, secureCookies, now }: { readonly keyring: Keyring; readonly secureCookies: boolean; now(): number },
  { provider, checks, ...rest }: Omit<Begun, 'at'>,
): Promise<NewCookie> {
  const at = Math.floor(now() / 1000);
  const value = await keyring.sign('openid/begun', { p: provider, ...checks, ...rest, at, exp: endOf(now()) });
  return { name: nameOf(secureCookies), value, maxAgeSeconds: LASTS_SECONDS };
}

/** Each way back is gone once. */
export const forgetBegun = (secure: boolean): NewCookie => ({ name: nameOf(secure), value: '', maxAgeSeconds: 0 });

/** What this browser has begun; undefined: nothing, or too long ago. */
export async function openBegun(
  { keyring, secureCookies, now }: { readonly keyring: Keyring; readonly secureCookies: boolean; now(): number },
  cookies: Readonly<Record<string, string | undefined>>,
): Promise<Begun | undefined> {
  const given = cookies[nameOf(secureCookies)];
  if (given === undefined) return undefined;
  const { data } = Begun.safeParse(await keyring.open('openid/begun', given, { now: now() }));
  if (data === undefined) return undefined;
  const { p: provider, state, nonce, verifier, next, link, confirm, at } = data;
  return { provider, checks: { state, nonce, verifier }, next, link, confirm, at };
}

/** Somebody proved in this browser who they are at a provider; they have not said yet to which account that belongs. */
export interface PendingLink {
  readonly provider: string;
  readonly subject: string;
  readonly browserId: string;
}

/** Only for the browser that it was made for: nobody links their own sign-in to the account of somebody else. */
export const signPendingLink = (
  { keyring, now }: { readonly keyring: Keyring; now(): number },
  { provider, subject, browserId }: PendingLink,
): Promise<string> => keyring.sign('openid/link', { p: provider, sub: subject, bid: browserId, exp: endOf(now()) });

/** Undefined: it was not made here, or has ended. */
export async function openPendingLink(
  { keyring, now }: { readonly keyring: Keyring; now(): number },
  token: string,
): Promise<PendingLink | undefined> {
  const { data } = Link.safeParse(await keyring.open('openid/link', token, { now: now() }));
  return data && { provider: data.p, subject: data.sub, browserId: data.bid };
}
