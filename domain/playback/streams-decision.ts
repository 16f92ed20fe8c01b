/** What counts of a grant. */
interface GrantWithStreams {
  readonly features: { readonly streams: number } | null;
}

/**
 * How many streams an account may play at once: what the best of its plans says; without a plan, and never less for what costs
 * nothing, what an installation gives everybody. @param given.free of the installation
 */
export function streamsAllowed(given: {
  readonly grants: readonly GrantWithStreams[];
  readonly free: number;
  readonly costsNothing: boolean;
}): number {
  const ofPlans = given.grants.flatMap(({ features }) => (features === null ? [] : [features.streams]));
  if (ofPlans.length === 0) return given.free;
  return Math.max(...ofPlans, given.costsNothing ? given.free : 1);
}
