import type { Sql } from '../../ports/database.ts';
import { lookupKeyOf, masterKeysOf } from './master-keys.ts';
import type { MasterSecrets } from './master-keys.ts';

/** A vault that opens. */
export interface VaultState {
  /** Ids of the master keys that it is wrapped with; several while a rotation goes on. */
  readonly masters: readonly string[];
  /** Keys of people that are not destroyed. */
  readonly keys: number;
}

/**
 * Looks into the vault without changing it. Undefined: it was not made yet.
 * @throws WrongMasterKey when it needs a master key that is not among these
 */
export async function inspectVault(sql: Sql, secrets: MasterSecrets): Promise<VaultState | undefined> {
  const { rows: made } = await sql.query<{ made: boolean }>(
    `select to_regclass('vault.master_keys') is not null and to_regclass('vault.keys') is not null as made`,
  );
  if (made[0]?.made !== true || (await lookupKeyOf(sql, masterKeysOf(secrets))) === undefined) return undefined;
  const { rows } = await sql.query<{ masters: string[]; keys: number }>(
    `select (select array_agg(id order by created_at) from vault.master_keys) as masters,
       (select count(*)::int from vault.keys where wrapped is not null) as keys`,
  );
  return rows[0];
}
