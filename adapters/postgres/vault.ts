import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database, Sql } from '../../ports/database.ts';
import type { Forgotten, Lookup, Personal, Vault } from '../../ports/vault.ts';
import { decrypt, encrypt, KEY_BYTES, lookupDigest } from '../../runtime/sealing.ts';
import { subjectOf } from '../../schemas/kernel/sealed.ts';
import { lookupKeyOf, makeLookupKey, masterKeysOf, MasterKeyMissing, masterOf } from './master-keys.ts';
import type { MasterKeys, MasterSecrets } from './master-keys.ts';
import { makeVaultTables, OUTBOX_SUBJECT } from './vault-tables.ts';

/** Keys that are held, and how long, ms: so long another process may go on opening what was forgotten in this one. */
const HELD = { max: 10_000, ttl: 5_000 } as const;

/** The vault in PostgreSQL. */
export interface StoredVault extends Vault {
  /**
   * Makes the tables at the first start, and checks the master key at every one: before anything is served.
   * @throws WrongMasterKey when the vault holds something that cannot be opened with it
   */
  prepare(): Promise<void>;
}

/**
 * @param secrets of the master key, and of those before it while a rotation goes on. Each key is opened with the one that it
 *   is wrapped with; new ones are wrapped with the first that the vault knows, which a rotation makes known (vault-rotation.ts):
 *   so nobody has to know the new one before the rotation begins.
 */
export function createVault(db: Database, secrets: MasterSecrets): StoredVault {
  const masters = masterKeysOf(secrets);
  let lookups: Promise<Buffer> | undefined;
  /** The key of the digests. What failed is tried again by whoever asks next. */
  const lookupKey = (): Promise<Buffer> => {
    lookups ??= db
      .transaction(async (session) => {
        await makeVaultTables(session);
        return (await lookupKeyOf(session, masters)) ?? makeLookupKey(session, firstOf(masters));
      })
      .catch((error: unknown) => {
        lookups = undefined;
        throw error;
      });
    return lookups;
  };
  const digestOf = async (by: Lookup, value: string): Promise<Buffer> => lookupDigest(await lookupKey(), by, value);
  const held = new LRUCache<string, Buffer>(HELD);

  /** The keys of these subjects that are not forgotten. */
  async function keysOf(subjects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const keys = new Map<string, Buffer>();
    const unknown = new Set<string>();
    for (const subject of subjects) {
      const key = held.get(subject);
      if (key === undefined) unknown.add(subject);
      else keys.set(subject, key);
    }
    if (unknown.size === 0) return keys;
    const { rows } = await db.query<{ subject: string; wrapped: Buffer; master: string }>(
      'select subject, wrapped, master from vault.keys where subject = any($1::uuid[]) and wrapped is not null',
      [[...unknown]],
    );
    for (const { subject, wrapped, master } of rows) {
      const key = masterOf(masters, master).unwrap(wrapped, subject);
      held.set(subject, key);
      keys.set(subject, key);
    }
    return keys;
  }

  async function keyFor(subject: string): Promise<Buffer> {
    const known = (await keysOf([subject])).get(subject);
    if (known !== undefined) return known;
    await makeKey(db, subject, masters);
    const made = (await keysOf([subject])).get(subject);
    if (made === undefined) throw new Error(`${subject} was forgotten: nothing can be sealed for them any more.`);
    return made;
  }

  return {
    async prepare() {
      await lookupKey();
    },
    async seal(subject, as, value) {
      const box = encrypt(await keyFor(subject), Buffer.from(value), contextOf(subject, as));
      return `v1.${subject}.${box.toString('base64url')}`;
    },
    async open(as, boxes) {
      const keys = await keysOf(boxes.map(subjectOf));
      return boxes.map((box) => {
        const subject = subjectOf(box);
        const key = keys.get(subject);
        if (key === undefined) return undefined;
        return decrypt(key, Buffer.from(box.slice(40), 'base64url'), contextOf(subject, as)).toString();
      });
    },
    async claim(by, value, subject) {
      const { rows } = await db.query<{ subject: string }>(
        `insert into vault.lookups (kind, digest, subject) values ($1, $2, $3)
         on conflict (kind, digest) do update set subject = vault.lookups.subject returning subject`,
        [by, await digestOf(by, value), subject],
      );
      return rows[0]?.subject === subject;
    },
    async find(by, value) {
      const { rows } = await db.query<{ subject: string }>(
        'select subject from vault.lookups where kind = $1 and digest = $2',
        [by, await digestOf(by, value)],
      );
      return rows[0]?.subject;
    },
    async release(by, value, subject) {
      await db.query('delete from vault.lookups where kind = $1 and digest = $2 and subject = $3', [
        by,
        await digestOf(by, value),
        subject,
      ]);
    },
    async forget(subject) {
      const at = await db.transaction((session) => destroyKey(session, subject));
      held.delete(subject);
      return { at, places: await whatIsLeft(db, subject) };
    },
  };
}

