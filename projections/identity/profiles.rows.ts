/** How films begin for a profile that has said nothing of it. */
export const PLAYS_AS_IT_IS = { audioLanguage: null, subtitles: 'off' } as const;

/** A profile of a household. What is sealed is opened by the vault. */
export interface ProfileRow {
  readonly profileId: string;
  readonly accountId: string;
  /** Sealed. */
  readonly name: string;
  readonly avatar: string;
  readonly kids: boolean;
  /** An age in years; 18: everything. */
  readonly maturityCap: number;
  /** BCP 47. */
  readonly language: string;
  readonly autoplay: boolean;
  /** BCP 47; null: the original. */
  readonly audioLanguage: string | null;
  /** `off`, `forced`, or BCP 47. */
  readonly subtitles: string;
  /** Sealed, argon2id; null: it asks for no PIN. */
  readonly pinHash: string | null;
  readonly deleted: boolean;
  /** Of the last event that changed it; absent: nobody knows. */
  readonly position?: bigint;
}

/** Queries of the projection `profiles`. Those of people who were forgotten are deleted. */
export interface ProfileQueries {
  /** One that was deleted too. */
  byId(profileId: string): Promise<ProfileRow | undefined>;
  /** Those that were not deleted, in the order in which they were made. */
  ofAccount(accountId: string): Promise<readonly ProfileRow[]>;
}
