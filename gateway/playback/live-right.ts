import { decidePlayback, explainPlayback, type Grant } from '../../domain/playback/playback-decision.ts';
import type { ReleaseReason } from '../../commands/playback/streams-now.ts';
import { isOutage } from '../../ports/outage.ts';
import type { Households } from '../../ports/identity.ts';
import type { Audience } from '../../schemas/identity/audience.ts';
import { liveGrants, type LiveGrants } from '../billing/live-grants.ts';
import { circumstancesOf } from '../catalog/circumstances.ts';
import { liveTitles } from '../catalog/live-titles.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { liveProfiles } from '../identity/live-profiles.ts';
import { liveStandings } from '../identity/live-standings.ts';
import { liveSignIns } from '../identity/live-sign-ins.ts';
import { liveStreams } from './live-streams.ts';
import type { DeliveryClaims } from './session-token.ts';

/** What a signed path or a session says of who plays what. */
export type Playing = Pick<
  DeliveryClaims,
  'titleId' | 'sessionId' | 'caller' | 'signInId' | 'household' | 'accountId' | 'maxHeight'
>;

/**
 * Whether a session may go on. `maxHeight` in pixels, null: any. `reason`: how it lost its place among the streams of its account.
 */
export type LiveRight =
  | { readonly kind: 'play'; readonly maxHeight: number | null }
  | { readonly kind: 'stopped'; readonly reason: ReleaseReason }
  | { readonly kind: 'signed-out' | 'pay' | 'suspended' | 'taken-down' | 'hidden' };

/** Asks from memory, for each segment and heartbeat: nothing that was known at the start has to hold any more. */
export function liveRights({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>) {
  const titles = liveTitles({ ports, changes });
  const signIns = liveSignIns({ ports, changes });
  const streams = liveStreams({ ports, changes });
  const profiles = liveProfiles({ ports, changes });
  const grants = liveGrants({ ports, changes });
  const standings = liveStandings({ ports, changes });
  const isSignedIn = async ({ caller, signInId }: Playing): Promise<boolean> =>
    signInId === undefined ? caller.kind === 'staff' || ports.accounts === 'optional' : signIns.holds(signInId);

  return async (playing: Playing): Promise<LiveRight> => {
    if (!(await isSignedIn(playing))) return { kind: 'signed-out' };
    const { accountId, sessionId } = playing;
    const reason = accountId === undefined ? undefined : await streams.endOf(accountId, sessionId);
    if (reason !== undefined) return { kind: 'stopped', reason };
    const [title, audience, suspended] = await Promise.all([
      titles.get(playing.titleId),
      audienceNow(profiles, playing),
      accountId === undefined ? undefined : standings.of(accountId),
    ]);
    if (audience === 'gone') return { kind: 'hidden' };
    const { kind: caller } = playing.caller;
    const where = circumstancesOf(ports, playing.caller);
    const isSold = caller === 'viewer' && title?.windows?.some(({ model }) => model !== 'FREE') === true;
    const asked = { caller, audience, title, where, grants: isSold ? await grantsOf(grants, playing) : [] };
    if (caller === 'viewer' && suspended !== undefined) return { kind: 'suspended' };
    const { kind } = decidePlayback(asked);
    if (kind === 'taken-down' || kind === 'pay') return { kind };
    if (kind !== 'play') return { kind: 'hidden' };
    const live = title !== undefined && title.windows?.length ? explainPlayback(asked).maxHeight : null;
    return { kind, maxHeight: lower(playing.maxHeight ?? null, live) };
  };
}

/** The lower of two heights, where null is any. */
const lower = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** What they paid for by now. While nobody can be asked and nothing is known, what was decided at the start holds: who paid goes on watching. */
async function grantsOf(grants: LiveGrants, { accountId, titleId }: Playing): Promise<readonly Grant[]> {
  if (accountId === undefined) return [];
  try {
    return (await grants.of(accountId)).grants;
  } catch (error) {
    if (!isOutage(error)) throw error;
    const from = new Date(0).toISOString();
    return [{ grantId: accountId, kind: 'promo', titleId, features: null, from, until: null }];
  }
}

/** What limits which films whoever watches sees by now; `gone`: their profile was deleted. While nobody knows, what limited them at the start. */
async function audienceNow(
  profiles: Households,
  { caller, household }: Playing,
): Promise<Audience | 'gone' | undefined> {
  if (household === undefined) return caller.audience;
  try {
    const owned = await profiles.find(household);
    return owned === undefined || owned.isDeleted ? 'gone' : owned.audience;
  } catch (error) {
    if (!isOutage(error)) throw error;
    return caller.audience;
  }
}
