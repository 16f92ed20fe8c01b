import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reprise } from '../harness/reprise.ts';
import { startTestServices } from '../harness/services.ts';

test('the command line makes a key for a program, lists it and ends it', async (t) => {
  const { urls, dataDir } = await startTestServices(t, { eventstore: true, postgres: true, nats: true, redis: true });
  const env = {
    REPRISE_DATA_DIR: dataDir,
    REPRISE_EVENTSTORE_URL: urls.eventstore,
    REPRISE_DATABASE_URL: urls.postgres,
    REPRISE_NATS_URL: urls.nats,
    REPRISE_REDIS_URL: urls.redis,
  };
  const serviceKey = (...args: readonly string[]) => reprise(t, ['service-key', ...args], env);
  const created = await serviceKey('create', 'Nightly import', '--may', 'media.upload, catalog.edit', '--days', '30');
  assert.equal(created.code, 0, created.stderr);
  const [, prefix = ''] = /^rps_([0-9A-Za-z]{10})_[0-9A-Za-z]{49}\n$/.exec(created.stdout) ?? [];
  const listed = async () => {
    const { stdout, stderr } = await serviceKey('list');
    return `${stdout}${stderr}`;
  };
  assert.match(await listed(), new RegExp(`rps_${prefix}….*Nightly import: catalog.edit, media.upload`));
  assert.equal((await serviceKey('revoke', `rps_${prefix}`)).code, 0);
  assert.match(await listed(), /No program has a key/);

  const refused: readonly (readonly [RegExp, readonly string[]])[] = [
    [/No program may have "people.manage"/, ['create', 'X', '--may', 'people.manage']],
    [/1 to 365 days/, ['create', 'X', '--may', 'log.read', '--days', '400']],
    [/Use: reprise service-key create/, ['create', 'X']],
    [/No key begins with/, ['revoke', 'rps_nobody']],
  ];
  for (const [says, args] of refused) {
    const { code, stderr, stdout } = await serviceKey(...args);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, says);
  }
});
