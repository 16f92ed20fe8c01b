import { z } from 'zod';
import type { NewCookie, SignedInAccount } from '../../ports/identity.ts';
import { AccountId, SignInId } from '../../schemas/identity/ids.ts';
import { signAccess } from '../http/access-token.ts';
import type { Keyring } from '../http/keyring.ts';

/** How long a device stays signed in that is not used, seconds. */
export const REFRESH_SECONDS = 30 * 24 * 3600;

const RefreshToken = z.object({ sub: AccountId, sid: SignInId, gen: z.int().min(0), exp: z.int() });

/** Which refresh token of which sign-in. */
export interface RefreshClaims {
  readonly accountId: string;
  readonly signInId: string;
  readonly generation: number;
}

/** What a device carries. Times in milliseconds since the Unix epoch. */
export interface DeviceTokens {
  readonly access: string;
  readonly accessUntil: number;
  readonly refresh: string;
  readonly refreshUntil: number;
}

/** The tokens of a device: who it is for some minutes, and how to go on after that. */
export async function signTokens(
  keyring: Keyring,
  account: SignedInAccount,
  next: { readonly generation: number; readonly refreshUntil: number },
): Promise<DeviceTokens> {
  const { accountId: sub, signInId: sid } = account;
  const exp = Math.floor(next.refreshUntil / 1000);
  const [access, refresh] = await Promise.all([
    signAccess(keyring, account),
    keyring.sign('refresh', { sub, sid, gen: next.generation, exp }),
  ]);
  return { access, accessUntil: account.until, refresh, refreshUntil: exp * 1000 };
}

/** Undefined: it was not made here as a refresh token, or has ended. */
export async function openRefresh(keyring: Keyring, token: string, now: number): Promise<RefreshClaims | undefined> {
  const { data } = RefreshToken.safeParse(await keyring.open('refresh', token, { now }));
  return data && { accountId: data.sub, signInId: data.sid, generation: data.gen };
}

/** Names of the cookies of whoever is signed in. With https the browser itself holds them to this host and to https. */
export const cookieNames = (secure: boolean): { readonly access: string; readonly refresh: string } => {
  const prefix = secure ? '__Host-' : '';
  return { access: `${prefix}reprise_access`, refresh: `${prefix}reprise_refresh` };
};

/** What a browser keeps of its tokens; without any it forgets them. */
export function tokenCookies(secure: boolean, tokens: DeviceTokens | undefined, now: number): readonly NewCookie[] {
  const names = cookieNames(secure);
  const secondsUntil = (at: number): number => Math.max(0, Math.floor((at - now) / 1000));
  return [
    { name: names.access, value: tokens?.access ?? '', maxAgeSeconds: tokens ? secondsUntil(tokens.accessUntil) : 0 },
    {
      name: names.refresh,
      value: tokens?.refresh ?? '',
      maxAgeSeconds: tokens ? secondsUntil(tokens.refreshUntil) : 0,
    },
  ];
}
