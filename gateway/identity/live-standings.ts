import type { SuspensionReason } from '../../schemas/identity/suspension.events.ts';
import { isOutage } from '../../ports/outage.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import type { GatewayPorts } from '../ports.ts';

/** How old an answer may get when the signal of a change was lost, ms. */
const MOST_STALE_MS = 15_000;
/** Some 100 bytes each. */
const REMEMBERED = 50_000;

/** Which accounts may play nothing for now, for paths that are asked many times a second. */
export interface LiveStandings {
  /** Why it is suspended; undefined: it is in order. Where nobody knows it counts as in order: nobody is stopped by an outage. */
  of(accountId: string): Promise<SuspensionReason | undefined>;
}

const made = new WeakMap<GatewayPorts, LiveStandings>();

/** The one set of a gateway: in memory, loaded again when the change feed names the account. */
export function liveStandings({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): LiveStandings {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<{ readonly reason: SuspensionReason | undefined }>({
    max: REMEMBERED,
    ttlMs: MOST_STALE_MS,
    load: async (accountId) => ({ reason: (await ports.queries.accounts.byId(accountId))?.suspended ?? undefined }),
  });
  changes.watch('account', (accountId) => cache.renew(accountId));
  const standings: LiveStandings = {
    async of(accountId) {
      try {
        return (await cache.get(accountId))?.reason;
      } catch (error) {
        if (isOutage(error)) return undefined;
        throw error;
      }
    },
  };
  made.set(ports, standings);
  return standings;
}
