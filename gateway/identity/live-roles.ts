import { roleNow } from '../../commands/identity/role-now.ts';
import type { CustomRoles } from '../../ports/identity.ts';
import { isOutage } from '../../ports/outage.ts';
import { isId } from '../graphql/connection.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { ACCESS_SECONDS } from '../http/access-token.ts';
import { createCache } from '../http/cache.ts';

/** When a role is looked at again although no signal of a change came, ms. */
const LOOK_AGAIN_MS = 60_000;
/** What is known of a role counts so long while the log does not answer, ms: as long as who has it is believed without asking. */
const MOST_STALE_MS = ACCESS_SECONDS * 1000;

/** What a role gives, and when that was read, in monotonic milliseconds. */
interface Known {
  readonly permissions: readonly string[];
  readonly readAt: number;
}

/** What roles of this installation give now, for every request of whoever has one: from memory, read again when the change feed names one. */
export function liveRoles({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): CustomRoles {
  const roles = createCache<Known>({
    max: 1000,
    ttlMs: LOOK_AGAIN_MS,
    async load(roleId) {
      const readAt = performance.now();
      return { permissions: (await roleNow(ports.log, roleId))?.permissions ?? [], readAt };
    },
  });
  changes.watch('role', (roleId) => roles.renew(roleId));
  const given = async (roleId: string): Promise<readonly string[]> => {
    try {
      const known = await roles.get(roleId);
      return known !== undefined && performance.now() - known.readAt <= MOST_STALE_MS ? known.permissions : [];
    } catch (error) {
      // Nobody may by a role that nobody knows.
      if (isOutage(error)) return [];
      throw error;
    }
  };
  return {
    async permissionsOf(all) {
      const ids = all.filter(isId);
      return ids.length === 0 ? [] : [...new Set((await Promise.all(ids.map(given))).flat())];
    },
  };
}
