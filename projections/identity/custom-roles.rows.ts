/** A role that this installation made for itself. */
export interface CustomRoleRow {
  readonly roleId: string;
  readonly name: string;
  /** Names of permissions. */
  readonly permissions: readonly string[];
}

/** Queries of the projection `custom_roles`. */
export interface CustomRoleQueries {
  /** Those that were not retired, the oldest first; at most 200. */
  all(): Promise<readonly CustomRoleRow[]>;
}
