import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { silentLogger as log } from '../../ports/testing/silent-logger.ts';
import { vaultContract } from '../../ports/testing/vault.contract.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { openDatabase } from './database.ts';
import { MasterKeyMissing, WrongMasterKey } from './master-keys.ts';
import type { MasterSecrets } from './master-keys.ts';
import { createVault } from './vault.ts';
import { ROTATION_BATCH, rotateMasterKey } from './vault-rotation.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const db = openDatabase({ url: urls.postgres, log, connections: 4 });
cleanUpAfter(file, () => db.close());
const SECRET = 'a master key of at least 32 characters';

const openVault = async (on: typeof db, ...secrets: MasterSecrets) => {
  const vault = createVault(on, secrets);
  await vault.prepare();
  return vault;
};

describe('the vault in PostgreSQL', () => {
  vaultContract(() => openVault(db, SECRET));

  it('is one for all processes that open it at once, and stays', async () => {
    const vaults = await Promise.all([openVault(db, SECRET), openVault(db, SECRET), openVault(db, SECRET)]);
    const subject = randomUUID();
    const boxes = await Promise.all(vaults.map((vault, index) => vault.seal(subject, 'name', String(index))));
    for (const vault of vaults) deepEqual(await vault.open('name', boxes), ['0', '1', '2']);
    deepEqual(await (await openVault(db, SECRET)).open('name', boxes), ['0', '1', '2']);
  });

  it('does not open with another master key, and says which one it wants', async () => {
    await openVault(db, SECRET);
    await rejects(openVault(db, 'another master key of at least 32 chars'), WrongMasterKey);
  });
});

const [OLD, NEW] = ['the old master key, of 32 characters', 'the new master key, of 32 characters'] as const;
const nothing = () => undefined;

/** A vault of the old master key, in a database of its own. */
async function oldVault(t: Parameters<typeof cleanUpAfter>[0]) {
  const { db } = await openFreshDatabase(urls.postgres, 'rotation');
  cleanUpAfter(t, () => db.close());
  const subject = randomUUID();
  const vault = await openVault(db, OLD);
  const box = await vault.seal(subject, 'name', 'Mara');
  await vault.claim('email', 'mara@example.org', subject);
  const masters = async () =>
    (await db.query<{ master: string }>('select distinct master from vault.keys where master is not null')).rows.length;
  const rows = async () => (await db.query('select id from vault.master_keys')).rows.length;
  return { db, vault, subject, box, masters, rows };
}

describe('the rotation of the master key', () => {
  it('wraps every key again, in batches, and leaves what was sealed and who is found as they were', async (t) => {
    const { db, vault, subject, box, masters, rows } = await oldVault(t);
    const gone = randomUUID();
    await vault.seal(gone, 'name', 'x');
    await vault.forget(gone);
    // As it was left by versions that kept the master key of a destroyed key.
    await db.query('update vault.keys set master = (select id from vault.master_keys) where subject = $1', [gone]);
    const others = Array.from({ length: ROTATION_BATCH }, () => randomUUID());
    const boxes = await Promise.all(others.map((other) => vault.seal(other, 'name', other)));
    const seen: number[] = [];
    const { rewrapped, retired } = await rotateMasterKey(db, [NEW, OLD], (done) => seen.push(done));
    deepEqual([rewrapped, retired.length], [ROTATION_BATCH + 2, 1]);
    deepEqual(seen, [ROTATION_BATCH, ROTATION_BATCH + 2]);
    deepEqual([await masters(), await rows()], [1, 1]);
    const after = await openVault(db, NEW);
    deepEqual(await after.open('name', [box, ...boxes]), ['Mara', ...others]);
    equal(await after.find('email', 'mara@example.org'), subject);
    await rejects(after.seal(gone, 'name', 'x'), /forgotten/);
    await rejects(openVault(db, OLD), WrongMasterKey);
    deepEqual((await rotateMasterKey(db, [NEW, OLD], nothing)).retired, []);
  });

  it('goes on where it was interrupted, and until then the vault wants both keys', async (t) => {
    const { db, vault, box, rows } = await oldVault(t);
    await Promise.all(Array.from({ length: ROTATION_BATCH }, () => vault.seal(randomUUID(), 'name', 'x')));
    const interrupted = new Error('interrupted');
    await rejects(
      rotateMasterKey(db, [NEW, OLD], () => {
        throw interrupted;
      }),
      interrupted,
    );
    equal(await rows(), 2);
    for (const secret of [NEW, OLD]) await rejects(openVault(db, secret), /not finished/);
    deepEqual(await (await openVault(db, NEW, OLD)).open('name', [box]), ['Mara']);
    equal((await rotateMasterKey(db, [NEW, OLD], nothing)).rewrapped, 1);
    deepEqual(await (await openVault(db, NEW)).open('name', [box]), ['Mara']);
  });

  it('happens beside processes that know both keys: none of what they seal is lost', async (t) => {
    const { db, rows } = await oldVault(t);
    const both = await openVault(db, NEW, OLD);
    // Before the rotation those who know the old key alone open what these seal.
    const early = await both.seal(randomUUID(), 'name', 'early');
    deepEqual(await (await openVault(db, OLD)).open('name', [early]), ['early']);
    const boxes: Promise<string>[] = [];
    const sealSome = () => boxes.push(...Array.from({ length: 40 }, () => both.seal(randomUUID(), 'name', 'x')));
    sealSome();
    const rotation = rotateMasterKey(db, [NEW, OLD], sealSome);
    sealSome();
    await rotation;
    sealSome();
    const sealed = await Promise.all(boxes);
    equal(await rows(), 1);
    deepEqual(new Set(await (await openVault(db, NEW)).open('name', sealed)), new Set(['x']));
  });

  it('stops processes that know the old key alone, as an outage, before they write what nobody can open', async (t) => {
    const { db, vault } = await oldVault(t);
    const stranger = await openVault(db, NEW, OLD);
    await rotateMasterKey(db, [NEW, OLD], nothing);
    await rejects(vault.seal(randomUUID(), 'name', 'x'), MasterKeyMissing);
    const box = await stranger.seal(randomUUID(), 'name', 'x');
    await rejects(vault.open('name', [box]), MasterKeyMissing);
    ok((await stranger.open('name', [box]))[0] === 'x');
  });

  it('refuses keys that the vault was not made with, and changes nothing', async (t) => {
    const { db, box, rows } = await oldVault(t);
    await rejects(rotateMasterKey(db, [NEW, SECRET], nothing), WrongMasterKey);
    equal(await rows(), 1);
    deepEqual(await (await openVault(db, OLD)).open('name', [box]), ['Mara']);
  });
});
