import type { Role } from '../../schemas/identity/account.events.ts';
import type { SuspensionReason } from '../../schemas/identity/suspension.events.ts';
import type { Page } from '../db/page.ts';

/** An account. Instants are ISO 8601; what is sealed is opened by the vault. */
export interface AccountRow {
  readonly accountId: string;
  /** Sealed; null: the person was forgotten. */
  readonly email: string | null;
  /** BCP 47. */
  readonly locale: string;
  readonly verified: boolean;
  /** Sealed, argon2id; null: there is no password. */
  readonly passwordHash: string | null;
  readonly roles: readonly Role[];
  /** Ids of roles of this installation, also of such as were retired. */
  readonly customRoles: readonly string[];
  /** `leaving`: it will be forgotten at `erasureDueAt`. */
  readonly status: 'active' | 'leaving' | 'erased';
  readonly erasureDueAt: string | null;
  /** Why it may play nothing; null: it may. */
  readonly suspended: SuspensionReason | null;
  readonly createdAt: string;
  readonly revision: string;
}

/** Queries of the projection `accounts`. */
export interface AccountQueries {
  byId(accountId: string): Promise<AccountRow | undefined>;
  /** Newest first; `staff`: those alone who may do something here. */
  all(page: { first: number; after?: string | undefined; staff?: boolean | undefined }): Promise<Page<AccountRow>>;
  /**
   * How many accounts that are not erased have never had a key in the vault of this database: what is theirs cannot be read.
   * @param vaultIsMade false: the vault has no tables, so that is all of them
   */
  countWithoutKey(has: { readonly vaultIsMade: boolean }): Promise<number>;
}
