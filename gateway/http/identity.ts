import { randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type {
  Caller,
  Credentials,
  CustomRoles,
  Households,
  Identity,
  NewCookie,
  Program,
  Programs,
  SignedInAccount,
} from '../../ports/identity.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { isOutage } from '../../ports/outage.ts';
import type { ActingActor, Actor } from '../../schemas/kernel/metadata.ts';
import { may } from '../../domain/kernel/permission-decision.ts';
import { openAccess } from './access-token.ts';
import type { Keyring } from './keyring.ts';
import { KEY_START } from './program-key.ts';
import { openOldToken } from './old-token.ts';

/** Of 500 characters in UTF-8. */
const MAX_TOKEN_BYTES = 2048;
const COOKIE = 'reprise_profile';
/** Where browsers come by https they hold it to this host themselves: no other host of the domain can set it. */
const HOST_COOKIE = `__Host-${COOKIE}`;
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
 * Operators carry the operator token as a bearer token, programs a key of their own, whoever is signed in an access token (apps as a
 * bearer token, browsers as a cookie), and every browser an anonymous profile in a signed cookie.
 */
export function createIdentity(options: {
  readonly keyring: Keyring;
  /** The signing secrets, the newest first: for cookies that version 0.1.0 signed. */
  readonly secrets: readonly string[];
  readonly operatorToken: string;
  readonly signIns: CarriedSignIn;
  /** Whether browsers reach the gateway by https alone. Default: not. */
  readonly secureCookies?: boolean;
  readonly households: Households;
  /** Default: no program has a key. */
  readonly programs?: Programs;
  /** Default: this installation made no roles. */
  readonly customRoles?: CustomRoles;
  /** Whether whoever is signed in sees as somebody else: what their cookies say, with the limits of now. Default: nobody does. */
  readonly seeAs?: (
    cookies: NonNullable<Credentials['cookies']>,
    account: SignedInAccount,
  ) => Promise<Caller | undefined>;
  readonly now?: () => number;
}): Identity {
  const { keyring, secrets, signIns, households } = options;
  if (options.operatorToken.length < 16)
    throw new Error('The operator token is too short: use at least 16 characters (REPRISE_OPERATOR_TOKEN).');
  const name = options.secureCookies === true ? HOST_COOKIE : COOKIE;
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
    name,
    value: await keyring.sign('profile', { sub: profileId }),
    maxAgeSeconds: COOKIE_AGE_SECONDS,
  });

  /** Who watches by that account. One who is there no longer is nobody, and shows the least: they may have been somebody's child. */
  const watchingBy = async (account: SignedInAccount | undefined): Promise<Watching | undefined> => {
    if (account === undefined) return undefined;
    const permissions = (await options.customRoles?.permissionsOf(account.roles)) ?? [];
    if (account.profileId === undefined) return { account, permissions, audience: undefined };
    try {
      const owned = await households.find(account.profileId);
      return owned?.accountId === account.accountId && !owned.isDeleted
        ? { account, permissions, audience: owned.audience }
        : { account: { ...account, profileId: undefined }, permissions, audience: STRICTEST };
    } catch (error) {
      if (!isOutage(error)) throw error;
      return { account, permissions, audience: STRICTEST };
    }
  };
  /** Whether a browser may go on with its profile: not when it went over to an account, which is asked for before it is watched with. */
  const isFree = async (profileId: ProfileId): Promise<boolean> => {
    try {
      return (await households.find(profileId)) === undefined;
    } catch (error) {
      // What the profile has watched cannot be read either.
      if (!isOutage(error)) throw error;
      return true;
    }
  };

  return {
    async whoIs(credentials) {
      const { authorization, cookies } = credentials;
      const bearer = /^Bearer ([^\s]{1,2000})$/i.exec(authorization ?? '')?.[1];
      const operator = isOperator(bearer);
      const key = !operator && bearer?.startsWith(KEY_START) === true ? bearer : undefined;
      const program = key === undefined ? undefined : await options.programs?.find(key);
      // Cookies that come with a key are somebody else's.
      if (program !== undefined) return { caller: callerOfProgram(program), cookies: [] };
      const signedIn = await accountOf(bearer, credentials);
      const { account } = signedIn;
      if (cookies !== undefined && account !== undefined) {
        const asAnother = await options.seeAs?.(cookies, account);
        if (asAnother !== undefined) return { caller: asAnother, cookies: signedIn.cookies };
      }
      const watching = await watchingBy(account);
      // One of before, without the prefix, is read once and replaced.
      const isOldName = name !== COOKIE && cookies?.[name] === undefined && cookies?.[COOKIE] !== undefined;
      const given = cookies?.[isOldName ? COOKIE : name];
      const known = given === undefined ? undefined : Profile.safeParse(await keyring.open('profile', given)).data;
      if (known !== undefined && (await isFree(known.sub)))
        return {
          caller: withKey(callerOf(operator, known.sub, watching), key),
          cookies: isOldName ? [...signedIn.cookies, await cookieOf(known.sub), FORGET_OLD] : signedIn.cookies,
        };
      const old = given === undefined ? undefined : OldProfile.safeParse(openOldToken(secrets, 'profile', given)).data;
      const profileId = old !== undefined && (await isFree(old.i)) ? old.i : ProfileId.parse(randomUUID());
      // A program with a bearer token and no cookies has no use for a profile that lasts.
      const keeps = (!operator && account === undefined) || cookies !== undefined;
      return {
        caller: withKey(callerOf(operator, profileId, watching), key),
        cookies: keeps
          ? [...signedIn.cookies, await cookieOf(profileId), ...(isOldName ? [FORGET_OLD] : [])]
          : signedIn.cookies,
      };
    },
  };
}

