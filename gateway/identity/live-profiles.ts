import type { Audience } from '../../schemas/identity/audience.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import type { Households, OwnedProfile } from '../../ports/identity.ts';
import { isOutage } from '../../ports/outage.ts';
import type { GatewayPorts } from '../ports.ts';

/** How old an answer may get when the signal of a change was lost, ms. */
const MOST_STALE_MS = 15_000;
/** Some 150 bytes each. */
const REMEMBERED = 50_000;

/** What limits which films a profile sees; undefined: nothing does. */
export const audienceOf = ({ maturityCap, kids }: Audience): Audience | undefined =>
  kids || maturityCap < 18 ? { maturityCap, kids } : undefined;

const made = new WeakMap<GatewayPorts, Households>();

/**
 * Whose a profile is, for every request: kept in memory, loaded again when the change feed names it, and looked at again
 * after some seconds in case the feed lost something. While the database is away, what was known last goes on counting.
 * One set for each gateway.
 */
export function liveProfiles({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): Households {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<{ readonly owned: OwnedProfile | undefined }>({
    max: REMEMBERED,
    ttlMs: MOST_STALE_MS,
    async load(profileId) {
      const row = await ports.queries.profiles.byId(profileId);
      if (row === undefined) return { owned: undefined };
      const { accountId, deleted, position } = row;
      const owned = { accountId, isDeleted: deleted, audience: audienceOf(row) };
      return { owned: position === undefined ? owned : { ...owned, position } };
    },
  });
  changes.watch('profile', (profileId) => cache.renew(profileId));
  const profiles: Households = { find: async (profileId) => (await cache.get(profileId))?.owned };
  made.set(ports, profiles);
  return profiles;
}

/**
 * Whoever asks, under the limits of now: what goes on for a while, such as a subscription, outlives a change of them. While nobody
 * knows them, those that it began with count.
 */
export async function underLimitsOfNow(context: RequestContext): Promise<RequestContext> {
  const { caller } = context;
  if (caller.kind === 'staff' || caller.account?.profileId === undefined) return context;
  try {
    const owned = await liveProfiles(context).find(caller.account.profileId);
    const audience = owned === undefined || owned.isDeleted ? STRICTEST : owned.audience;
    return { ...context, caller: { ...caller, audience } };
  } catch (error) {
    if (!isOutage(error)) throw error;
    return context;
  }
}

/** What is shown to a profile that is there no longer, until another one is chosen. */
const STRICTEST: Audience = { maturityCap: 0, kids: true };
