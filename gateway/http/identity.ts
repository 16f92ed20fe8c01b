import { randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Caller, Credentials, Identity, NewCookie, SignedInAccount } from '../../ports/identity.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { openAccess } from './access-token.ts';
import type { Keyring } from './keyring.ts';
import { openOldToken } from './old-token.ts';

/** Of 500 characters in UTF-8. */
const MAX_TOKEN_BYTES = 2048;
const COOKIE = 'reprise_profile';
const COOKIE_AGE_SECONDS = 400 * 24 * 3600;
const Profile = z.looseObject({ sub: ProfileId });
/** What cookies of version 0.1.0 held. */
const OldProfile = z.strictObject({ i: ProfileId });

/** What somebody who is signed in carries beside the access token. */
export interface CarriedSignIn {
  readonly accessCookie: string;
  /** Who the cookies belong to when the access token is over, and what is to be kept from now on. */
  goesOn(
    cookies: NonNullable<Credentials['cookies']>,
    keeps: boolean,
  ): Promise<{ readonly account: SignedInAccount | undefined; readonly cookies: readonly NewCookie[] }>;
}

/**
 * Operators carry the operator token as a bearer token, whoever is signed in an access token (programs as a bearer token,
 * browsers as a cookie), and every browser an anonymous profile in a signed cookie.
 */
export function createIdentity(options: {
  readonly keyring: Keyring;
  /** The signing secrets, the newest first: for cookies that version 0.1.0 signed. */
  readonly secrets: readonly string[];
  readonly operatorToken: string;
  readonly signIns: CarriedSignIn;
  readonly now?: () => number;
}): Identity {
  const { keyring, secrets, signIns } = options;
  if (options.operatorToken.length < 16)
    throw new Error('The operator token is too short: use at least 16 characters (REPRISE_OPERATOR_TOKEN).');
  const scratch = Buffer.alloc(MAX_TOKEN_BYTES);
  const expected = padded(options.operatorToken);

  const isOperator = (bearer: string | undefined): boolean =>
    bearer !== undefined && bearer.length <= 500 && timingSafeEqual(padded(bearer, scratch), expected);
  /** The one who is signed in, by a bearer token or else by cookies. */
  const accountOf = async (
    bearer: string | undefined,
    { cookies, keeps }: Credentials,
  ): Promise<Awaited<ReturnType<CarriedSignIn['goesOn']>>> => {
    if (bearer !== undefined && !isOperator(bearer))
      return { account: await openAccess(keyring, bearer, options.now?.()), cookies: [] };
    if (cookies === undefined) return { account: undefined, cookies: [] };
    const access = cookies[signIns.accessCookie];
    const account = access === undefined ? undefined : await openAccess(keyring, access, options.now?.());
    return account === undefined ? signIns.goesOn(cookies, keeps) : { account, cookies: [] };
  };
  const cookieOf = async (profileId: ProfileId): Promise<NewCookie> => ({
    name: COOKIE,
    value: await keyring.sign('profile', { sub: profileId }),
    maxAgeSeconds: COOKIE_AGE_SECONDS,
  });

  return {
    async whoIs(credentials) {
      const { authorization, cookies } = credentials;
      const bearer = /^Bearer ([^\s]{1,2000})$/i.exec(authorization ?? '')?.[1];
      const operator = isOperator(bearer);
      const signedIn = await accountOf(bearer, credentials);
      const { account } = signedIn;
      const given = cookies?.[COOKIE];
      const known = given === undefined ? undefined : Profile.safeParse(await keyring.open('profile', given)).data;
      if (known !== undefined) return { caller: callerOf(operator, known.sub, account), cookies: signedIn.cookies };
      const old = given === undefined ? undefined : OldProfile.safeParse(openOldToken(secrets, 'profile', given)).data;
      const profileId = old?.i ?? ProfileId.parse(randomUUID());
      // A program with a bearer token and no cookies has no use for a profile that lasts.
      const keeps = (!operator && account === undefined) || cookies !== undefined;
      return {
        caller: callerOf(operator, profileId, account),
        cookies: keeps ? [...signedIn.cookies, await cookieOf(profileId)] : signedIn.cookies,
      };
    },
  };
}

/** Watching is done by a profile, also when an operator watches. */
export const viewerActor = (profileId: string): Actor => ({ kind: 'viewer', id: profileId });

/** Somebody with an account, as they stand in the events of what they do with it. */
export const accountActor = ({ accountId, roles }: SignedInAccount, profileId: string): Actor =>
  roles.length > 0
    ? { kind: 'staff', id: accountId, account: accountId }
    : { ...viewerActor(profileId), account: accountId };

/** @param own the profile of the browser; the one that was chosen goes before it */
function callerOf(operator: boolean, own: ProfileId, account: SignedInAccount | undefined): Caller {
  const profileId = account?.profileId ?? own;
  const who = { profileId, ...(account === undefined ? {} : { account }) };
  if (operator) return { kind: 'staff', actor: { kind: 'staff', id: 'operator' }, ...who };
  if (account === undefined) return { kind: 'viewer', actor: viewerActor(profileId), ...who };
  return { kind: account.roles.length > 0 ? 'staff' : 'viewer', actor: accountActor(account, profileId), ...who };
}

/** All of one length, so that a comparison tells nothing about the token, not even how long it is. */
function padded(token: string, bytes = Buffer.alloc(MAX_TOKEN_BYTES)): Buffer {
  bytes.fill(0).write(token);
  return bytes;
}
