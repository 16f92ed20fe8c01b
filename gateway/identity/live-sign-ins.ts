import { isOutage } from '../../ports/outage.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import { standing } from './sign-in-sessions.ts';

/** How old an answer may get when the signal of a change was lost, ms: well within the life of an access token. */
const MOST_STALE_MS = 60_000;

/** Whether sign-ins still hold, for paths that are asked many times a second and carry no access token. */
export interface LiveSignIns {
  holds(signInId: string): Promise<boolean>;
}

const made = new WeakMap<GatewayServices['ports'], LiveSignIns>();

/** The one set of live sign-ins of a gateway: in memory, looked at again when the change feed names one. */
export function liveSignIns({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): LiveSignIns {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<'holds' | 'over'>({
    max: 10_000,
    ttlMs: MOST_STALE_MS,
    load: async (signInId) => (typeof (await standing(ports, signInId)) === 'object' ? 'holds' : 'over'),
  });
  changes.watch('signIn', (signInId) => cache.renew(signInId));
  const signIns: LiveSignIns = {
    async holds(signInId) {
      try {
        return (await cache.get(signInId)) === 'holds';
      } catch (error) {
        // While the log is away nobody knows better than the signed path: a film goes on.
        if (isOutage(error)) return true;
        throw error;
      }
    },
  };
  made.set(ports, signIns);
  return signIns;
}