const FORGET_OLD: NewCookie = { name: COOKIE, value: '', maxAgeSeconds: 0 };

/** Watching is done by a profile, also when an operator watches. */
export const viewerActor = (profileId: string): Actor => ({ kind: 'viewer', id: profileId });

/** Somebody with an account, as they stand in the events of what they do with it. */
export const accountActor = ({ accountId, roles }: SignedInAccount, profileId: string): Actor =>
  roles.length > 0
    ? { kind: 'staff', id: accountId, account: accountId, roles }
    : { ...viewerActor(profileId), account: accountId };

/** Whoever proves by a password, a link or a factor that an account is theirs, as they stand in its events. */
export const provingActor = ({ profileId }: Pick<Caller, 'profileId'>, accountId: string): Actor => ({
  ...viewerActor(profileId),
  account: accountId,
});

/** An account, and what limits which films are seen by it on this device. */
interface Watching {
  readonly account: SignedInAccount;
  /** What roles of this installation give them now. */
  readonly permissions: readonly string[];
  readonly audience: Caller['audience'];
}

/** What is shown while nobody knows what may be, or until another is chosen. */
const STRICTEST: Caller['audience'] = { maturityCap: 0, kids: true };

/** @param browserId the profile of the browser; the one that was chosen goes before it */
function callerOf(operator: boolean, browserId: ProfileId, watching: Watching | undefined): Caller {
  const profileId = watching?.account.profileId ?? browserId;
  const who = { profileId, browserId };
  if (operator)
    return {
      kind: 'staff',
      actor: { kind: 'staff', id: 'operator' },
      ...who,
      ...(watching && { account: watching.account }),
    };
  if (watching === undefined) return { kind: 'viewer', actor: viewerActor(profileId), ...who };
  const { account, permissions, audience } = watching;
  const staff = { ...accountActor(account, profileId), ...(permissions.length > 0 && { permissions }) };
  // Who watches by a profile that does not show everything does not work here meanwhile: they may be somebody else's child.
  const worksHere = may(staff, 'studio.read') && audience === undefined;
  const actor = worksHere ? staff : accountActor({ ...account, roles: [] }, profileId);
  return { kind: worksHere ? 'staff' : 'viewer', actor, ...who, account, audience };
}

/** A program watches nothing: its profile is nobody's and is not kept. What is not published it sees where its scopes say so. */
function callerOfProgram(program: Program): Caller {
  const profileId = ProfileId.parse(randomUUID());
  const actor: ActingActor = { kind: 'service', id: program.serviceId, permissions: program.scopes };
  return {
    kind: may(actor, 'studio.read') ? 'staff' : 'viewer',
    actor,
    profileId,
    browserId: profileId,
    program,
  };
}

const withKey = (caller: Caller, wrongKey: string | undefined): Caller =>
  wrongKey === undefined ? caller : { ...caller, hasWrongKey: true };

/** All of one length, so that a comparison tells nothing about the token, not even how long it is. */
function padded(token: string, bytes = Buffer.alloc(MAX_TOKEN_BYTES)): Buffer {
  bytes.fill(0).write(token);
  return bytes;
}
