import type { PurchaseTerms } from '../../schemas/billing/purchase.events.ts';
import type { Page } from '../db/page.ts';

/**
 * `requested`: its payment is on its way; `acting`: the customer must confirm it; `had`: paid (a rental: until `until`); `refunding`:
 * its money is on its way back. The others are over.
 */
export type PurchaseStatus =
  | 'requested'
  | 'acting'
  | 'had'
  | 'refunding'
  | 'failed'
  | 'abandoned'
  | 'expired'
  | 'refunded'
  | 'revoked';

/** A rental or purchase of a title. Instants are ISO 8601. */
export interface PurchaseRow {
  readonly purchaseId: string;
  readonly accountId: string;
  readonly titleId: string;
  readonly invoiceId: string;
  readonly terms: PurchaseTerms;
  /** A rental whose `until` is past is over, whatever stands here. */
  readonly status: PurchaseStatus;
  /** Why it was not paid, or could not be given back, as the provider says it. */
  readonly failure: string | null;
  readonly requestedAt: string;
  readonly madeAt: string | null;
  /** When a rental began to be watched. */
  readonly startedAt: string | null;
  /** Exclusive: until when a rental can be begun, or watched where it was; null: for good, or it was not paid. */
  readonly until: string | null;
  /** In the smallest unit of the currency of `terms`, tax included. */
  readonly paidMinor: number;
  readonly refundedMinor: number;
}

/** Queries of the projection `purchases`. */
export interface PurchaseQueries {
  byId(purchaseId: string): Promise<PurchaseRow | undefined>;
  /** Those of an account, the newest first. `paid`: only what was theirs once. */
  ofAccount(
    accountId: string,
    options: { readonly first: number; readonly after?: string | undefined; readonly paid?: boolean },
  ): Promise<Page<PurchaseRow>>;
  /** Those of an account for these titles that are paid, or on their way, at an instant (ISO 8601). */
  had(accountId: string, titleIds: readonly string[], at: string): Promise<readonly PurchaseRow[]>;
}
