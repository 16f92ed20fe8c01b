import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { OPERATOR_TOKEN, startTestGateway } from '../testing/start.ts';
import { pathParts } from './web.routes.ts';
import { collectPaths, correlationOf, credentialsOf, isForeign, setCookieText } from './requests.ts';

const OPERATOR = { authorization: `Bearer ${OPERATOR_TOKEN}` };

test('pages are served with a strict policy, hashed files for ever', async (t) => {
  const { url, root } = await startTestGateway(t);
  const missing = await fetch(`${url}/studio`);
  assert.equal(missing.status, 503);
  assert.match(await missing.text(), /npm run build:web/);
  mkdirSync(join(root, 'web/assets'), { recursive: true });
  mkdirSync(join(root, 'web/graphiql'), { recursive: true });
  writeFileSync(join(root, 'web/index.html'), '<!doctype html>app');
  writeFileSync(join(root, 'web/graphiql/index.html'), '<!doctype html>graphiql');
  writeFileSync(join(root, 'web/assets/app-1a2b3c.js'), 'script');
  writeFileSync(join(root, 'secret.js'), 'not for the web');
  for (const path of ['/', '/studio', '/studio/assets', '/title/123', '/watch/123?t=4'])
    assert.equal(await (await fetch(url + path)).text(), '<!doctype html>app', path);
  assert.equal(await (await fetch(`${url}/graphiql`)).text(), '<!doctype html>graphiql');
  const page = await fetch(`${url}/`);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'self'/);
  assert.ok(!/https?:|unsafe-eval|script-src[^;]*unsafe-inline/.test(policy), policy);
  assert.deepEqual(
    [page.headers.get('x-content-type-options'), page.headers.get('referrer-policy')],
    ['nosniff', 'no-referrer'],
  );
  assert.match(page.headers.get('set-cookie') ?? '', /^reprise_profile=/);
  assert.equal(page.headers.get('cache-control'), 'no-store', 'a page with a profile is for one viewer');
  const script = await fetch(`${url}/assets/app-1a2b3c.js`);
  assert.deepEqual(
    [script.status, script.headers.get('content-type'), script.headers.get('set-cookie')],
    [200, 'text/javascript; charset=utf-8', null],
  );
  assert.match(script.headers.get('cache-control') ?? '', /immutable/);
  writeFileSync(join(root, 'web/assets/app-1a2b3c.js.gz'), gzipSync('script'));
  const small = await fetch(`${url}/assets/app-1a2b3c.js`, { headers: { 'accept-encoding': 'gzip' } });
  assert.deepEqual([small.headers.get('content-encoding'), await small.text()], ['gzip', 'script']);
  const plain = await fetch(`${url}/assets/app-1a2b3c.js`, { headers: { 'accept-encoding': 'identity' } });
  assert.deepEqual([plain.headers.get('content-encoding'), await plain.text()], [null, 'script']);
  const etag = script.headers.get('etag') ?? assert.fail('no etag');
  const known = { 'if-none-match': etag, 'accept-encoding': 'identity' };
  // `fetch` would say `no-cache` beside it.
  const unchanged = await new Promise<number | undefined>((resolve) =>
    get(`${url}/assets/app-1a2b3c.js`, { headers: known }, (answer) => resolve(answer.resume().statusCode)),
  );
  assert.equal(unchanged, 304);
  for (const path of [
    '/assets/gone-1a2b3c.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/v',
    '/uploads/x/y',
    '/graphql/x',
    '/health',
    '/.env',
    '/assets',
  ])
    assert.ok([404, 200].includes((await fetch(url + path)).status), path);
  for (const path of [
    '/assets/gone-1a2b3c.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/.env',
    '/health',
    '/graphql/x',
  ])
    assert.equal((await fetch(url + path)).status, 404, path);
  assert.equal((await fetch(`${url}/`, { method: 'POST' })).status, 404);
});

test('readiness names what does not answer; strangers see no reasons', async (t) => {
  const broken = { name: 'a part', required: true, check: () => Promise.reject(new Error('the reason')) };
  const hanging = { name: 'another part', required: false, check: () => new Promise<never>(() => {}) };
  const failing = { now: false };
  const { url } = await startTestGateway(t, { health: () => (failing.now ? [broken, hanging] : []) });
  assert.equal((await fetch(`${url}/health/live`)).status, 200);
  assert.equal((await fetch(`${url}/health/ready`)).status, 200, 'without Redis the gateway is ready');
  failing.now = true;
  const here = await fetch(`${url}/health/ready`);
  assert.equal(here.status, 503);
  assert.match(await here.text(), /the reason.*no answer within.*/s);
  const stranger = { 'x-forwarded-for': '203.0.113.9' };
  const away = await (await fetch(`${url}/health/ready`, { headers: stranger })).text();
  assert.ok(away.includes('a part') && !away.includes('the reason'));
});

