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
/** How long media addresses open a film, and after how long players renew them. */
const MEDIA_SECONDS = 15 * 60;
export const RENEW_AFTER_SECONDS = 10 * 60;
/** How long a session token lives beyond the film, and at most. */
const BEYOND_SECONDS = 2 * 3600;
const MAX_SESSION_SECONDS = 6 * 3600;
/** Nothing of a session is renewed longer than this after the film's length: then it is closed without its player. */
const MAX_PAUSES_MS = 6 * 3600_000;

/** What the gateway must know of a session to take its heartbeats, without asking any store. */
const SessionToken = z.strictObject({
  s: SessionId,
  t: TitleId,
  p: ProfileId,
  /** The package that it plays. Tokens of older versions do not say. */
  k: PackageId.optional(),
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
  /** As whom they watch: as in the token of delivery. Tokens of older versions do not say. */
  v: z
    .strictObject({
      k: z.enum(['viewer', 'staff']),
      m: Audience.optional(),
      h: ProfileId.optional(),
      c: z.string().optional(),
      /** Somebody grown up let them watch it, by their PIN. */
      g: z.literal(true).optional(),
    })
    .optional(),
});
export type SessionClaims = z.infer<typeof SessionToken>;

/**
 * `k`, `m`: what kind of caller opened the session (viewers, where an older version does not say), and what limited what they saw
 * then. `i`: the sign-in that it hangs on, `h`: the profile of a household that
 * watches, `a`: the account, where they had one. `c`: where they were, where that was known. `n`: they did not agree to
 * measuring. `q`: the highest picture that they were allowed, in pixels.
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
  q: z.int().min(0).optional(),
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
  /** The highest picture that was allowed at the start, in pixels; null or absent: any. */
  readonly maxHeight?: number | null;
  readonly expires: number;
}

/** Seconds since the Unix epoch at which media addresses that are made now stop working, unless they are renewed. */
export const mediaExpiry = (now: number): number => Math.floor(now / 1000) + MEDIA_SECONDS;

/** When a session is over for good, ms since the Unix epoch. */
const endOf = (durationMs: number, startedAt: number): number => startedAt + durationMs + MAX_PAUSES_MS;

/** Seconds since the Unix epoch at which a session token that is made now stops working. Times in ms. */
export const sessionExpiry = (durationMs: number, startedAt: number, now: number): number =>
  Math.floor(
    Math.min(
      now / 1000 + Math.min(Math.ceil(durationMs / 1000) + BEYOND_SECONDS, MAX_SESSION_SECONDS),
      endOf(durationMs, startedAt) / 1000,
    ),
  );

/** Whether nothing of a session is renewed any more. */
export const isAtItsEnd = ({ at, d }: Pick<SessionClaims, 'at' | 'd'>, now: number): boolean =>
  now >= endOf(d, Date.parse(at));

export const signSession = (keyring: Keyring, claims: SessionClaims): Promise<string> =>
  keyring.sign('session', claims);

/** A player shows the same token with each heartbeat, and the keyring hands the same claims out for it. */
const opened = new WeakMap<object, SessionClaims>();

/** The claims of a session token that was signed here and has not expired. A minute of clock skew is forgiven. */
export async function openSession(keyring: Keyring, token: string, now: number): Promise<SessionClaims | undefined> {
  const claims = await keyring.open('session', token, { now, skewSeconds: SKEW_SECONDS });
  if (claims === undefined) return undefined;
  const session = opened.get(claims) ?? SessionToken.safeParse(claims).data;
  if (session !== undefined) opened.set(claims, session);
  return session;
}

/** Signs the path token that covers every file of one package. */
export const signDelivery = (
  keyring: Keyring,
  {
    packageId,
    titleId,
    sessionId,
    caller,
    signInId,
    household,
    accountId,
    isUnmeasured,
    maxHeight,
    expires,
  }: DeliveryClaims,
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
    ...(maxHeight === undefined || maxHeight === null ? {} : { q: maxHeight }),
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
    maxHeight: data.q ?? null,
    expires: data.exp,
  };
}
