import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig, printableEnvironment, withoutPassword } from './config.ts';
import { ROLES } from './role-names.ts';

const emptyDir = (t: { after: (fn: () => void) => void }): string => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-config-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

test('without any variable everything has a sound default and nothing is open to the world', (t) => {
  const config = loadConfig({ REPRISE_DATA_DIR: emptyDir(t) });
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.publicUrl, 'http://127.0.0.1:8080');
  assert.equal(config.databaseUrl, undefined);
  assert.deepEqual(config.roles, ROLES);
});

test('secrets that are not given are made once, kept, and readable by nobody else', (t) => {
  const directory = emptyDir(t);
  const first = loadConfig({ REPRISE_DATA_DIR: directory });
  assert.equal(loadConfig({ REPRISE_DATA_DIR: directory }).secret, first.secret);
  assert(first.secret.length >= 40 && first.secret !== first.operatorToken);
  assert.equal(statSync(join(directory, 'secrets/secret')).mode & 0o077, 0);
});

test('a misspelt variable is refused with the one that was meant', () => {
  assert.throws(() => loadConfig({ REPRISE_DATABSE_URL: 'postgres://x' }), {
    name: 'WrongConfiguration',
    message: 'REPRISE_DATABSE_URL is not a variable of Reprise: did you mean REPRISE_DATABASE_URL?',
  });
});

test('every wrong value is named in one go', () => {
  const wrong = {
    REPRISE_PORT: '99999',
    REPRISE_NATS_URL: 'http://x',
    REPRISE_ROLES: 'gateway,cook',
    REPRISE_SECRET: 'short',
  };
  assert.throws(
    () => loadConfig(wrong),
    (error: Error) => {
      const lines = error.message.split('\n').sort();
      assert.deepEqual(lines, [
        'REPRISE_NATS_URL is not a URL that starts with nats:// or tls://, nor a list of hosts such as nats://a:4222,b:4222/path',
        'REPRISE_PORT is more than 65535',
        'REPRISE_ROLES knows no role "cook"; there are: all, projector, processor, timers, dispatcher, worker, telemetry, gateway',
        'REPRISE_SECRET is shorter than 32 characters',
      ]);
      return true;
    },
  );
});

test('roles come out in the order in which they start', (t) => {
  assert.deepEqual(loadConfig({ REPRISE_DATA_DIR: emptyDir(t), REPRISE_ROLES: 'gateway, worker' }).roles, [
    'worker',
    'gateway',
  ]);
});

test('nothing secret is printed', () => {
  const lines = printableEnvironment({
    REPRISE_SECRET: 's3cret',
    REPRISE_DATABASE_URL: 'postgres://me:s3cret@db/x',
    PATH: '/bin',
  });
  assert.deepEqual(lines, ['REPRISE_DATABASE_URL=postgres://me:(secret)@db/x', 'REPRISE_SECRET=(secret)']);
  assert.equal(
    withoutPassword('esdb://admin:changeit@node:2113?tls=false'),
    'esdb://admin:(secret)@node:2113?tls=false',
  );
});

test('providers of sign-ins are a list that is checked, and whose secrets are not shown', (t) => {
  const directory = emptyDir(t);
  const load = (list: unknown) =>
    loadConfig({
      REPRISE_DATA_DIR: directory,
      REPRISE_OPENID: typeof list === 'string' ? list : JSON.stringify(list),
    }).openId;
  const good = {
    id: 'google',
    name: 'Google',
    issuer: 'https://accounts.google.com',
    clientId: 'a',
    clientSecret: 's3cret',
  };
  const here = { ...good, id: 'here', issuer: 'http://127.0.0.1:4000/realm' };
  assert.deepEqual(load([good, here]), [good, here]);
  assert.deepEqual(loadConfig({ REPRISE_DATA_DIR: directory }).openId, []);
  const bad: readonly [unknown, RegExp][] = [
    ['{', /REPRISE_OPENID is no JSON/],
    [{}, /REPRISE_OPENID .*expected array/],
    [[{ ...good, id: 'Google!' }], /\[0\.id\] is not up to 40 of a-z/],
    [[{ ...good, issuer: 'http://films.example' }], /\[0\.issuer\] is no https:/],
    [[{ ...good, issuer: 'http://127.0.0.1.evil.example' }], /\[0\.issuer\] is no https:/],
    [[{ ...good, issuer: 'https://a.example/?x=1' }], /\[0\.issuer\] is no https:/],
    [[{ ...good, clientSecret: '' }], /\[0\.clientSecret\] is empty/],
    [[{ ...good, scope: 'x' }], /\[0\] .*scope/],
    [[good, good], /two providers with the id "google"/],
  ];
  for (const [list, words] of bad)
    assert.throws(
      () => load(list),
      (error: Error) => words.test(error.message) && !error.message.includes('s3cret'),
      JSON.stringify(list),
    );
  assert.deepEqual(printableEnvironment({ REPRISE_OPENID: JSON.stringify([good]) }), ['REPRISE_OPENID=(secret)']);
});