const firstOf = (masters: MasterKeys) => masterOf(masters, [...masters.keys()][0] ?? '');

/**
 * Makes the key of a subject unless there is or was one. Of two that do it at once, one is kept.
 * @throws MasterKeyMissing when the vault knows none of the master keys any more
 */
async function makeKey(sql: Sql, subject: string, masters: MasterKeys): Promise<void> {
  const key = randomBytes(KEY_BYTES);
  const wrapped = [...masters.values()].map((master) => master.wrap(key, subject));
  // A rotation that ends between this statement's beginning and its lock leaves it none; the next sees the new master key.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { count } = await sql.query(
      `insert into vault.keys (subject, wrapped, master)
       select $1::uuid, n.wrapped, m.id from unnest($2::text[], $3::bytea[]) with ordinality as n (id, wrapped, nth)
       join vault.master_keys m on m.id = n.id order by n.nth limit 1 for key share of m
       on conflict do nothing`,
      [subject, [...masters.keys()], wrapped],
    );
    if (count > 0) return;
    const { rows } = await sql.query('select 1 as made from vault.keys where subject = $1', [subject]);
    if (rows.length > 0) return;
  }
  throw new MasterKeyMissing(
    'The master key was rotated, and this process lacks the new one. Start it again with that one in REPRISE_MASTER_KEY.',
  );
}

/** @returns when the key was destroyed: now, or before */
async function destroyKey(sql: Sql, subject: string): Promise<string> {
  await sql.query('delete from vault.lookups where subject = $1', [subject]);
  await sql.query('delete from vault.exports where subject = $1', [subject]);
  await sql.query(`delete from vault.outbox where ${OUTBOX_SUBJECT} = $1`, [subject]);
  const { rows } = await sql.query<{ at: string }>(
    `insert into vault.keys as k (subject, destroyed_at) values ($1, now())
     on conflict (subject) do update
       set wrapped = null, master = null, destroyed_at = coalesce(k.destroyed_at, excluded.destroyed_at)
     returning destroyed_at as at`,
    [subject],
  );
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('The vault did not say when the key was destroyed.');
  return at;
}

/** What the vault holds of somebody now, without changing it. */
export async function whatIsLeft(sql: Sql, subject: string): Promise<Forgotten['places']> {
  const { rows } = await sql.query<{ place: string; left: number }>(
    `select 'vault.keys' as place, count(*)::int as left from vault.keys where subject = $1::uuid and wrapped is not null
     union all select 'vault.lookups', count(*)::int from vault.lookups where subject = $1::uuid
     union all select 'vault.outbox', count(*)::int from vault.outbox where ${OUTBOX_SUBJECT} = $1::text
     union all select 'vault.exports', count(*)::int from vault.exports where subject = $1::uuid`,
    [subject],
  );
  return rows;
}

const contextOf = (subject: string, as: Personal): string => `${as}/${subject}`;
