import type { Page } from '../db/page.ts';

/** One time that somebody who works here looked at a person. Instants are ISO 8601. */
export interface LookRow {
  /** `page`: their page in the studio; `see-as`: Reprise as one of their household sees it, until `until`. */
  readonly what: 'page' | 'see-as';
  readonly at: string;
  readonly until: string | null;
}

/** Queries of the projection `looks`. */
export interface LookQueries {
  /** Newest first. */
  ofAccount(accountId: string, page: { first: number; after?: string | undefined }): Promise<Page<LookRow>>;
}
