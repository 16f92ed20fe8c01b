import type { Page } from '../db/page.ts';

/** What was decided about one start. */
export interface DecisionRow {
  readonly sessionId: string;
  readonly titleId: string;
  readonly profileId: string;
  /** Null: they were not signed in. */
  readonly accountId: string | null;
  readonly allow: boolean;
  /** The first rule that did not hold; null: it was granted. */
  readonly reason: string | null;
  readonly allReasons: readonly string[];
  /** What it was granted by; null: it took nothing. */
  readonly grantId: string | null;
  /** Of the picture, in lines; null: any. */
  readonly maxHeight: number | null;
  /** ISO 3166-1 alpha-2; null: nobody knew. */
  readonly territory: string | null;
  readonly degraded: boolean;
  readonly policyVersion: number;
  /** ISO 8601. */
  readonly at: string;
}

interface PageOptions {
  readonly first: number;
  readonly after?: string | undefined;
}

/** Queries of the projection `decisions`. */
export interface DecisionQueries {
  /** The newest first. */
  ofAccount(accountId: string, page: PageOptions): Promise<Page<DecisionRow>>;
  /** The newest first. */
  ofProfile(profileId: string, page: PageOptions): Promise<Page<DecisionRow>>;
}
