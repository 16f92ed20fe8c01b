import { consentOf } from '../../commands/identity/consent-now.ts';
import type { PackageRow } from '../../projections/media/assets.rows.ts';
import { TitleId } from '../../schemas/catalog/ids.ts';
import { AccountId, SignInId } from '../../schemas/identity/ids.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { PackageId } from '../../schemas/media/ids.ts';
import { SessionId } from '../../schemas/playback/ids.ts';
import type { RequestContext } from '../graphql/context.ts';
import { signInOf } from './playback-inputs.ts';
import { mediaExpiry, sessionExpiry, RENEW_AFTER_SECONDS, signDelivery, signSession } from './session-token.ts';
import type { SessionClaims } from './session-token.ts';

/** A session that may play now. */
interface Playing {
  readonly sessionId: string;
  readonly titleId: string;
  readonly profileId: string;
  readonly film: Pick<PackageRow, 'packageId' | 'hls' | 'dash' | 'durationMs'>;
  /** When the session began, ISO 8601. */
  readonly startedAt: string;
  /** The highest picture that was allowed, in pixels; null: any. */
  readonly maxHeight: number | null;
  /** Somebody grown up let them watch it: the cap of the profile does not count for it. */
  readonly isByPin: boolean;
}

/** Addresses and tokens that a player works with until it renews them. */
export async function signPlayback(context: RequestContext, playing: Playing) {
  const { ports, caller } = context;
  const { film, sessionId, titleId, startedAt } = playing;
  const now = ports.now();
  const expires = mediaExpiry(now);
  const isUnmeasured = (await isMeasured(context)) ? undefined : (true as const);
  const delivery = await signDelivery(ports.keyring, {
    ...{ packageId: film.packageId, titleId, sessionId, caller, expires, maxHeight: playing.maxHeight },
    ...signInOf(caller),
    household: playing.isByPin ? undefined : caller.account?.profileId,
    accountId: caller.account?.accountId,
    isUnmeasured,
  });
  const sessionToken = await signSession(ports.keyring, {
    s: SessionId.parse(sessionId),
    t: TitleId.parse(titleId),
    p: ProfileId.parse(playing.profileId),
    k: PackageId.parse(film.packageId),
    d: film.durationMs,
    at: startedAt,
    exp: sessionExpiry(film.durationMs, Date.parse(startedAt), now),
    ...(isUnmeasured === undefined ? {} : { min: isUnmeasured }),
    ...ownerOf(caller),
    v: {
      k: caller.kind,
      ...(caller.audience === undefined ? {} : { m: caller.audience }),
      ...(caller.account?.profileId === undefined || playing.isByPin ? {} : { h: caller.account.profileId }),
      ...(playing.isByPin ? { g: true as const } : {}),
      ...(caller.territory === undefined ? {} : { c: caller.territory }),
    },
  });
  return {
    sessionId,
    hlsUrl: `/v/${delivery}/${film.packageId}/${film.hls}`,
    dashUrl: `/v/${delivery}/${film.packageId}/${film.dash}`,
    sessionToken,
    expiresAt: new Date(expires * 1000).toISOString(),
    renewAfterSeconds: RENEW_AFTER_SECONDS,
  };
}

/** What a session token says of who is signed in: what ends with the sign-in is stopped there too. */
export function ownerOf(caller: RequestContext['caller']): Pick<SessionClaims, 'a' | 'i'> {
  const { signInId } = signInOf(caller);
  return signInId === undefined || caller.account === undefined
    ? {}
    : { a: AccountId.parse(caller.account.accountId), i: SignInId.parse(signInId) };
}

/** Whether it may be kept how playback goes: of who has an account, when they agreed. Without one nobody knows whose it is. */
const isMeasured = async ({ caller, ports }: Pick<RequestContext, 'caller' | 'ports'>): Promise<boolean> =>
  caller.account === undefined || consentOf(ports.log, caller.account.accountId, 'analytics');
