import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { reprise } from '../harness/reprise.ts';
import { startTestServices } from '../harness/services.ts';

test('the command line rotates the master key, says how far it is and what comes next, and refuses what it cannot do', async (t) => {
  const { urls, dataDir, closeFirst } = await startTestServices(t, { postgres: true });
  // Nothing but the database is used.
  const env = {
    REPRISE_DATA_DIR: dataDir,
    REPRISE_DATABASE_URL: urls.postgres,
    REPRISE_EVENTSTORE_URL: 'esdb://localhost:1?tls=false',
    REPRISE_NATS_URL: 'nats://localhost:1',
    REPRISE_REDIS_URL: 'redis://localhost:1',
  };
  const [OLD, NEW] = [randomUUID(), randomUUID()] as const;
  const rotate = (keys: Readonly<Record<string, string>>) => reprise(t, ['vault', 'rotate'], { ...env, ...keys });
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  closeFirst(() => db.close());
  const vault = createVault(db, [OLD]);
  await vault.prepare();
  const box = await vault.seal(randomUUID(), 'name', 'Mara');

  const refused: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
    [/REPRISE_OLD_MASTER_KEY is not set/, { REPRISE_MASTER_KEY: NEW }],
    [/another master key/, { REPRISE_MASTER_KEY: NEW, REPRISE_OLD_MASTER_KEY: randomUUID() }],
  ];
  for (const [says, keys] of refused) {
    const { code, stderr } = await rotate(keys);
    assert.equal(code, 1);
    assert.match(stderr, says);
    assert.ok(!stderr.includes(NEW) && !stderr.includes('    at '), stderr);
  }

  const keys = { REPRISE_MASTER_KEY: NEW, REPRISE_OLD_MASTER_KEY: OLD };
  const { code, stderr } = await rotate(keys);
  assert.equal(code, 0, stderr);
  assert.match(
    stderr,
    /1 of 1 keys .*\n✓ 1 keys were wrapped again.*\n· Start the roles without REPRISE_OLD_MASTER_KEY/,
  );
  assert.ok(!stderr.includes(NEW) && !stderr.includes(OLD), 'no key is printed');
  assert.deepEqual(await createVault(db, [NEW]).open('name', [box]), ['Mara']);
});
