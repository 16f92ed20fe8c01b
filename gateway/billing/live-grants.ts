import type { GrantRow } from '../../projections/billing/grants.rows.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import type { GatewayPorts } from '../ports.ts';

/** How old an answer may get when the signal of a change was lost, or when a plan of theirs includes something else, ms. */
const MOST_STALE_MS = 15_000;
/** Some kilobyte each. */
const REMEMBERED = 10_000;

/** What an account has and had a right to, as far as it was known when it was looked at last. */
export interface KnownGrants {
  readonly grants: readonly GrantRow[];
  /** When that was, ms since the Unix epoch. */
  readonly askedAt: number;
}

/**
 * What accounts have a right to watch, for paths that are asked many times a second: kept in memory, loaded again when the change feed
 * names the account, and looked at again after some seconds. While the database is away, what was known last goes on counting:
 * who paid goes on watching.
 */
export interface LiveGrants {
  /** @throws Outage where nothing is known and nobody can be asked */
  of(accountId: string): Promise<KnownGrants>;
}

const made = new WeakMap<GatewayPorts, LiveGrants>();

/** The one set of a gateway. */
export function liveGrants({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): LiveGrants {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<KnownGrants>({
    max: REMEMBERED,
    ttlMs: MOST_STALE_MS,
    load: async (accountId) => ({
      grants: await ports.queries.grants.ofAccount(accountId),
      askedAt: ports.now(),
    }),
  });
  changes.watch('grant', (accountId) => cache.renew(accountId));
  const grants: LiveGrants = {
    of: async (accountId) => (await cache.get(accountId)) ?? { grants: [], askedAt: ports.now() },
  };
  made.set(ports, grants);
  return grants;
}

/** Whether what is known is older than it would be if everything answered. */
export const isDegraded = ({ askedAt }: KnownGrants, now: number): boolean => now - askedAt > 4 * MOST_STALE_MS;
