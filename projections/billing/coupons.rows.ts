import type { Reduction } from '../../schemas/billing/coupon.events.ts';
import type { Page } from '../db/page.ts';

/** A code that makes subscriptions cost less. */
export interface CouponRow {
  readonly couponId: string;
  readonly code: string;
  readonly reduction: Reduction;
  /** For how many periods; null: for as long as the subscription goes on. */
  readonly periods: number | null;
  /** For these plans; none: for all. */
  readonly planIds: readonly string[];
  /** ISO 8601; null: at once. */
  readonly validFrom: string | null;
  /** ISO 8601, exclusive; null: for good. */
  readonly validUntil: string | null;
  readonly maxUses: number;
  readonly audience: 'everybody' | 'new';
  readonly retired: boolean;
  /** ISO 8601. */
  readonly definedAt: string;
  /** How many subscriptions use it. */
  readonly used: number;
}

/** One use of a coupon. */
export interface CouponUseRow {
  readonly accountId: string;
  readonly subscriptionId: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Queries of the projection `coupons`. */
export interface CouponQueries {
  /** The newest first. */
  page(options: { readonly first: number; readonly after?: string | undefined }): Promise<Page<CouponRow>>;
  byId(couponId: string): Promise<CouponRow | undefined>;
  /** Its uses, the latest first. */
  usesOf(
    couponId: string,
    options: { readonly first: number; readonly after?: string | undefined },
  ): Promise<Page<CouponUseRow>>;
}
