import type { Checkpoints, Lease } from '../checkpoints.ts';

interface Checkpoint {
  position: bigint;
  epoch: bigint;
  holder: string | undefined;
  expiresAt: number;
}

/** Leases and checkpoints in memory, fenced as in the database. @param now milliseconds; tests may pass their own clock */
export function createMemoryCheckpoints(
  now: () => number = () => performance.now(),
): Checkpoints & { readonly isHeld: (lease: Pick<Lease, 'consumer' | 'epoch'>) => boolean } {
  const checkpoints = new Map<string, Checkpoint>();
  const held = ({ consumer, epoch }: Pick<Lease, 'consumer' | 'epoch'>): Checkpoint | undefined => {
    const checkpoint = checkpoints.get(consumer);
    return checkpoint?.epoch === epoch ? checkpoint : undefined;
  };
  return {
    isHeld: (lease) => held(lease) !== undefined,
    async acquire(consumer, holder, ttlMs) {
      const checkpoint = checkpoints.get(consumer) ?? { position: 0n, epoch: 0n, holder: undefined, expiresAt: 0 };
      if (checkpoint.holder !== undefined && checkpoint.holder !== holder && checkpoint.expiresAt >= now())
        return undefined;
      const taken = { ...checkpoint, epoch: checkpoint.epoch + 1n, holder, expiresAt: now() + ttlMs };
      checkpoints.set(consumer, taken);
      return { consumer, holder, epoch: taken.epoch, position: taken.position };
    },
    async renew(lease, ttlMs) {
      const checkpoint = held(lease);
      if (checkpoint !== undefined) checkpoint.expiresAt = now() + ttlMs;
      return checkpoint !== undefined;
    },
    async save(lease, position) {
      const checkpoint = held(lease);
      if (checkpoint !== undefined) checkpoint.position = position;
      return checkpoint !== undefined;
    },
    async release(lease) {
      const checkpoint = held(lease);
      if (checkpoint === undefined) return;
      checkpoint.holder = undefined;
      checkpoint.expiresAt = now();
    },
  };
}
