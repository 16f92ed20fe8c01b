import { randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Caller, Identity, NewCookie } from '../../ports/identity.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import type { Keyring } from './keyring.ts';
import { openOldToken } from './old-token.ts';

/** Of 500 characters in UTF-8. */
const MAX_TOKEN_BYTES = 2048;
const COOKIE = 'reprise_profile';
const COOKIE_AGE_SECONDS = 400 * 24 * 3600;
const Profile = z.looseObject({ sub: ProfileId });
/** What cookies of version 0.1.0 held. */
const OldProfile = z.strictObject({ i: ProfileId });

/** Operators carry the operator token as a bearer token, viewers an anonymous profile in a signed cookie. */
export function createIdentity(options: {
  readonly keyring: Keyring;
  /** The signing secrets, the newest first: for cookies that version 0.1.0 signed. */
  readonly secrets: readonly string[];
  readonly operatorToken: string;
}): Identity {
  const { keyring, secrets } = options;
  if (options.operatorToken.length < 16)
    throw new Error('The operator token is too short: use at least 16 characters (REPRISE_OPERATOR_TOKEN).');
  const scratch = Buffer.alloc(MAX_TOKEN_BYTES);
  const expected = padded(options.operatorToken);

  const isStaff = (authorization: string | undefined): boolean => {
    const given = /^Bearer ([^\s]{1,500})$/i.exec(authorization ?? '')?.[1];
    return given !== undefined && timingSafeEqual(padded(given, scratch), expected);
  };
  const cookieOf = async (profileId: ProfileId): Promise<NewCookie> => ({
    name: COOKIE,
    value: await keyring.sign('profile', { sub: profileId }),
    maxAgeSeconds: COOKIE_AGE_SECONDS,
  });

  return {
    async whoIs({ authorization, cookies }) {
      const kind = isStaff(authorization) ? 'staff' : 'viewer';
      const given = cookies?.[COOKIE];
      const known = given === undefined ? undefined : Profile.safeParse(await keyring.open('profile', given)).data;
      if (known !== undefined) return { caller: callerOf(kind, known.sub), cookie: undefined };
      const old = given === undefined ? undefined : OldProfile.safeParse(openOldToken(secrets, 'profile', given)).data;
      const profileId = old?.i ?? ProfileId.parse(randomUUID());
      // A program with the operator token and no cookies has no use for a profile that lasts.
      const keeps = kind === 'viewer' || cookies !== undefined;
      return { caller: callerOf(kind, profileId), cookie: keeps ? await cookieOf(profileId) : undefined };
    },
  };
}

/** Watching is done by a profile, also when an operator watches. */
export const viewerActor = (profileId: string): Actor => ({ kind: 'viewer', id: profileId });

/** There is one operator until accounts come. */
const callerOf = (kind: Caller['kind'], profileId: ProfileId): Caller => ({
  kind,
  actor: kind === 'staff' ? { kind: 'staff', id: 'operator' } : viewerActor(profileId),
  profileId,
});

/** All of one length, so that a comparison tells nothing about the token, not even how long it is. */
function padded(token: string, bytes = Buffer.alloc(MAX_TOKEN_BYTES)): Buffer {
  bytes.fill(0).write(token);
  return bytes;
}
