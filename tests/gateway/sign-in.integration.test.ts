import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { createOutbox } from '../../adapters/postgres/outbox.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import { browser } from '../../gateway/testing/browser.ts';
import { asker, pick } from '../../gateway/testing/start.ts';
import { loadConfig } from '../../platform/config.ts';
import { serve } from '../../platform/serve.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { inbox } from '../harness/inbox.ts';
import { runReprise } from '../harness/reprise.ts';
import { cleanUpAfter, startTestServices, type Afterwards } from '../harness/services.ts';
import { makeFilm } from './running.ts';

const { until } = inbox<never>();
const PASSWORD = 'kitten lamp 43 orbit';
const REGISTER =
  'mutation R($c: ID!, $e: String!, $p: String!) { register(commandId: $c, email: $e, password: $p, locale: "en") { __typename } }';
const USE =
  'mutation U($c: ID!, $t: String!, $p: String) { useLink(commandId: $c, token: $t, password: $p) { __typename } }';
const SIGN_IN =
  'mutation S($c: ID!, $e: String!, $p: String!) { signIn(commandId: $c, email: $e, password: $p, carry: TOKENS) { __typename ... on SignedIn { account { signInId } tokens { accessToken refreshToken } } } }';
const RENEW =
  'mutation R($t: String!) { renewSession(refreshToken: $t) { __typename ... on SessionRenewed { tokens { refreshToken } } } }';
const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ... on PlaybackStarted { hlsUrl } } }';
const PUBLISH = 'mutation P($c: ID!, $id: ID!) { publishTitle(commandId: $c, titleId: $id) { __typename } }';
const OUT = 'mutation O($c: ID!, $s: ID!) { signOut(commandId: $c, signInId: $s) { __typename } }';

