import type { Page } from '../db/page.ts';

export type GiftCodeStatus = 'open' | 'redeemed' | 'void';

/** A code that gives credit. The code itself stands nowhere. */
export interface GiftCodeRow {
  readonly giftCodeId: string;
  /** What was made together. */
  readonly batchId: string;
  /** What it was made for. */
  readonly label: string;
  /** Its last letters. */
  readonly ending: string;
  /** ISO 4217. */
  readonly currency: string;
  /** In the smallest unit of the currency. */
  readonly amountMinor: number;
  /** ISO 8601, exclusive; null: for good. */
  readonly validUntil: string | null;
  readonly status: GiftCodeStatus;
  /** Whose credit it became; null: nobody's. */
  readonly accountId: string | null;
  /** When it became what it is, ISO 8601. */
  readonly changedAt: string;
}

/** Queries of the projection `gift_codes`. */
export interface GiftCodeQueries {
  /** The newest first. */
  page(options: { readonly first: number; readonly after?: string | undefined }): Promise<Page<GiftCodeRow>>;
}
