import type { PlanFeatures } from '../../schemas/billing/plan.events.ts';

/** A right of an account to watch. */
export interface GrantRow {
  readonly accountId: string;
  readonly grantId: string;
  readonly kind: 'plan' | 'rental' | 'purchase' | 'promo';
  /** The subscription or purchase. */
  readonly refId: string;
  /** What it is for; null: titles by the tags of `features`, or all. */
  readonly titleId: string | null;
  /** What the plan includes; null: it is for a title alone. */
  readonly features: PlanFeatures | null;
  /** `trialing`, `active`, `past_due`, `canceling` (it ends with `until`) … */
  readonly status: string;
  /** ISO 8601, inclusive. */
  readonly from: string;
  /** ISO 8601, exclusive; null: for good. */
  readonly until: string | null;
  /** Of the last event that changed it or what its plan includes. Rises. */
  readonly revision: bigint;
}

/** Queries of the projection `grants`. */
export interface GrantQueries {
  /** The grants of an account that cover an instant (ISO 8601). One indexed select. */
  of(accountId: string, at: string): Promise<readonly GrantRow[]>;
  /** All that an account has, had and will have; at most 1000, the newest. One indexed select. */
  ofAccount(accountId: string): Promise<readonly GrantRow[]>;
}
