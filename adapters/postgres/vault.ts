import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database, Sql } from '../../ports/database.ts';
import type { Forgotten, Lookup, Personal, Vault } from '../../ports/vault.ts';
import { createMasterKey, decrypt, encrypt, KEY_BYTES, lookupDigest } from '../../runtime/sealing.ts';
import type { MasterKey } from '../../runtime/sealing.ts';
import { subjectOf } from '../../schemas/kernel/sealed.ts';
import { makeVaultTables, OUTBOX_SUBJECT } from './vault-tables.ts';

/** Keys that are held, and how long, ms: so long another process may go on opening what was forgotten in this one. */
const HELD = { max: 10_000, ttl: 5_000 } as const;

/** The master key is another than the one that the vault was made with, or it is missing. */
export class WrongMasterKey extends Error {
  override name = 'WrongMasterKey';
}

const PROOF = 'this vault';

/** The vault in PostgreSQL. */
export interface StoredVault extends Vault {
  /**
   * Makes the tables at the first start, and checks the master key at every one: before anything is served.
   * @throws WrongMasterKey when what the vault holds cannot be opened with it
   */
  prepare(): Promise<void>;
}

/** @param secret of the master key */
export function createVault(db: Database, secret: string): StoredVault {
  const master = createMasterKey(secret);
  let lookups: Promise<Buffer> | undefined;
  /** The key of the digests. What failed is tried again by whoever asks next. */
  const lookupKey = (): Promise<Buffer> => {
    lookups ??= db
      .transaction(async (session) => {
        await makeVaultTables(session);
        return (await lookupKeyOf(session, master)) ?? makeFirst(session, master);
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
    const { rows } = await db.query<{ subject: string; wrapped: Buffer }>(
      'select subject, wrapped from vault.keys where subject = any($1::uuid[]) and wrapped is not null',
      [[...unknown]],
    );
    for (const { subject, wrapped } of rows) {
      const key = master.unwrap(wrapped, subject);
      held.set(subject, key);
      keys.set(subject, key);
    }
    return keys;
  }

  async function keyFor(subject: string): Promise<Buffer> {
    const known = (await keysOf([subject])).get(subject);
    if (known !== undefined) return known;
    // Of two that make the first key at once, one is kept.
    await db.query('insert into vault.keys (subject, wrapped, master) values ($1, $2, $3) on conflict do nothing', [
      subject,
      master.wrap(randomBytes(KEY_BYTES), subject),
      master.id,
    ]);
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

/** @returns when the key was destroyed: now, or before */
async function destroyKey(sql: Sql, subject: string): Promise<string> {
  await sql.query('delete from vault.lookups where subject = $1', [subject]);
  await sql.query(`delete from vault.outbox where ${OUTBOX_SUBJECT} = $1`, [subject]);
  const { rows } = await sql.query<{ at: string }>(
    `insert into vault.keys as k (subject, destroyed_at) values ($1, now())
     on conflict (subject) do update
       set wrapped = null, destroyed_at = coalesce(k.destroyed_at, excluded.destroyed_at)
     returning destroyed_at as at`,
    [subject],
  );
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('The vault did not say when the key was destroyed.');
  return at;
}

async function whatIsLeft(sql: Sql, subject: string): Promise<Forgotten['places']> {
  const { rows } = await sql.query<{ place: string; left: number }>(
    `select 'vault.keys' as place, count(*)::int as left from vault.keys where subject = $1::uuid and wrapped is not null
     union all select 'vault.lookups', count(*)::int from vault.lookups where subject = $1::uuid
     union all select 'vault.outbox', count(*)::int from vault.outbox where ${OUTBOX_SUBJECT} = $1::text`,
    [subject],
  );
  return rows;
}

const contextOf = (subject: string, as: Personal): string => `${as}/${subject}`;

/** The key of the digests, if the vault was made with this master key. Undefined: the vault is new. */
async function lookupKeyOf(sql: Sql, master: MasterKey): Promise<Buffer | undefined> {
  const { rows } = await sql.query<{ id: string; proof: Buffer; lookupKey: Buffer }>(
    'select id, proof, lookup_key as "lookupKey" from vault.master_keys',
  );
  if (rows.length === 0) return undefined;
  const own = rows.find(({ id }) => id === master.id);
  if (own === undefined || master.unwrap(own.proof, PROOF).toString() !== PROOF)
    throw new WrongMasterKey(
      `The vault of this database was made with another master key (${rows.map(({ id }) => id).join(', ')}; this one is ${master.id}). Set REPRISE_MASTER_KEY to that one, or put secrets/master-key back from a backup: without it nothing personal can be read.`,
    );
  return master.unwrap(own.lookupKey, 'lookups');
}

async function makeFirst(sql: Sql, master: MasterKey): Promise<Buffer> {
  const lookupKey = randomBytes(KEY_BYTES);
  await sql.query('insert into vault.master_keys (id, proof, lookup_key) values ($1, $2, $3)', [
    master.id,
    master.wrap(Buffer.from(PROOF), PROOF),
    master.wrap(lookupKey, 'lookups'),
  ]);
  return lookupKey;
}