test('a payment provider needs its key and the secret of its webhook, and is reached over TLS', (t) => {
  const directory = emptyDir(t);
  const key = { REPRISE_PAYMENTS_KEY: 'sk_live_s3cret_s3cret' };
  const secret = { REPRISE_PAYMENTS_WEBHOOK_SECRET: 'whsec_s3cret_s3cret' };
  const load = (variables: NodeJS.ProcessEnv) => loadConfig({ REPRISE_DATA_DIR: directory, ...variables }).payments;
  assert.equal(load({}), undefined);
  assert.equal(load({ ...key, ...secret })?.url, 'https://api.stripe.com');
  const here = { REPRISE_PAYMENTS_URL: 'http://127.0.0.1:4000' };
  assert.deepEqual(load({ ...key, ...secret, ...here }), {
    url: 'http://127.0.0.1:4000',
    key: key.REPRISE_PAYMENTS_KEY,
    webhookSecret: secret.REPRISE_PAYMENTS_WEBHOOK_SECRET,
  });
  assert.throws(() => load(key), /REPRISE_PAYMENTS_WEBHOOK_SECRET is missing/);
  assert.throws(() => load(secret), /REPRISE_PAYMENTS_KEY is missing/);
  assert.throws(() => load(here), /REPRISE_PAYMENTS_KEY is missing/);
  assert.throws(() => load({ ...key, ...secret, REPRISE_PAYMENTS_URL: 'http://pay.example' }), /no https:/);
  assert.deepEqual(printableEnvironment({ ...key, ...secret }), [
    'REPRISE_PAYMENTS_KEY=(secret)',
    'REPRISE_PAYMENTS_WEBHOOK_SECRET=(secret)',
  ]);
});

test('NATS takes a list of hosts after one scheme or several, and what no list is says so', (t) => {
  const directory = emptyDir(t);
  const load = (url: string): string | undefined =>
    loadConfig({ REPRISE_DATA_DIR: directory, REPRISE_NATS_URL: url }).natsUrl;
  const good = [
    ...['nats://a', 'nats://a:4222/', 'tls://[::1]:4222/blue', 'nats://me:p%40ss@a:4222,b:4222,c:4222/blue'],
    'nats://a:4222,tls://me:secret@b:4222',
  ];
  for (const url of good) assert.equal(load(url), url);
  const bad = [
    'a:4222',
    'nats://',
    'nats://a,',
    'nats://a,,b',
    'nats://a:x',
    'nats://a/x,b',
    'nats://a,http://b',
    'nats://a b',
  ];
  for (const url of bad) assert.throws(() => load(url), /REPRISE_NATS_URL is not a URL .* list of hosts/, url);
  assert.equal(withoutPassword('nats://token@a:4222,tok2@b/x'), 'nats://(secret)@a:4222,(secret)@b/x');
  assert.equal(withoutPassword('nats://me:one@a:4222,me:two@b/x'), 'nats://me:(secret)@a:4222,me:(secret)@b/x');
  assert.equal(loadConfig({ REPRISE_DATA_DIR: directory }).natsReplicas, undefined);
  assert.equal(loadConfig({ REPRISE_DATA_DIR: directory, REPRISE_NATS_REPLICAS: '5' }).natsReplicas, 5);
});

test('a user or password that is not percent-encoded is said, and not shown', (t) => {
  const directory = emptyDir(t);
  const load = (name: string, url: string) => loadConfig({ REPRISE_DATA_DIR: directory, [name]: url });
  const schemes = {
    REPRISE_NATS_URL: 'nats',
    REPRISE_REDIS_URL: 'redis',
    REPRISE_DATABASE_URL: 'postgres',
    REPRISE_EVENTSTORE_URL: 'esdb',
  };
  for (const [name, scheme] of Object.entries(schemes)) {
    load(name, `${scheme}://me:a:b%25%2F@host:1`);
    for (const password of ['100%', 's3cret%zz', 's3/cret', 's3,cret', 's3@cret', 's3#cret', 's3?cret'])
      assert.throws(
        () => load(name, `${scheme}://me:${password}@host:1`),
        {
          message: `${name} has a user or password that cannot be read: percent-encode the user and password in it`,
        },
        `${name} ${password}`,
      );
  }
  assert.equal(withoutPassword('redis://me:one@two:three@h:1/0'), 'redis://me:(secret)@h:1/0');
});

test('connection strings of clusters name several hosts, and proxies come as a list', (t) => {
  const cluster = 'esdb+discover://user:changeit@a.example:2113,b.example:2113?tls=true';
  const config = loadConfig({
    REPRISE_DATA_DIR: emptyDir(t),
    REPRISE_EVENTSTORE_URL: cluster,
    REPRISE_TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16',
    REPRISE_ALLOWED_HOSTS: 'films.example, gateway',
  });
  assert.deepEqual(config.allowedHosts, ['films.example', 'gateway']);
  assert.throws(
    () => loadConfig({ REPRISE_DATA_DIR: emptyDir(t), REPRISE_ALLOWED_HOSTS: 'https://films.example' }),
    /REPRISE_ALLOWED_HOSTS is not a list of host names/,
  );
  assert.equal(config.eventStoreUrl, cluster);
  assert.deepEqual(config.trustedProxies, ['10.0.0.1', '10.1.0.0/16']);
  assert.throws(
    () => loadConfig({ REPRISE_DATA_DIR: emptyDir(t), REPRISE_EVENTSTORE_URL: 'esdb://' }),
    /REPRISE_EVENTSTORE_URL is not a URL/,
  );
});

test('jobs at a time are a number for the heavy kinds, and more for kinds that are named', (t) => {
  const read = (text: string) => {
    const config = loadConfig({ REPRISE_DATA_DIR: emptyDir(t), REPRISE_WORKER_CONCURRENCY: text });
    return [config.workerConcurrency, config.workerConcurrencyOf];
  };
  assert.deepEqual(read('3'), [3, {}]);
  assert.deepEqual(read('2,probe=4,encode=0'), [2, { probe: 4, encode: 0 }]);
  assert.deepEqual(read('encode=0'), [1, { encode: 0 }]);
  for (const wrong of ['0', '65', 'two', 'probe', 'probe=65', '1,2', '-1'])
    assert.throws(() => read(wrong), /REPRISE_WORKER_CONCURRENCY is neither a number/, wrong);
});
