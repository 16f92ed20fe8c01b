import { z } from 'zod';
import type { SignedInAccount } from '../../ports/identity.ts';
import { id, ProfileId } from '../../schemas/kernel/id.ts';
import type { Keyring } from './keyring.ts';

/** How long an access token lives: what was ended or taken away holds everywhere within that time. */
export const ACCESS_SECONDS = 600;

const AccessToken = z.object({
  sub: id('AccountId'),
  sid: id('SignInId'),
  pid: ProfileId.optional(),
  roles: z.array(z.string()),
  /** When they signed in, ISO 8601. */
  at: z.iso.datetime(),
  /** When they last did so, ISO 8601, where that was later. */
  pat: z.iso.datetime().optional(),
  exp: z.int(),
});

/** Says for some minutes who somebody is, without asking any store. */
export function signAccess(
  keyring: Keyring,
  { accountId, signInId, profileId, roles, signedInAt, provedAt, until }: SignedInAccount,
): Promise<string> {
  const pid = profileId === undefined ? {} : { pid: profileId };
  return keyring.sign('access', {
    sub: accountId,
    sid: signInId,
    ...pid,
    roles: [...roles],
    at: signedInAt,
    ...(provedAt === signedInAt ? {} : { pat: provedAt }),
    exp: Math.floor(until / 1000),
  });
}

/** A browser shows the same token for minutes, and the keyring hands the same claims out for it. */
const read = new WeakMap<object, SignedInAccount>();

/** Whose access token it is; undefined when it was not made here, or has ended. */
export async function openAccess(keyring: Keyring, token: string, now?: number): Promise<SignedInAccount | undefined> {
  const claims = await keyring.open('access', token, now === undefined ? {} : { now });
  if (claims === undefined) return undefined;
  const account = read.get(claims) ?? accountOf(claims);
  if (account !== undefined) read.set(claims, account);
  return account;
}

function accountOf(claims: object): SignedInAccount | undefined {
  const opened = AccessToken.safeParse(claims).data;
  if (opened === undefined) return undefined;
  const {
    sub: accountId,
    sid: signInId,
    pid: profileId,
    roles,
    at: signedInAt,
    pat: provedAt = signedInAt,
    exp,
  } = opened;
  return {
    accountId,
    signInId,
    profileId,
    roles,
    signedInAt,
    provedAt,
    until: exp * 1000,
  };
}
