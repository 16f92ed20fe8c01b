/** A key of a program. Instants are ISO 8601. */
export interface ProgramKeyRow {
  readonly keyId: string;
  /** The part of the key that is shown. */
  readonly prefix: string;
  /** Who made it: an account, `operator` or `command-line`. */
  readonly madeBy: string;
  readonly createdAt: string;
  /** From then on it is none: the end of its time, or when it was revoked. */
  readonly endsAt: string;
  /** Within an hour; null: never. */
  readonly lastUsedAt: string | null;
}

/** A program that may work here. Instants are ISO 8601. */
export interface ProgramRow {
  readonly serviceId: string;
  readonly name: string;
  /** Names of permissions. */
  readonly scopes: readonly string[];
  /** Those that ended too, in the order in which they were made. */
  readonly keys: readonly ProgramKeyRow[];
  /** Who made it: an account, `operator` or `command-line`. */
  readonly madeBy: string;
  readonly createdAt: string;
}

/** Queries of the projection `programs`. */
export interface ProgramQueries {
  /** Those that were not closed, newest first; at most 500. */
  all(): Promise<readonly ProgramRow[]>;
  /** Whose the keys are, those that ended too. */
  owners(): Promise<readonly { readonly prefix: string; readonly serviceId: string; readonly keyId: string }[]>;
}
