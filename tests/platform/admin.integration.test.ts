import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { createExecute } from '../../commands/pipeline/execute.ts';
import { createKeyring } from '../../gateway/http/keyring.ts';
import { loadConfig } from '../../platform/config.ts';
import { standardContexts } from '../../platform/contexts.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { reprise } from '../harness/reprise.ts';
import { startTestServices } from '../harness/services.ts';

test('the command line makes the first administrator, with a link that sets a password, and shows the address to nobody', async (t) => {
  const { urls, dataDir, closeFirst } = await startTestServices(t, {
    eventstore: true,
    postgres: true,
    nats: true,
    redis: true,
  });
  const env = {
    REPRISE_DATA_DIR: dataDir,
    REPRISE_EVENTSTORE_URL: urls.eventstore,
    REPRISE_DATABASE_URL: urls.postgres,
    REPRISE_NATS_URL: urls.nats,
    REPRISE_REDIS_URL: urls.redis,
    REPRISE_PUBLIC_URL: 'https://films.example',
  };
  const admin = (...args: readonly string[]) => reprise(t, ['admin', ...args], env);
  const created = await admin('create', 'Nora@Example.org');
  assert.equal(created.code, 0, created.stderr);
  const [, token] = /^https:\/\/films\.example\/link\/accept-invitation#(\S+)\n$/.exec(created.stdout) ?? [];
  const config = loadConfig(env);
  const link = await createKeyring([config.secret]).open('link/accept-invitation', token ?? '');

  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  closeFirst(() => Promise.allSettled([log.close(), db.close()]));
  const accountId = await createVault(db, config.masterKeys).find('email', 'nora@example.org');
  const events = async () => {
    const all: { type: string; data: unknown }[] = [];
    for await (const { type, data } of log.readStream(`account-${accountId}`)) all.push({ type, data });
    return all;
  };
  const first = await events();
  assert.deepEqual(
    first.map(({ type }) => type),
    ['identity.AccountRegistered', 'identity.RoleGranted', 'identity.LinkSent'],
  );
  assert.deepEqual(first[1]?.data, { accountId, role: 'admin' });
  assert.deepEqual([link?.sub, link?.jti], [accountId, (first[2]?.data as { linkId: string } | undefined)?.linkId]);
  assert.ok(!JSON.stringify(first).includes('ora@'));

  const again = await admin('create', 'nora@example.org', '--role', 'support');
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(
    (await events()).slice(3).map(({ type }) => type),
    ['identity.RoleGranted', 'identity.LinkSent'],
  );

  // Whoever lost the phone with the app is helped by whoever runs the platform.
  const [registered] = first;
  assert.ok(registered);
  const { email, locale } = registered.data as { readonly email: string; readonly locale: string };
  const hashes = Array.from({ length: 10 }, (_, digit) => String(digit).repeat(64));
  const set = await createExecute(standardContexts.commands, { log, language: standardContexts.language })({
    ...{ streamId: accountId ?? '', commandId: randomUUID(), correlationId: randomUUID() },
    command: {
      type: 'SetTotp',
      data: { accountId, secret: email, hashes, email, locale },
      at: new Date().toISOString(),
    },
    actor: { kind: 'viewer', id: accountId ?? '', account: accountId ?? '' },
  });
  assert.equal(set.kind, 'committed');
  for (const says of [/signs in by the password alone now/, /had nothing beside the password/]) {
    const reset = await admin('reset-second-factor', 'nora@example.org');
    assert.equal(reset.code, 0, reset.stderr);
    assert.match(reset.stderr, says);
  }
  const factors: string[] = [];
  for await (const { type } of log.readStream(`factor-${accountId}`)) factors.push(type);
  assert.deepEqual(factors, ['identity.TotpSet', 'identity.RecoveryCodesMade', 'identity.FactorsReset']);

  const refused: readonly (readonly [RegExp, readonly string[]])[] = [
    [/There is no role "boss".*editor, publisher/, ['create', 'x@example.org', '--role', 'boss']],
    [/no address/, ['create', 'nobody']],
    [/Use: reprise admin create EMAIL/, ['create']],
    [/Use: reprise admin create EMAIL/, ['remove', 'x@example.org']],
  ];
  for (const [says, args] of refused) {
    const { code, stderr, stdout } = await admin(...args);
    assert.equal(code, 1);
    assert.match(stderr, says);
    assert.equal(stdout, '');
  }
});
