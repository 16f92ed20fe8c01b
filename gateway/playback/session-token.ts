import { z } from 'zod';
import { TitleId } from '../../schemas/catalog/ids.ts';
import { PackageId } from '../../schemas/media/ids.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { AccountId, SignInId } from '../../schemas/identity/ids.ts';
import { SessionId } from '../../schemas/playback/ids.ts';
import { Audience } from '../../schemas/identity/audience.ts';
import type { Caller } from '../../ports/identity.ts';
import type { Keyring } from '../http/keyring.ts';

const SKEW_SECONDS = 60;
const MAX_MEDIA_SECONDS = 6 * 3600;

/** What the gateway must know of a session to take its heartbeats, without asking any store. */
const SessionToken = z.strictObject({
  s: SessionId,
  t: TitleId,
  p: ProfileId,
  /** Duration of the title, ms. */
  d: z.int().min(0),
  /** When the session started, ISO 8601. */
  at: z.iso.datetime(),
  /** Expiry, seconds since the Unix epoch. */
  exp: z.int(),
  /** Whoever watches did not agree to measuring: of heartbeats only what resuming needs is kept. */
  min: z.literal(true).optional(),
  /** The account and the sign-in that it hangs on, where there is one. */
  a: AccountId.optional(),
  i: SignInId.optional(),
});
export type SessionClaims = z.infer<typeof SessionToken>;

/**
 * `k`, `m`: what kind of caller opened the session (viewers, where an older version does not say), and what limited what they saw
 * then. `i`: the sign-in that it hangs on, `h`: the profile of a household that
 * watches, `a`: the account, where they had one. `c`: where they were, where that was known. `n`: they did not agree to
 * measuring.
 */
const DeliveryToken = z.strictObject({
  p: PackageId,
  t: TitleId,
  s: SessionId,
  k: z.enum(['viewer', 'staff']).default('viewer'),
  i: SignInId.optional(),
  m: Audience.optional(),
  h: ProfileId.optional(),
  a: AccountId.optional(),
  c: z.string().optional(),
  n: z.literal(true).optional(),
  exp: z.int(),
});

/** Which film a path opens: one package of one title, for one session. `expires` in seconds since the Unix epoch. */
export interface DeliveryClaims {
  readonly packageId: string;
  readonly titleId: string;
  readonly sessionId: string;
  /** Who watches: staff go on when a title is taken down, profiles with a cap stop when it is rated above. */
  readonly caller: Pick<Caller, 'kind' | 'audience' | 'territory'>;
  /** The sign-in that it ends with; absent: it was opened without one. */
  readonly signInId?: string;
  /** The profile of a household that watches, whose cap may change meanwhile; undefined: nobody's. */
  readonly household?: string | undefined;
  /** Whose account it is, which has to have a right to it where it takes one; undefined: nobody's. */
  readonly accountId?: string | undefined;
  /** Whoever watches did not agree to measuring. */
  readonly isUnmeasured?: true | undefined;
  readonly expires: number;
}

/** Seconds since the Unix epoch at which media URLs of a title of this length stop working: its length and 2 h, at most 6 h from now. */
export const mediaExpiry = (durationMs: number, now: number): number =>
  Math.floor(now / 1000) + Math.min(Math.ceil(durationMs / 1000) + 2 * 3600, MAX_MEDIA_SECONDS);

export const signSession = (keyring: Keyring, claims: SessionClaims): Promise<string> =>
  keyring.sign('session', claims);

/** The claims of a session token that was signed here and has not expired. A minute of clock skew is forgiven. */
export async function openSession(keyring: Keyring, token: string, now: number): Promise<SessionClaims | undefined> {
  return SessionToken.safeParse(await keyring.open('session', token, { now, skewSeconds: SKEW_SECONDS })).data;
}

/** Signs the path token that covers every file of one package. */
export const signDelivery = (
  keyring: Keyring,
  { packageId, titleId, sessionId, caller, signInId, household, accountId, isUnmeasured, expires }: DeliveryClaims,
): Promise<string> =>
  keyring.sign('delivery', {
    p: packageId,
    t: titleId,
    s: sessionId,
    k: caller.kind,
    m: caller.audience,
    ...(signInId === undefined ? {} : { i: signInId }),
    h: household,
    a: accountId,
    ...(caller.territory === undefined ? {} : { c: caller.territory }),
    n: isUnmeasured,
    exp: expires,
  });

/** What a path token says, if it opens this package now. A minute of clock skew is forgiven. */
export async function openDelivery(
  keyring: Keyring,
  token: string,
  packageId: string,
  now: number,
): Promise<DeliveryClaims | undefined> {
  const claims = await keyring.open('delivery', token, { now, skewSeconds: SKEW_SECONDS });
  const { data } = DeliveryToken.safeParse(claims);
  if (data === undefined || data.p !== packageId) return undefined;
  const caller = { kind: data.k, audience: data.m, ...(data.c === undefined ? {} : { territory: data.c }) };
  const signIn = data.i === undefined ? {} : { signInId: data.i };
  return {
    packageId,
    titleId: data.t,
    sessionId: data.s,
    isUnmeasured: data.n,
    caller,
    household: data.h,
    accountId: data.a,
    ...signIn,
    expires: data.exp,
  };
}
