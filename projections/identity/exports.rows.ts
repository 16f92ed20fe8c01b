/** A copy of everything about somebody. Instants are ISO 8601. */
export interface ExportRow {
  readonly exportId: string;
  readonly accountId: string;
  readonly status: 'making' | 'ready' | 'failed' | 'deleted';
  readonly requestedAt: string;
  /** Bytes; 0 unless it is ready. */
  readonly size: number;
  /** In which it is kept; 0 unless it is ready. */
  readonly parts: number;
  readonly expiresAt: string | null;
}

/** Queries of the projection `exports`. */
export interface ExportQueries {
  byId(exportId: string): Promise<ExportRow | undefined>;
  /** The newest of an account that were not deleted, the newest first. */
  ofAccount(accountId: string): Promise<readonly ExportRow[]>;
}
