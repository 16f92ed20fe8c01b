import type { Checkpoints, Lease } from '../checkpoints.ts';

interface Place {
  position: bigint;
  epoch: bigint;
  holder: string | undefined;
  expiresAt: number;
}

/** Leases and checkpoints in memory, fenced as in the database. @param now milliseconds; tests may pass their own clock */
export function createMemoryCheckpoints(now: () => number = () => performance.now()): Checkpoints {
  const places = new Map<string, Place>();
  const held = ({ consumer, epoch }: Lease): Place | undefined => {
    const place = places.get(consumer);
    return place?.epoch === epoch ? place : undefined;
  };
  return {
    async acquire(consumer, holder, ttlMs) {
      const place = places.get(consumer) ?? { position: 0n, epoch: 0n, holder: undefined, expiresAt: 0 };
      if (place.holder !== undefined && place.holder !== holder && place.expiresAt >= now()) return undefined;
      const taken = { ...place, epoch: place.epoch + 1n, holder, expiresAt: now() + ttlMs };
      places.set(consumer, taken);
      return { consumer, holder, epoch: taken.epoch, position: taken.position };
    },
    async renew(lease, ttlMs) {
      const place = held(lease);
      if (place !== undefined) place.expiresAt = now() + ttlMs;
      return place !== undefined;
    },
    async save(lease, position) {
      const place = held(lease);
      if (place !== undefined) place.position = position;
      return place !== undefined;
    },
    async release(lease) {
      const place = held(lease);
      if (place === undefined) return;
      place.holder = undefined;
      place.expiresAt = now();
    },
  };
}