/** One gateway in this process with everything that moves, and one in a process of its own. */
async function start(t: Afterwards) {
  const { urls, dataDir } = await startTestServices(t, { eventstore: true, postgres: true, nats: true, redis: true });
  const masterKey = randomUUID() + randomUUID();
  const env = {
    REPRISE_DATA_DIR: join(dataDir, 'reprise'),
    REPRISE_SECRET: randomUUID() + randomUUID(),
    REPRISE_MASTER_KEY: masterKey,
    REPRISE_OPERATOR_TOKEN: 'operator-token-for-tests',
  };
  const config = loadConfig({ ...env, REPRISE_PORT: '0' });
  const roles = ['projector', 'processor', 'dispatcher', 'worker', 'gateway'] as const;
  const running = await serve(config, [...roles], urls, silentLogger);
  cleanUpAfter(t, () => running.stop());
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  cleanUpAfter(t, () => log.close());
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  cleanUpAfter(t, () => db.close());
  const port = await freePort();
  const other = runReprise(t, ['platform/cli.ts', 'serve', '--roles=gateway'], {
    ...env,
    REPRISE_PORT: String(port),
    REPRISE_LOG_LEVEL: 'silent',
    REPRISE_EVENTSTORE_URL: urls.eventstore,
    REPRISE_DATABASE_URL: urls.postgres,
    REPRISE_NATS_URL: urls.nats,
    REPRISE_REDIS_URL: urls.redis,
  });
  const here = new URL(running.urls?.viewer ?? '').origin;
  const there = `http://127.0.0.1:${port}`;
  await until(
    () =>
      fetch(`${there}/health/live`).then(
        () => true,
        () => false,
      ),
    60_000,
  );
  return { here, there, other, log, outbox: createOutbox(db, createVault(db, [masterKey])), dataDir: config.dataDir };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

test('people sign in at several gateways, which race and die, and what one ends is over at the others', async (t) => {
  const { here, there, other, log, outbox, dataDir } = await start(t);
  const [a, b] = [asker(here), asker(there)];
  const typesOf = async (stream: string): Promise<string[]> => {
    const types: string[] = [];
    for await (const { type } of log.readStream(stream)) types.push(type);
    return types;
  };

  // The link of the message proves the address: once, whoever is faster.
  const email = 'mara@example.org';
  const registered = await a(REGISTER, { c: randomUUID(), e: email, p: PASSWORD });
  assert.equal(pick(registered, 'register.__typename'), 'RegistrationReceived', JSON.stringify(registered));
  await until(async () => (await outbox.latest(1)).length === 1, 60_000);
  const [message] = await outbox.latest(1);
  assert.equal(message?.to, email);
  const link = new URL(/https?:\/\/\S+/.exec(message?.text ?? '')?.[0] ?? '');
  assert.equal(link.pathname, '/link/verify-email');
  const tabs = [browser(here), browser(there), browser(here), browser(there)];
  const used = await Promise.all(
    tabs.map((tab) => tab.ask(USE, { c: randomUUID(), t: link.hash.slice(1), p: PASSWORD })),
  );
  assert.deepEqual(used.map((answer) => String(pick(answer, 'useLink.__typename'))).toSorted(), [
    'CommandRefused',
    'CommandRefused',
    'CommandRefused',
    'SignedIn',
  ]);

  // Ten renewals with one token, at both gateways: one is written, and all go on.
  const signIn = async (ask: typeof a) => {
    const answer = await ask(SIGN_IN, { c: randomUUID(), e: email, p: PASSWORD });
    assert.equal(pick(answer, 'signIn.__typename'), 'SignedIn', JSON.stringify(answer));
    return {
      signInId: pick(answer, 'signIn.account.signInId') as string,
      refresh: pick(answer, 'signIn.tokens.refreshToken') as string,
      headers: { authorization: `Bearer ${String(pick(answer, 'signIn.tokens.accessToken'))}` },
    };
  };
  const device = await signIn(a);
  const renew = async (ask: typeof a, token: string) =>
    pick(await ask(RENEW, { t: token }), 'renewSession.tokens.refreshToken') as string | undefined;
  const renewed = await Promise.all(Array.from({ length: 10 }, (_, n) => renew(n % 2 === 0 ? a : b, device.refresh)));
  assert.ok(
    renewed.every((token) => typeof token === 'string'),
    JSON.stringify(renewed),
  );
  assert.deepEqual(await typesOf(`signin-${device.signInId}`), ['identity.SignedIn', 'identity.SignInRenewed']);

  // What one gateway ends is over at the other: for renewals at once, for a film with the next look.
  const film = await makeFilm({ log, dataDir } as Parameters<typeof makeFilm>[0], 'The film');
  await until(
    async () =>
      pick(await a(PUBLISH, { c: randomUUID(), id: film.titleId }, { operator: true }), 'publishTitle.__typename') ===
      'TitlePublished',
  );
  const phone = await signIn(b);
  let path = '';
  await until(async () => {
    const answer = await b(PLAY, { c: randomUUID(), id: film.titleId }, { headers: phone.headers });
    const url = pick(answer, 'startPlayback.hlsUrl');
    path = typeof url === 'string' ? url : '';
    return path !== '';
  });
  const status = async (): Promise<number> => (await fetch(new URL(path, there))).status;
  assert.equal(await status(), 200);
  const out = await a(OUT, { c: randomUUID(), s: phone.signInId }, { headers: device.headers });
  assert.equal(pick(out, 'signOut.__typename'), 'SignedOut', JSON.stringify(out));
  assert.equal(await renew(b, phone.refresh), undefined);
  await until(async () => (await status()) === 403);

  // A gateway dies while it renews: the token that the device has goes on elsewhere.
  let last = device;
  for (let round = 1; ; round += 1) {
    last = await signIn(a);
    const renewing = renew(b, last.refresh).catch(() => undefined);
    if (round >= 3) other.kill('SIGKILL');
    if ((await renewing) === undefined) break;
  }
  assert.equal(typeof (await renew(a, last.refresh)), 'string', 'nothing of what was answered is lost');
});
