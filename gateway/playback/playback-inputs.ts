import { deviceNow } from '../../commands/identity/device-now.ts';
import type { Circumstances, PlaybackInputs } from '../../domain/playback/playback-decision.ts';
import { isOutage } from '../../ports/outage.ts';
import type { Caller } from '../../ports/identity.ts';
import type { GrantRow } from '../../projections/billing/grants.rows.ts';
import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import { isDegraded, liveGrants, type KnownGrants } from '../billing/live-grants.ts';
import { circumstancesOf } from '../catalog/circumstances.ts';
import { titleOfNow } from '../catalog/live-titles.ts';
import type { RequestContext } from '../graphql/context.ts';
import { deviceIdOf } from '../identity/devices.ts';
import { liveProfiles } from '../identity/live-profiles.ts';
import { liveStandings } from '../identity/live-standings.ts';
import { liveSignIns } from '../identity/live-sign-ins.ts';

/** What a start is decided by, and as of when each of it is. */
export interface StartInputs extends PlaybackInputs {
  readonly title: Awaited<ReturnType<typeof titleOfNow>>;
  readonly where: Circumstances;
  readonly grants: readonly GrantRow[];
  readonly accountId: string | null;
  /** Position of the last event of the profile; null: it is no household's. */
  readonly profilePosition: bigint | null;
  /** What was known of grants is older than it should be: the database did not answer. */
  readonly isDegraded: boolean;
}

const NOTHING = { grants: [], isDegraded: false } as const;

/** Gathers what a start is decided by. @param row the title's row, which is asked for already */
export async function startInputs(
  context: RequestContext,
  titleId: string,
  row: Promise<TitleRow | undefined>,
): Promise<StartInputs> {
  const { ports, caller } = context;
  const { account } = caller;
  const [title, device, profilePosition, standing] = await Promise.all([
    titleOfNow(ports, titleId, row),
    deviceOf(context),
    profilePositionOf(context),
    account === undefined ? undefined : liveStandings(context).of(account.accountId),
  ]);
  const isSold = title?.windows?.some(({ model }) => model !== 'FREE') === true;
  return {
    caller: caller.kind,
    audience: caller.audience,
    title,
    where: circumstancesOf(ports, caller),
    device,
    standing: standing === undefined ? undefined : 'suspended',
    accountId: caller.account?.accountId ?? null,
    profilePosition,
    ...(isSold ? await grantsNow(context) : NOTHING),
  };
}

/** What whoever asks has paid for, as the read model has it now. While that is away, what was known last. */
export async function grantsNow(context: RequestContext): Promise<Pick<StartInputs, 'grants' | 'isDegraded'>> {
  const { ports, caller } = context;
  if (caller.account === undefined) return NOTHING;
  const { accountId } = caller.account;
  try {
    return { grants: await ports.queries.grants.ofAccount(accountId), isDegraded: false };
  } catch (error) {
    if (!isOutage(error)) throw error;
    const known: KnownGrants = await liveGrants(context).of(accountId);
    return { grants: known.grants, isDegraded: isDegraded(known, ports.now()) };
  }
}

/** The sign-in that a film hangs on: it stops when the device is signed out. An operator's token is none. */
export const signInOf = ({ account, actor }: Caller): { readonly signInId?: string } =>
  account === undefined || actor.account === undefined ? {} : { signInId: account.signInId };

/** What is known against the device: an access token lives some minutes longer than the sign-in that it comes from. */
async function deviceOf(context: RequestContext): Promise<PlaybackInputs['device']> {
  const { signInId } = signInOf(context.caller);
  const { account } = context.caller;
  if (signInId === undefined || account === undefined || (await liveSignIns(context).holds(signInId))) return undefined;
  try {
    const device = await deviceNow(context.ports.log, deviceIdOf(context, account.accountId));
    return device?.status === 'blocked' ? 'blocked' : 'signed-out';
  } catch (error) {
    if (!isOutage(error)) throw error;
    return 'signed-out';
  }
}

async function profilePositionOf(context: RequestContext): Promise<bigint | null> {
  const profileId = context.caller.account?.profileId;
  if (profileId === undefined) return null;
  try {
    return (await liveProfiles(context).find(profileId))?.position ?? null;
  } catch (error) {
    if (!isOutage(error)) throw error;
    return null;
  }
}
