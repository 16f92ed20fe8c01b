import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { createVault } from '../../adapters/postgres/vault.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { standardProjections as projections } from '../contexts.ts';
import { lookAtVault } from './vault.ts';

const { urls } = await startTestServices({ after }, { postgres: true });

test('the doctor tells whether the vault opens, and how many accounts lost their keys', async (t) => {
  const { db, url } = await openFreshDatabase(urls.postgres, 'doctor');
  cleanUpAfter(t, () => db.close());
  const [key, other] = [randomUUID(), randomUUID()] as const;
  const look = (...masterKeys: readonly [string, ...string[]]) => lookAtVault({ masterKeys }, { postgres: url });
  const made = async () => (await db.query(`select 1 from pg_namespace where nspname = 'vault'`)).rows.length;
  assert.deepEqual(await look(key), {
    part: 'vault',
    fact: 'not made yet: the next start makes it with this master key',
  });
  assert.equal(await made(), 0, 'the doctor makes nothing');

  await migrate(db, projections);
  const account = (id: string, status: string) =>
    db.query(
      `insert into accounts.accounts (account_id, locale, verified, roles, custom_roles, is_staff, status, created_at, created_position, revision, position)
       values ($1, 'en', true, '[]', '[]', false, $2, now(), 1, 0, 1)`,
      [id, status],
    );
  const [kept, lost, leaving, erased, forgotten] = Array.from({ length: 5 }, () => randomUUID());
  for (const [id = '', status] of [
    [kept, 'active'],
    [lost, 'active'],
    [leaving, 'leaving'],
    [erased, 'erased'],
    [forgotten, 'leaving'],
  ] as const)
    await account(id, status ?? '');
  assert.match((await look(key)).trouble ?? '', /^4 accounts have no key/, 'the database was lost');

  const vault = createVault(db, [key]);
  await vault.prepare();
  for (const id of [kept, forgotten]) await vault.seal(id ?? '', 'name', 'x');
  await vault.forget(forgotten ?? '');
  const older = await look(key);
  assert.match(older.fact, /^opens with this master key \(\S+\) and has 1 keys of people$/);
  assert.match(older.trouble ?? '', /^2 accounts have no key .*Restore the schema vault from its newest dump/);
  for (const id of [lost, leaving]) await vault.seal(id ?? '', 'name', 'x');
  assert.equal((await look(key)).trouble, undefined);

  const wrong = await look(other);
  assert.equal(wrong.fact, 'does not open with this master key');
  assert.match(wrong.trouble ?? '', /made with another master key .*Set REPRISE_MASTER_KEY to that one/);
  // As a rotation leaves it that was interrupted.
  await db.query('insert into vault.master_keys select $1, proof, lookup_key from vault.master_keys', ['another']);
  assert.match((await look(key)).trouble ?? '', /rotation of the master key is not finished/);
});