test('metrics are for operators and this machine', async (t) => {
  const { url, ask } = await startTestGateway(t);
  await ask('{ me { kind } }');
  const stranger = { 'x-forwarded-for': '203.0.113.9' };
  assert.equal((await fetch(`${url}/metrics`, { headers: stranger })).status, 403);
  assert.equal((await fetch(`${url}/metrics`, { headers: { ...stranger, ...OPERATOR } })).status, 200);
  const text = await (await fetch(`${url}/metrics`)).text();
  assert.match(text, /reprise_http_request_seconds_count\{method="POST",route="\/graphql",status="200"\} 1/);
  assert.match(text, /reprise_graphql_operation_seconds_count\{kind="query",outcome="ok"\} 1/);
  assert.match(text, /reprise_queue_depth\{queue="telemetry"\} 0/);
  assert.match(text, /process_resident_memory_bytes/);
});

test('a busy port is named, with what to do', async (t) => {
  const { url, gateway } = await startTestGateway(t);
  const port = Number(new URL(url).port);
  await assert.rejects(startTestGateway(t, { port }), new RegExp(`Port ${port} of 127.0.0.1 is busy.*REPRISE_PORT`));
  assert.equal((await gateway.health()).ok, true);
});

test('cookies are hidden from scripts and from other sites, and secure behind https', async (t) => {
  // The parser of cookies comes with a server.
  await startTestGateway(t);
  const cookie = { name: 'a', value: 'x.y', maxAgeSeconds: 60 };
  assert.equal(setCookieText(cookie, false), 'a=x.y; Max-Age=60; Path=/; HttpOnly; SameSite=Lax');
  assert.match(setCookieText(cookie, true), /; Secure/);
  const { cookies } = credentialsOf({ cookie: 'theme=dark; a=x.y' }, true);
  assert.deepEqual({ ...cookies }, { theme: 'dark', a: 'x.y' });
  const large = `a=${'x'.repeat(9000)}; reprise_profile=mine`;
  assert.equal(
    credentialsOf({ cookie: large }, true).cookies?.['reprise_profile'],
    'mine',
    'Node bounds all headers to 16 kB',
  );
});

test('small rules about requests', () => {
  assert.equal(pathParts('/a/../b'), undefined);
  assert.equal(pathParts('/%zz'), undefined);
  assert.deepEqual(pathParts('/studio/titles/1?x=/..'), ['studio', 'titles', '1']);
  const paths = collectPaths();
  for (const pattern of ['/v/:token/:packageId/*', '/health/live', '/']) paths.add(pattern);
  assert.equal(paths.mask('/v/secret.token.here/p/master.m3u8?x=1'), '/v/***/p/master.m3u8');
  assert.equal(paths.mask('/v/secret.token.here'), '/v/***');
  assert.equal(paths.mask('/title/1?token=x'), '/title/1');
  assert.deepEqual(['v', 'health', 'title', ''].map(paths.isReserved), [true, true, false, false]);
  assert.equal(correlationOf({ headers: { 'x-correlation-id': 'short' } }).length, 36);
  assert.equal(correlationOf({ headers: { 'x-correlation-id': 'a-good-one-1' } }), 'a-good-one-1');
  assert.equal(isForeign({ host: 'here:80', origin: 'http://here:80' }, ''), false);
  assert.equal(isForeign({ host: 'inside:80', origin: 'https://public.example' }, 'https://public.example'), false);
  assert.equal(isForeign({ host: 'here:80', origin: 'null' }, ''), true);
});

test('however many look at the readiness, one look is made at a time', async (t) => {
  const [lookMs, from] = [20, performance.now()];
  let looks = 0;
  const check = async () => {
    looks += 1;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    return { ok: true, detail: 'fine' };
  };
  const { url } = await startTestGateway(t, { health: () => [{ name: 'counted', required: false, check }] });
  const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`${url}/health/ready`)));
  assert.ok(answers.every(({ ok }) => ok));
  // Timers may be a millisecond early.
  assert.ok(looks <= (performance.now() - from) / (lookMs - 1) + 2, `${looks} looks`);
});
