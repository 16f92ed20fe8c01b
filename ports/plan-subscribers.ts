/** Somebody who has a plan, as far as it counts for another price. */
export interface PlanSubscriber {
  readonly subscriptionId: string;
  readonly terms: {
    readonly priceId: string;
    readonly territory: string | null;
    readonly currency: string;
    readonly amountMinor: number;
    readonly taxIncluded: boolean;
  };
  /** It ends, or becomes one of another plan, with its period. */
  readonly leaves: boolean;
}

/** Who has a plan: those that are not over and have begun. */
export interface PlanSubscribers {
  /** How many there are. @throws Outage */
  count(planId: string): Promise<number>;
  /**
   * Some of them, in the order in which they subscribed.
   * @param after the `next` of the page before; null: from the first on
   * @throws Outage
   */
  page(
    planId: string,
    after: string | null,
    most: number,
  ): Promise<{
    readonly rows: readonly PlanSubscriber[];
    /** Null: these were the last. */
    readonly next: string | null;
  }>;
}
