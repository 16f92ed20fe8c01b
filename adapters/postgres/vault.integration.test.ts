import { deepEqual, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { silentLogger as log } from '../../ports/testing/silent-logger.ts';
import { vaultContract } from '../../ports/testing/vault.contract.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { openDatabase } from './database.ts';
import { createVault, WrongMasterKey } from './vault.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const db = openDatabase({ url: urls.postgres, log, connections: 4 });
cleanUpAfter(file, () => db.close());
const SECRET = 'a master key of at least 32 characters';

const openVault = async (on: typeof db, secret: string) => {
  const vault = createVault(on, secret);
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
