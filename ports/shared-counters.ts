/** Counters that all gateways share. Undefined: nobody answers, and each gateway counts for itself. */
export interface SharedCounters {
  /** Adds to each key and gives back the new totals, in order. Keys vanish some time after `windowMs`. */
  addMany(
    additions: readonly (readonly [key: string, delta: number])[],
    windowMs: number,
  ): Promise<readonly number[] | undefined>;
}
