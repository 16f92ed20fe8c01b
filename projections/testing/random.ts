/** A seeded source of chance: the same seed gives the same run. */
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number, 0 ≤ x < below. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  uuid(): string;
}

/** mulberry32 (T. Ettinger, public domain). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
