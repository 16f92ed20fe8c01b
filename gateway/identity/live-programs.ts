import { LRUCache } from 'lru-cache';
import { programNow, type ProgramNow } from '../../commands/identity/program-now.ts';
import type { Program, Programs } from '../../ports/identity.ts';
import { Outage } from '../../ports/outage.ts';
import { RecordKeyUse } from '../../schemas/identity/service.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import type { GatewayPorts } from '../ports.ts';
import { hashOfKey, isSameHash, prefixOf } from '../http/program-key.ts';

/** When a program is looked at again although no signal of a change came, ms. */
const LOOK_AGAIN_MS = 20_000;
/** What is known of a program counts so long while the log does not answer, ms. Then nobody knows whether its key was revoked. */
const MOST_STALE_MS = 60_000;
/** Prefixes are looked up again for one that is unknown, but not more often than this, ms. */
const UNKNOWN_EVERY_MS = 2000;
const HOUR_MS = 3600_000;
/** What an unknown key is compared with. */
const NOBODY = '0'.repeat(64);

/** A program as its stream says it is, and when that was read, in monotonic milliseconds. */
interface Standing {
  readonly now: ProgramNow;
  readonly readAt: number;
}

/**
 * Whose key is whose, for every request of a program. Which program a prefix belongs to never changes and comes of the read model;
 * whether the key holds and what the program may is what its stream says: read when the change feed names it, and every 20 s.
 */
export function livePrograms({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): Programs {
  const prefixes = createCache<ReadonlyMap<string, readonly Owner[]>>({
    max: 1,
    ttlMs: LOOK_AGAIN_MS,
    load: async () => Map.groupBy(await ports.queries.programs.owners(), ({ prefix }) => prefix),
  });
  const standing = createCache<Standing>({
    max: 1000,
    ttlMs: LOOK_AGAIN_MS,
    async load(serviceId) {
      const readAt = performance.now();
      return { now: await programNow(ports.log, serviceId), readAt };
    },
  });
  changes.watch('program', (serviceId) => {
    prefixes.renew(ALL);
    standing.renew(serviceId);
  });
  let lookedAt = -Infinity;
  const ownersOf = async (prefix: string): Promise<readonly Owner[]> => {
    const found = (await prefixes.get(ALL))?.get(prefix);
    if (found !== undefined || performance.now() - lookedAt < UNKNOWN_EVERY_MS) return found ?? [];
    // It may have been made a moment ago.
    lookedAt = performance.now();
    prefixes.renew(ALL);
    return (await prefixes.get(ALL))?.get(prefix) ?? [];
  };
  const record = recordUses(ports);

  return {
    async find(key) {
      const prefix = prefixOf(key);
      if (prefix === undefined) return undefined;
      const hash = hashOfKey(key);
      for (const { serviceId, keyId } of await ownersOf(prefix)) {
        const known = await standing.get(serviceId);
        if (known === undefined || performance.now() - known.readAt > MOST_STALE_MS)
          throw new Outage('Whether the key of a program still holds is not known now.');
        const kept = known.now.holding(keyId, new Date(ports.now()).toISOString());
        if (!isSameHash(kept?.hash ?? NOBODY, hash)) continue;
        const program: Program = { serviceId, keyId, scopes: known.now.scopes };
        record(program);
        return program;
      }
      return undefined;
    },
  };
}

const ALL = 'all';

interface Owner {
  readonly prefix: string;
  readonly serviceId: string;
  readonly keyId: string;
}

/** Writes down in which hours a key was used: once for all gateways. It holds nothing up, and may be lost. */
function recordUses({ execute, now, logger }: GatewayPorts): (program: Program) => void {
  const written = new LRUCache<string, number>({ max: 10_000 });
  return ({ serviceId, keyId, scopes }) => {
    const hour = Math.floor(now() / HOUR_MS);
    if (written.get(keyId) === hour) return;
    written.set(keyId, hour);
    const commandId = uuid5(keyId, `used/${hour}`);
    execute({
      streamId: keyId,
      commandId,
      command: { type: RecordKeyUse.type, data: { serviceId, keyId }, at: new Date(now()).toISOString() },
      actor: { kind: 'service', id: serviceId, permissions: scopes },
      correlationId: commandId,
    }).catch((error: unknown) => {
      written.delete(keyId);
      logger.debug({ err: error, keyId }, 'the use of a key could not be written down');
    });
  };
}
