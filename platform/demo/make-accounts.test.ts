import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { accountNow } from '../../commands/identity/account-now.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { hashOf, isPassword } from '../../gateway/identity/passwords.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryVault } from '../../ports/testing/memory-vault.ts';
import { SetPassword } from '../../schemas/identity/account.commands.ts';
import { loadConfig } from '../config.ts';
import { wantsDemoAccounts } from './accounts.ts';
import { makeDemoAccounts } from './make-accounts.ts';

const PASSWORD = 'kept in a file of the data directory';

function start() {
  const [log, vault] = [createMemoryLog(), createMemoryVault()];
  const execute = executeOn(log);
  return { log, vault, execute, make: (password = PASSWORD) => makeDemoAccounts({ log, vault, execute }, password) };
}

test('there is one account of each role and a household, once, with one password', async () => {
  const { log, vault, make } = start();
  const rows = await make();
  assert.deepEqual(
    rows.map(({ email, role }) => [email.split('@')[0], role]),
    [['viewer', undefined], ...['editor', 'publisher', 'support', 'analyst', 'admin'].map((role) => [role, role])],
  );
  const written = log.events.length;
  const ids = new Set<string>();
  for (const { email, role } of rows) {
    const account = await accountNow(log, (await vault.find('email', email)) ?? '');
    assert.ok(account !== undefined);
    ids.add(account.accountId);
    assert.equal(account.verified, true);
    assert.deepEqual(account.roles, role === undefined ? [] : [role]);
    const [hash] = await vault.open('password', account.passwordHash === undefined ? [] : [account.passwordHash]);
    assert.equal(await isPassword(hash, PASSWORD), true);
  }
  assert.equal(ids.size, 6);
  const profiles = log.events.filter(({ type }) => type === 'identity.ProfileCreated').map(({ data }) => data);
  assert.deepEqual(
    profiles.map((data) => [(data as { kids: boolean }).kids, (data as { maturityCap: number }).maturityCap]),
    [
      [false, 18],
      [true, 6],
    ],
  );
  assert.ok(!JSON.stringify(log.events.map(({ data }) => data)).includes('reprise.example'));
  assert.ok(!log.events.some(({ type }) => type === 'identity.LinkSent'));
  assert.deepEqual(await make(), rows);
  assert.equal(log.events.length, written);
});

test('what was cut off goes on; what people did with the accounts stays', async () => {
  const { log, vault, execute, make } = start();
  let left = 2;
  const stopped = makeDemoAccounts(
    { log, vault, execute: (envelope) => (left-- > 0 ? execute(envelope) : Promise.reject(new Error('killed'))) },
    PASSWORD,
  );
  await assert.rejects(stopped, /killed/);
  const rows = await make();
  assert.equal(rows.length, 6);
  assert.equal(log.events.filter(({ type }) => type === 'identity.ProfileCreated').length, 2);

  const accountId = (await vault.find('email', 'editor@reprise.example')) ?? '';
  const hash = await vault.seal(accountId, 'password', await hashOf('another one'));
  const changed = await execute({
    commandId: randomUUID(),
    correlationId: randomUUID(),
    streamId: accountId,
    command: { type: SetPassword.type, data: { accountId, hash }, at: new Date().toISOString() },
    actor: { kind: 'viewer', id: randomUUID(), account: accountId },
  });
  assert.equal(changed.kind, 'committed');
  await vault.forget((await vault.find('email', 'analyst@reprise.example')) ?? '');
  const written = log.events.length;
  const after = await make();
  assert.deepEqual(
    after.map(({ role }) => role),
    [undefined, 'publisher', 'support', 'admin'],
  );
  assert.equal(log.events.length, written);
  assert.deepEqual(await make('a new password, of a lost file'), []);
});

test('nobody but the platform makes accounts in this way', async () => {
  const { log, vault, execute } = start();
  const accountId = randomUUID();
  for (const kind of ['viewer', 'staff', 'service', 'process'] as const) {
    const data = {
      accountId,
      email: await vault.seal(accountId, 'email', 'a@example.org'),
      hash: await vault.seal(accountId, 'password', 'hash'),
      locale: 'en',
      linkId: randomUUID(),
      role: 'admin',
    };
    const outcome = await execute({
      commandId: randomUUID(),
      correlationId: randomUUID(),
      streamId: accountId,
      command: { type: 'RegisterDemoAccount', data, at: new Date().toISOString() },
      actor: { kind, id: randomUUID(), account: accountId },
    });
    assert.equal(outcome.kind, 'rejected');
  }
  assert.equal(log.events.length, 0);
});

test('they are for the platform as it starts by itself', () => {
  const wants = (variables: NodeJS.ProcessEnv, environment: NodeJS.ProcessEnv = {}): boolean =>
    wantsDemoAccounts(
      loadConfig({
        REPRISE_SECRET: 'a'.repeat(32),
        REPRISE_MASTER_KEY: 'b'.repeat(32),
        REPRISE_RECEIPT_KEY: 'd'.repeat(32),
        REPRISE_OPERATOR_TOKEN: 'c'.repeat(16),
        ...variables,
      }),
      environment,
    );
  assert.equal(wants({}), true);
  assert.equal(wants({ REPRISE_PORT: '0', REPRISE_HOST: '::1' }), true);
  assert.equal(wants({}, { NODE_ENV: 'production' }), false);
  for (const [name, value] of [
    ['REPRISE_EVENTSTORE_URL', 'esdb://node:2113?tls=false'],
    ['REPRISE_DATABASE_URL', 'postgres://db/reprise'],
    ['REPRISE_NATS_URL', 'nats://nats:4222'],
    ['REPRISE_REDIS_URL', 'redis://redis'],
    ['REPRISE_HOST', '0.0.0.0'],
    ['REPRISE_PUBLIC_URL', 'https://films.example'],
    ['REPRISE_SMTP_URL', 'smtp://mail'],
    ['REPRISE_ACCOUNTS', 'required'],
  ] as const)
    assert.equal(wants({ [name]: value }), false, name);
});
