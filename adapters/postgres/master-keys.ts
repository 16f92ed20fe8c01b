import { randomBytes } from 'node:crypto';
import type { Sql } from '../../ports/database.ts';
import { Outage } from '../../ports/outage.ts';
import { createMasterKey, KEY_BYTES } from '../../runtime/sealing.ts';
import type { MasterKey } from '../../runtime/sealing.ts';

/** Secrets of master keys: the one to wrap with, then those that may have wrapped what is there. */
export type MasterSecrets = readonly [string, ...string[]];

/** The master keys that a process has, each by its id, the one to wrap with first. */
export type MasterKeys = ReadonlyMap<string, MasterKey>;

/** A master key that the vault needs is missing at the start. */
export class WrongMasterKey extends Error {
  override name = 'WrongMasterKey';
}

/** The master key was rotated while this process runs without the new one: it goes on when it is started again with it. */
export class MasterKeyMissing extends Outage {
  override name = 'MasterKeyMissing';
}

const PROOF = 'this vault';
const LOOKUPS = 'lookups';

export const masterKeysOf = (secrets: MasterSecrets): MasterKeys =>
  new Map(secrets.map((secret) => createMasterKey(secret)).map((master) => [master.id, master]));

/** @throws MasterKeyMissing */
export function masterOf(masters: MasterKeys, id: string): MasterKey {
  const master = masters.get(id);
  if (master !== undefined) return master;
  throw new MasterKeyMissing(
    `Keys of people are wrapped with the master key ${id}, which this process lacks (it has ${idsOf(masters)}). Start it again with that one in REPRISE_MASTER_KEY or REPRISE_OLD_MASTER_KEY.`,
  );
}

const idsOf = (masters: MasterKeys): string => [...masters.keys()].join(' and ');

/**
 * The key of the digests. Undefined: the vault is new.
 * @throws WrongMasterKey when one of the master keys that the vault was wrapped with is not among these
 */
export async function lookupKeyOf(sql: Sql, masters: MasterKeys): Promise<Buffer | undefined> {
  const { rows } = await sql.query<{ id: string; proof: Buffer; lookupKey: Buffer }>(
    'select id, proof, lookup_key as "lookupKey" from vault.master_keys',
  );
  let lookupKey: Buffer | undefined;
  for (const row of rows) {
    const master = masters.get(row.id);
    if (master === undefined || master.unwrap(row.proof, PROOF).toString() !== PROOF)
      throw new WrongMasterKey(needed(rows, masters));
    lookupKey = master.unwrap(row.lookupKey, LOOKUPS);
  }
  return lookupKey;
}

function needed(rows: readonly { readonly id: string }[], masters: MasterKeys): string {
  const ids = rows.map(({ id }) => id);
  if (ids.some((id) => masters.has(id)))
    return `A rotation of the master key is not finished: the vault needs ${ids.join(' and ')}, and only ${idsOf(masters)} is set. Set the new one in REPRISE_MASTER_KEY and the old one in REPRISE_OLD_MASTER_KEY, and run: reprise vault rotate.`;
  return `The vault of this database was made with another master key (${ids.join(', ')}; this one is ${idsOf(masters)}). Set REPRISE_MASTER_KEY to that one, or put secrets/master-key back from a backup: without it nothing personal can be read.`;
}

/** Makes the key of the digests of a new vault. */
export async function makeLookupKey(sql: Sql, master: MasterKey): Promise<Buffer> {
  const lookupKey = randomBytes(KEY_BYTES);
  await addMaster(sql, master, lookupKey);
  return lookupKey;
}

/** Makes a master key known to the vault: from now on new keys may be wrapped with it. Doing it again changes nothing. */
export async function addMaster(sql: Sql, master: MasterKey, lookupKey: Buffer): Promise<void> {
  await sql.query(
    'insert into vault.master_keys (id, proof, lookup_key) values ($1, $2, $3) on conflict (id) do nothing',
    [master.id, master.wrap(Buffer.from(PROOF), PROOF), master.wrap(lookupKey, LOOKUPS)],
  );
}
