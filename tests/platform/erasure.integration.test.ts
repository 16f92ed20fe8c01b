import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { createExportParts } from '../../adapters/postgres/export-parts.ts';
import { createOutbox } from '../../adapters/postgres/outbox.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { createPersonalPlaces } from '../../platform/erasure/places.ts';
import { loadConfig } from '../../platform/config.ts';
import { standardContexts, standardProjections } from '../../platform/contexts.ts';
import { createLogger } from '../../platform/logging.ts';
import { ROLES } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { createQueries } from '../../projections/queries.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { inbox } from '../harness/inbox.ts';
import { findBytes } from '../../runtime/scan-bytes.ts';
import { startOwnServices } from '../harness/services.ts';

const { until } = inbox<never>();
const MARK = 'Quittenmark';
const PLAIN = 'Device-that-may-be-read';

/** Sends operations as a browser would; an answer with errors is a failure of the test. */
const askOf =
  (viewer: string) =>
  async (query: string, variables: object): Promise<void> => {
    const response = await fetch(new URL('/graphql', viewer), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { c: randomUUID(), ...variables } }),
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    assert.equal(errors, undefined, JSON.stringify(errors));
  };

test('nothing personal is readable in any file, and after the day of erasure nothing of it can be opened', async (t) => {
  const { urls, services, dataDir, closeFirst } = await startOwnServices(t, {
    eventstore: true,
    nats: true,
    postgres: true,
    redis: true,
  });
  const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0' });
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  const running = await serve(config, ROLES, urls, createLogger('trace', join(dataDir, 'logs', 'reprise.log')));
  const stop = async (): Promise<void> => {
    await running.stop();
    await Promise.allSettled([log.close(), db.close()]);
  };
  closeFirst(stop);
  const vault = createVault(db, config.masterKeys);
  const queries = createQueries(db, standardContexts.projections);
  const outbox = createOutbox(db, vault);
  const execute = executeOn(log);

  const [accountId, profileId, signInId, linkId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const actor: Actor = { kind: 'viewer', id: profileId, account: accountId };
  const marks = {
    email: `${MARK}.mail@example.org`,
    password: `${MARK}-hash`,
    name: `${MARK} the name`,
    pin: `${MARK}-pin`,
  };
  const boxes = {
    email: await vault.seal(accountId, 'email', marks.email),
    password: await vault.seal(accountId, 'password', marks.password),
    name: await vault.seal(accountId, 'name', marks.name),
    pin: await vault.seal(accountId, 'pin', marks.pin),
  };
  await vault.claim('email', marks.email.toLowerCase(), accountId);
  const say = async (streamId: string, type: string, data: object): Promise<void> => {
    const command = { type, data: { accountId, ...data }, at: new Date().toISOString() };
    const outcome = await execute({ streamId, commandId: randomUUID(), command, actor, correlationId: randomUUID() });
    assert.equal(outcome.kind, 'committed', `${type}: ${JSON.stringify(outcome, (_, value) => String(value))}`);
  };
  const later = new Date(Date.now() + 3_600_000).toISOString();
  await say(accountId, 'RegisterAccount', { email: boxes.email, via: 'password', locale: 'en', hash: boxes.password });
  await say(accountId, 'SendLink', { linkId, purpose: 'verify-email', email: boxes.email, expiresAt: later });
  await say(accountId, 'VerifyEmail', { linkId });
  await say(signInId, 'SignIn', { signInId, method: 'password', device: PLAIN, expiresAt: later });
  const profile = { avatar: 'sky', kids: false, maturityCap: 18, language: 'en' };
  await say(profileId, 'CreateProfile', { profileId, name: boxes.name, ...profile });
  await say(profileId, 'SetPin', { profileId, hash: boxes.pin });
  await until(async () => (await queries.profiles.byId(profileId))?.pinHash === boxes.pin);
  await until(async () => (await queries.signIns.open(accountId, new Date().toISOString())).length === 1);
  await until(async () => (await outbox.latest(10)).some(({ to }) => to === marks.email));

  // And by the front, as people do it.
  const asked = { email: `${MARK}.second@example.org`, password: `${MARK} lantern orchard violin` };
  const ask = askOf(running.urls?.viewer ?? assert.fail('no gateway'));
  await ask(
    'mutation($c: ID!, $email: String!, $password: String!) { register(commandId: $c, email: $email, password: $password, locale: "en") { __typename } }',
    asked,
  );
  await ask(
    'query($password: String!, $email: String!) { judgePassword(password: $password, hints: [$email]) { score } }',
    asked,
  );
  await ask(
    'mutation($c: ID!, $email: String!, $password: String!) { signIn(commandId: $c, email: $email, password: $password) { __typename } }',
    asked,
  );
  let token = '';
  await until(async () => {
    const mail = (await outbox.latest(10)).find(({ to }) => to === asked.email);
    token = /#(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    return token !== '';
  });
  await ask(
    'mutation($c: ID!, $token: String!, $password: String) { useLink(commandId: $c, token: $token, password: $password) { __typename } }',
    { token, password: asked.password },
  );
  const second = (await vault.find('email', asked.email.toLowerCase())) ?? assert.fail('nobody registered');
  await until(async () => (await queries.accounts.byId(second))?.verified === true);

  const exportId = randomUUID();
  const copies = createExportParts(db, vault);
  await say(exportId, 'RequestExport', { exportId, email: boxes.email, locale: 'en' });
  await until(async () => (await queries.exports.ofAccount(accountId))[0]?.status === 'ready', 30_000);
  const copy = (await copies.get(exportId, 0)) ?? '';
  for (const held of [marks.email, marks.name, PLAIN]) assert.ok(copy.includes(held), `the copy holds ${held}`);
  for (const secret of [marks.password, marks.pin]) assert.ok(!copy.includes(secret), `the copy holds no ${secret}`);
  await until(async () => (await outbox.latest(20)).some(({ to, title }) => to === marks.email && /data/.test(title)));

  // All that is personal holds it.
  const texts = [MARK, MARK.toLowerCase()];
  assert.deepEqual(await findBytes(dataDir, texts), [], 'while they are here');
  const plain = (await findBytes(dataDir, [PLAIN])).map((line) => line.split('/')[0]);
  for (const place of ['eventstore', 'postgres'])
    assert.ok(plain.includes(place), `the scan reads ${place}: ${plain.join()}`);

  await say(accountId, 'RequestErasure', { dueAt: new Date(Date.now() + 1500).toISOString() });
  await until(async () => (await queries.accounts.byId(accountId))?.status === 'erased', 60_000);
  for (const [as, box] of Object.entries(boxes))
    assert.deepEqual(await createVault(db, config.masterKeys).open(as as keyof typeof boxes, [box]), [undefined], as);
  assert.equal(await vault.find('email', marks.email.toLowerCase()), undefined);
  assert.equal(await createExportParts(db, createVault(db, config.masterKeys)).get(exportId, 0), undefined);
  await until(async () => (await queries.profiles.ofAccount(accountId)).length === 0);
  await until(async () => (await queries.signIns.open(accountId, new Date().toISOString())).length === 0);
  assert.ok((await outbox.latest(10)).every(({ to }) => to === asked.email));
  const account = await queries.accounts.byId(accountId);
  assert.deepEqual([account?.email, account?.passwordHash, account?.roles], [null, null, []]);

  let confirmed: readonly { readonly place: string; readonly left: number; readonly sealed: number }[] = [];
  await until(async () => {
    for await (const { type, data } of log.readAll({ types: ['identity.ErasureConfirmed'] }))
      if (type === 'identity.ErasureConfirmed') confirmed = (data as { places: typeof confirmed }).places;
    return confirmed.length > 0;
  }, 60_000);
  const places = new Map(confirmed.map((look) => [look.place, look]));
  for (const place of ['vault.keys', 'vault.lookups', 'vault.outbox', 'vault.exports', 'log', 'JetStream', 'Redis'])
    assert.ok(places.has(place), `${place} was looked at`);
  for (const { name } of standardProjections) assert.ok(places.has(`read model ${name}`), `${name} was looked at`);
  assert.deepEqual(
    confirmed.filter(({ left }) => left > 0),
    [],
  );
  assert.ok((places.get('log')?.sealed ?? 0) > 5, 'what is sealed stays, and opens for nobody');
  const all = createPersonalPlaces({ db, queries, projections: standardProjections, urls });
  const others = new Map((await all.look(second, await log.head())).map((look) => [look.place, look.left]));
  assert.equal(others.get('read model accounts'), 1, 'somebody who is still here is found');

  await running.stop();
  const { language } = standardContexts;
  for (const { name } of standardProjections) {
    const again = await rebuild({ log, language, db, name, projections: standardProjections, compare: true });
    assert.equal(again.identical, true, `${name}: ${JSON.stringify(again.differences, (_, value) => String(value))}`);
  }
  await stop();
  await Promise.all(Object.values(services).map((service) => service.stop()));
  assert.ok(readdirSync(dataDir).length > 3);
  assert.deepEqual(await findBytes(dataDir, texts), [], 'and when they are gone');
});
