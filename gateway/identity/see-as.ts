import { z } from 'zod';
import { accountNow } from '../../commands/identity/account-now.ts';
import { profileNow } from '../../commands/identity/profile-now.ts';
import { seeAsNow } from '../../commands/identity/see-as-now.ts';
import { beyondOwn, may, permissionsOf } from '../../domain/kernel/permission-decision.ts';
import type { Caller, Credentials, NewCookie, SeeingAs, SignedInAccount } from '../../ports/identity.ts';
import { isOutage } from '../../ports/outage.ts';
import { SeeAsId, SignInId } from '../../schemas/identity/ids.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';
import type { GatewayPorts } from '../ports.ts';
import { audienceOf } from './live-profiles.ts';
import { standing } from './sign-in-sessions.ts';
import { staffNow } from './staff-now.ts';

/** How long one sees as somebody else, ms. */
export const SEE_AS_MS = 30 * 60_000;

/** Which time of seeing as somebody else, and the sign-in that began it: with any other it is worth nothing. */
const Token = z.object({ sub: SeeAsId, sid: SignInId, exp: z.int() });

const nameOf = (secure: boolean): string => `${secure ? '__Host-' : ''}reprise_see_as`;

/** What the browser carries from now on, until it ends by itself. @param until milliseconds since the Unix epoch */
export async function seeAsCookie(
  { keyring, secureCookies, now }: GatewayPorts,
  { seeAsId, signInId, until }: { readonly seeAsId: string; readonly signInId: string; readonly until: number },
): Promise<NewCookie> {
  const value = await keyring.sign('see-as', { sub: seeAsId, sid: signInId, exp: Math.floor(until / 1000) });
  return { name: nameOf(secureCookies), value, maxAgeSeconds: Math.max(0, Math.floor((until - now()) / 1000)) };
}

export const forgetSeeAs = ({ secureCookies }: GatewayPorts): NewCookie => ({
  name: nameOf(secureCookies),
  value: '',
  maxAgeSeconds: 0,
});

/** Whether there is such a cookie, of whatever worth: who has none need not be asked about. */
export const bringsSeeAs = (
  { secureCookies }: Pick<GatewayPorts, 'secureCookies'>,
  cookies: Credentials['cookies'],
): boolean => cookies?.[nameOf(secureCookies)] !== undefined;

/** Whether somebody may see as a person: not one who may do here what they themselves may not. */
export const maySeeAs = (staff: ActingActor, person: ActingActor): boolean =>
  may(staff, 'people.see-as') && beyondOwn(staff, permissionsOf(person)) === undefined;

/**
 * Reads at each request whether whoever is signed in sees as somebody else: their cookie, and then from the log that it was not ended,
 * that the sign-in holds, that they still may, and that the person and the profile are still there. Few ever do this, so nothing is
 * remembered: what ends it ends it at once. While the log is away they see as nobody what is for everybody, and change nothing.
 */
export function carriedSeeAs(
  ports: GatewayPorts,
): (cookies: NonNullable<Credentials['cookies']>, account: SignedInAccount) => Promise<Caller | undefined> {
  return async (cookies, account) => {
    const given = cookies[nameOf(ports.secureCookies)];
    if (given === undefined || given === '') return undefined;
    const token = Token.safeParse(await ports.keyring.open('see-as', given, { now: ports.now() })).data;
    if (token === undefined || token.sid !== account.signInId) return undefined;
    const { sub: seeAsId } = token;
    try {
      return await callerNow(ports, seeAsId, account);
    } catch (error) {
      if (!isOutage(error)) throw error;
      const seeAs = { seeAsId, accountId: undefined, until: token.exp * 1000, by: actorOf(account) };
      return callerOf({ ...seeAs, profileId: undefined }, { maturityCap: 0, kids: true });
    }
  };
}

async function callerNow(ports: GatewayPorts, seeAsId: string, account: SignedInAccount): Promise<Caller | undefined> {
  const { log, now } = ports;
  const state = await seeAsNow(log, seeAsId);
  if (state?.status !== 'open' || state.by !== account.accountId || Date.parse(state.until) <= now()) return undefined;
  const [session, by, person, profile] = await Promise.all([
    standing(ports, account.signInId),
    accountNow(log, account.accountId),
    accountNow(log, state.accountId),
    state.profileId === null ? undefined : profileNow(log, state.profileId),
  ]);
  if (typeof session !== 'object' || by === undefined || by.status === 'erased') return undefined;
  if (person === undefined || person.status === 'erased') return undefined;
  if (!maySeeAs(await staffNow(log, by), await staffNow(log, person))) return undefined;
  // One that went over to another household is looked at no longer.
  if (state.profileId !== null && profile?.accountId !== state.accountId) return undefined;
  return callerOf(
    {
      seeAsId,
      accountId: state.accountId,
      profileId: profile === undefined ? undefined : ProfileId.parse(profile.profileId),
      until: Date.parse(state.until),
      by: actorOf(account),
    },
    profile === undefined ? undefined : audienceOf(profile),
  );
}

const actorOf = ({ accountId, roles }: SignedInAccount): SeeingAs['by'] => ({
  kind: 'staff',
  id: accountId,
  account: accountId,
  roles,
});

/** A viewer without an account: nothing personal of the person, and nothing of one's own. */
function callerOf(seeAs: SeeingAs, audience: Caller['audience']): Caller {
  // As nobody of the household: a profile that nobody has.
  const nobody = ProfileId.parse(seeAs.seeAsId);
  const profileId = seeAs.profileId ?? nobody;
  return {
    kind: 'viewer',
    actor: { kind: 'viewer', id: profileId },
    profileId,
    browserId: nobody,
    seeAs,
    audience,
  };
}
