import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ProfileId } from '../../schemas/kernel/ids.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import type { Keyring } from './keyring.ts';

/** Who asks. An operator has a viewer's profile too: operators watch films. */
export interface Caller {
  readonly kind: 'staff' | 'viewer';
  readonly profileId: ProfileId;
}

/** What of a request tells who asks. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
}

/** Recognises callers. `setCookie` is there when the caller came without a valid profile and got a new one. */
export interface Identity {
  isOperator(authorization: string | undefined): boolean;
  identify(credentials: Credentials): { readonly caller: Caller; readonly setCookie: string | undefined };
}

const COOKIE = 'reprise_profile';
const COOKIE_AGE_SECONDS = 400 * 24 * 3600;
const Profile = z.strictObject({ i: ProfileId });

/** Operators carry the operator token as a bearer token, viewers an anonymous profile in a signed cookie. */
export function createIdentity(options: {
  readonly keyring: Keyring;
  readonly operatorToken: string;
  readonly secure: boolean;
}): Identity {
  if (options.operatorToken.length < 16)
    throw new Error('The operator token is too short: use at least 16 characters (REPRISE_OPERATOR_TOKEN).');
  const expected = digest(options.operatorToken);

  const isOperator = (authorization: string | undefined): boolean => {
    const given = /^Bearer ([^\s]{1,500})$/i.exec(authorization ?? '')?.[1];
    // Digests have one length, so that the comparison tells nothing about the token, not even how long it is.
    return given !== undefined && timingSafeEqual(digest(given), expected);
  };

  const profileOf = (cookie: string | undefined): ProfileId | undefined => {
    const token = readCookie(cookie, COOKIE);
    const profile = token === undefined ? undefined : Profile.safeParse(options.keyring.open('profile', token)).data;
    return profile?.i;
  };

  return {
    isOperator,
    identify({ authorization, cookie }) {
      const kind = isOperator(authorization) ? 'staff' : 'viewer';
      const known = profileOf(cookie);
      if (known !== undefined) return { caller: { kind, profileId: known }, setCookie: undefined };
      const profileId = ProfileId.parse(randomUUID());
      // A program with the operator token and no cookies has no use for a profile that lasts.
      if (kind === 'staff' && cookie === undefined) return { caller: { kind, profileId }, setCookie: undefined };
      const value = options.keyring.sign('profile', { i: profileId });
      const flags = `Path=/; Max-Age=${COOKIE_AGE_SECONDS}; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}`;
      return { caller: { kind, profileId }, setCookie: `${COOKIE}=${value}; ${flags}` };
    },
  };
}

/** The actor that stands in an event's metadata. There is one operator until accounts come. */
export const actorOf = (caller: Caller): Actor =>
  caller.kind === 'staff' ? { kind: 'staff', id: 'operator' } : viewerActor(caller.profileId);

/** Watching is done by a profile, also when an operator watches. */
export const viewerActor = (profileId: string): Actor => ({ kind: 'viewer', id: profileId });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined || header.length > 8192) return undefined;
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
