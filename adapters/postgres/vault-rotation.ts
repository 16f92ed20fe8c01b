import type { Database, Session } from '../../ports/database.ts';
import { addMaster, lookupKeyOf, makeLookupKey, masterKeysOf, masterOf } from './master-keys.ts';
import type { MasterKeys, MasterSecrets } from './master-keys.ts';
import { makeVaultTables } from './vault-tables.ts';

/** Keys that are wrapped again in one transaction. */
export const ROTATION_BATCH = 500;

/** What a rotation did. */
export interface Rotation {
  /** The master key that everything is wrapped with now. */
  readonly id: string;
  /** Keys of people that were wrapped again by this run. */
  readonly rewrapped: number;
  /** The master keys that nothing is wrapped with any more; what knows them can open nothing here. */
  readonly retired: readonly string[];
}

/**
 * Wraps the key of the digests and the key of every person with the first master key, and removes the others from the vault.
 * Keys stay what they are, so nothing that was sealed changes. Each batch is a transaction: a run that was interrupted is
 * repeated and goes on. Processes that have all of these master keys go on meanwhile.
 * @param onProgress after each batch: keys that were wrapped again, of how many there were at first
 * @throws WrongMasterKey when something is wrapped with none of these
 */
export async function rotateMasterKey(
  db: Database,
  secrets: MasterSecrets,
  onProgress: (done: number, total: number) => void,
): Promise<Rotation> {
  const masters = masterKeysOf(secrets);
  const [id = ''] = masters.keys();
  const old = await begin(db, masters, id);
  const { rows } = await db.query<{ total: number }>(
    'select count(*)::int as total from vault.keys where master = any($1)',
    [old],
  );
  const total = rows[0]?.total ?? 0;
  let rewrapped = 0;
  while (!(await retire(db, old))) {
    let batch: number;
    while ((batch = await db.transaction((session) => rewrap(session, masters, id, old))) > 0) {
      rewrapped += batch;
      onProgress(rewrapped, Math.max(total, rewrapped));
    }
  }
  return { id, rewrapped, retired: old };
}

/** Makes the new master key known. @returns the ids of those that are there beside it */
const begin = (db: Database, masters: MasterKeys, id: string): Promise<readonly string[]> =>
  db.transaction(async (session) => {
    await makeVaultTables(session);
    const master = masterOf(masters, id);
    const lookupKey = (await lookupKeyOf(session, masters)) ?? (await makeLookupKey(session, master));
    await addMaster(session, master, lookupKey);
    const { rows } = await session.query<{ id: string }>('select id from vault.master_keys where id <> $1', [id]);
    return rows.map((row) => row.id);
  });

/** Removes the old master keys when nothing is wrapped with them. @returns whether that was so */
const retire = (db: Database, old: readonly string[]): Promise<boolean> =>
  db.transaction(async (session) => {
    // Whoever wraps a new key holds its master key's row for as long: none can be missed.
    await session.query('select id from vault.master_keys where id = any($1) order by id for update', [old]);
    const { rows } = await session.query('select 1 as used from vault.keys where master = any($1) limit 1', [old]);
    if (rows.length > 0) return false;
    await session.query('delete from vault.master_keys where id = any($1)', [old]);
    return true;
  });

/** Wraps some keys again. @returns how many; 0 when there are none left */
async function rewrap(session: Session, masters: MasterKeys, id: string, old: readonly string[]): Promise<number> {
  const { rows } = await session.query<{ subject: string; wrapped: Buffer | null; master: string }>(
    'select subject, wrapped, master from vault.keys where master = any($1) order by subject limit $2 for update',
    [old, ROTATION_BATCH],
  );
  const master = masterOf(masters, id);
  const again = rows.map(({ subject, wrapped, master: by }) =>
    wrapped === null ? null : master.wrap(masterOf(masters, by).unwrap(wrapped, subject), subject),
  );
  // A key that was destroyed has no master key.
  await session.query(
    `update vault.keys k set wrapped = n.wrapped, master = case when n.wrapped is null then null else $3 end
     from unnest($1::uuid[], $2::bytea[]) as n (subject, wrapped) where k.subject = n.subject`,
    [rows.map(({ subject }) => subject), again, id],
  );
  return rows.length;
}
