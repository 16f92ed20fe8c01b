import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { executeOn } from '../../commands/testing/execute.ts';
import { signedInAccount } from '../testing/account.ts';
import { browser } from '../testing/browser.ts';
import { problemOf, said, started, UNLINK } from '../testing/openid-gateway.ts';
import { freePort, startForgingProvider } from '../testing/openid-provider.ts';
import { pick } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const LINK = `mutation L($c: ID!, $t: String!) { it: linkOpenId(commandId: $c, token: $t) {
  __typename ... on Refusal { code } ... on OpenIdsChanged { openIds { id } } } }`;
const SIGN_IN = `mutation S($c: ID!, $e: String!, $p: String!) { it: signIn(commandId: $c, email: $e, password: $p) {
  __typename ... on Refusal { code } } }`;
const REGISTER = `mutation R($c: ID!, $e: String!, $p: String!) { register(commandId: $c, email: $e, password: $p, locale: "en") { __typename } }`;
test('somebody new gets an account, verified, and the same one the next time', async (t) => {
  const { visitor, who, types, log } = await started(t);
  const first = visitor();
  const page = await first.walk('/openid/one/start?next=/title/1');
  assert.equal(page.pathname + page.search, '/profiles?next=%2Ftitle%2F1');
  assert.deepEqual(await who(first), {
    myAccount: { email: 'Mara@example.org', verified: true, hasPassword: false, openIds: [{ id: 'one', name: 'ONE' }] },
    myDevices: [{ method: 'OPENID' }],
  });
  assert.deepEqual(
    types().filter((type) => !type.startsWith('identity.Device')),
    ['identity.AccountRegistered', 'identity.OpenIdLinked', 'identity.SignedIn'],
  );
  const again = visitor();
  assert.equal((await again.walk('/openid/one/start')).pathname, '/profiles');
  assert.equal((await who(again)).myDevices.length, 2);
  const written = JSON.stringify(log.events, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  assert.ok(!/mara/i.test(written), 'who somebody is there is sealed');
  assert.ok(!first.jar.has('reprise_openid'), 'the way back is forgotten');
});

test('who comes back twice at once gets one account', async (t) => {
  const { visitor, who, types } = await started(t);
  const both = [visitor(), visitor()];
  await Promise.all(both.map((each) => each.walk('/openid/two/start')));
  for (const each of both) assert.equal((await who(each)).myAccount?.email, 'Mara@example.org');
  assert.equal(types().filter((type) => type === 'identity.AccountRegistered').length, 1);
});

test('an account that has the address is linked after proof of both, and never by the address alone', async (t) => {
  const { visitor, who, tabOf, log, vault, types, origin } = await started(t);
  await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  const here = visitor();
  const page = await here.walk('/openid/one/start?next=/account');
  assert.equal(page.pathname + page.search, '/provider/link?provider=one');
  assert.equal((await who(here)).myAccount, null);
  const token = page.hash.slice(1);
  const tab = tabOf(here);
  assert.equal(said(await tab.ask(LINK, { c: randomUUID(), t: token })), 'account.signed-out');
  assert.equal(said(await tab.ask(SIGN_IN, { c: randomUUID(), e: 'mara@example.org', p: PASSWORD })), 'SignedIn');
  const stranger = browser(origin);
  await stranger.ask(SIGN_IN, { c: randomUUID(), e: 'mara@example.org', p: PASSWORD });
  assert.equal(said(await stranger.ask(LINK, { c: randomUUID(), t: token })), 'openid.over', 'of another browser');
  assert.equal(said(await tab.ask(LINK, { c: randomUUID(), t: `${token}x` })), 'openid.over');
  assert.equal(said(await tab.ask(LINK, { c: randomUUID(), t: token })), 'OpenIdsChanged');
  assert.equal(
    said(await tab.ask(LINK, { c: randomUUID(), t: token })),
    'OpenIdsChanged',
    'a second click is no mistake',
  );
  assert.equal(types().filter((type) => type === 'identity.OpenIdLinked').length, 1);
  const later = visitor();
  await later.walk('/openid/one/start');
  assert.equal((await who(later)).myAccount?.email, 'mara@example.org');
});

test('an address that somebody registered and never proved yields to who owns it', async (t) => {
  const { visitor, who, ask } = await started(t);
  await ask(REGISTER, { c: randomUUID(), e: 'mara@example.org', p: 'a squatter chose this 77' });
  const owner = visitor();
  await owner.walk('/openid/one/start');
  assert.equal((await who(owner)).myAccount?.email, 'Mara@example.org');
  assert.equal(
    said(await ask(SIGN_IN, { c: randomUUID(), e: 'mara@example.org', p: 'a squatter chose this 77' })),
    'sign-in.wrong',
  );
});

test('a provider that proves no address makes no account', async (t) => {
  const { visitor, one, two, types } = await started(t);
  one.there.person = { sub: 'no-mail' };
  two.there.person = { sub: 'unproved', email: 'mara@example.org', email_verified: false };
  for (const id of ['one', 'two'])
    assert.equal(problemOf(await visitor().walk(`/openid/${id}/start`)), '/provider/problem no-email');
  assert.deepEqual(types(), []);
});

test('an account links from its own page, is led to by it, and gives it up, but not as the last way in', async (t) => {
  const { visitor, who, tabOf, two, log, vault } = await started(t);
  const here = visitor();
  await here.walk('/openid/one/start');
  await here.walk('/openid/one/start?confirm=1');
  two.there.person = { sub: 'mara-elsewhere', email: 'other@example.org', email_verified: true };
  const page = await here.walk('/openid/two/start?link=1&next=/account');
  const tab = tabOf(here);
  assert.equal(said(await tab.ask(LINK, { c: randomUUID(), t: page.hash.slice(1) })), 'OpenIdsChanged');
  assert.deepEqual(
    (await who(here)).myAccount?.openIds.map(({ id }) => id),
    ['one', 'two'],
  );
  const other = visitor();
  await other.walk('/openid/two/start');
  assert.equal((await who(other)).myAccount?.email, 'Mara@example.org');
  assert.equal(said(await tab.ask(UNLINK, { c: randomUUID(), p: 'one' })), 'OpenIdsChanged');
  assert.equal(said(await tab.ask(UNLINK, { c: randomUUID(), p: 'two' })), 'openid.last-way');
  // What was given up leads to nobody: the address still has its account.
  assert.equal((await visitor().walk('/openid/one/start')).pathname, '/provider/link');
  const eve = await signedInAccount({ log, vault });
  const eves = { headers: eve.headers };
  assert.equal(
    said(await tab.ask(UNLINK, { c: randomUUID(), p: 'two' }, eves.headers)),
    'OpenIdsChanged',
    'nothing of hers',
  );
  assert.equal((await who(other)).myAccount?.email, 'Mara@example.org');
});

test('what leads to one account is not linked to another', async (t) => {
  const { visitor, origin, log, vault } = await started(t);
  await visitor().walk('/openid/one/start');
  const eve = await signedInAccount({ log, vault }, { hash: await hashOf(PASSWORD) });
  const here = visitor();
  const tab = browser(origin);
  await tab.ask(SIGN_IN, { c: randomUUID(), e: eve.email, p: PASSWORD });
  for (const [name, value] of tab.cookies) here.jar.set(name, value);
  assert.equal(problemOf(await here.walk('/openid/one/start?link=1')), '/provider/problem taken');
});

test('what comes back counts for the browser, the provider and the try that it belongs to', async (t) => {
  const { visitor, types, who } = await started(t);
  const isBack = ({ pathname }: URL) => pathname.endsWith('/callback');
  /** Goes to the provider and comes back to this address, which is not asked for yet. */
  const back = async (id = 'one') => {
    const here = visitor();
    return { here, url: await here.walk(`/openid/${id}/start`, isBack) };
  };
  const changed = async (name: string, value: string) => {
    const { here, url } = await back();
    url.searchParams.set(name, value);
    return problemOf(await here.walk(url));
  };
  assert.equal(await changed('state', 'another'), '/provider/problem broken');
  assert.equal(await changed('iss', 'http://127.0.0.1:1'), '/provider/problem broken');
  assert.equal(await changed('code', 'another'), '/provider/problem broken');
  const { url: stolen } = await back();
  assert.equal(problemOf(await visitor().walk(stolen)), '/provider/problem broken', 'no cookie');
  const { here: begun } = await back();
  assert.equal(problemOf(await begun.walk(stolen)), '/provider/problem broken', 'the cookie of another way');
  const mixed = await back();
  mixed.url.pathname = '/openid/two/callback';
  assert.equal(problemOf(await mixed.here.walk(mixed.url)), '/provider/problem broken', 'another provider');
  const twice = await back();
  const cookie = twice.here.jar.get('reprise_openid') ?? '';
  assert.equal((await twice.here.walk(twice.url)).pathname, '/profiles');
  assert.equal(problemOf(await twice.here.walk(twice.url)), '/provider/problem broken', 'replayed');
  const copy = visitor();
  copy.jar.set('reprise_openid', cookie);
  assert.equal(problemOf(await copy.walk(twice.url)), '/provider/problem broken', 'replayed with its cookie');
  assert.equal((await who(copy)).myAccount, null);
  assert.equal(types().filter((type) => type === 'identity.SignedIn').length, 1);
});

test('a nonce that was changed on the way is noticed', async (t) => {
  const { visitor } = await started(t);
  const here = visitor();
  const there = await here.step('/openid/one/start');
  there?.searchParams.set('nonce', 'another');
  assert.equal(problemOf(await here.walk(there ?? '')), '/provider/problem broken');
});

test('what a provider forges is not believed', async (t) => {
  const forger = await startForgingProvider(t, 'forger');
  const { visitor, types } = await started(t, [forger.settings]);
  const attempt = async (claims: typeof forger.forge.claims, foreignKey = false) => {
    Object.assign(forger.forge, { claims, foreignKey });
    const here = visitor();
    const there = await here.step('/openid/forger/start');
    forger.forge.nonce = there?.searchParams.get('nonce') ?? '';
    const state = there?.searchParams.get('state') ?? '';
    return problemOf(await here.walk(`/openid/forger/callback?code=x&state=${state}`));
  };
  const lies: readonly [string, typeof forger.forge.claims][] = [
    ['iss', (honest) => ({ ...honest, iss: 'https://accounts.example' })],
    ['aud', (honest) => ({ ...honest, aud: 'another-client' })],
    ['aud of several', (honest) => ({ ...honest, aud: ['another-client', 'reprise'], azp: 'another-client' })],
    ['nonce', (honest) => ({ ...honest, nonce: 'another' })],
    ['no nonce', ({ nonce: _nonce, ...honest }) => honest],
    ['exp', (honest) => ({ ...honest, exp: (honest.iat ?? 0) - 3600 })],
    ['no sub', ({ sub: _sub, ...honest }) => honest],
  ];
  for (const [name, lie] of lies) assert.equal(await attempt(lie), '/provider/problem broken', name);
  assert.equal(await attempt((honest) => honest, true), '/provider/problem broken', 'a key of somebody else');
  assert.deepEqual(types(), []);
  assert.equal(await attempt((honest) => honest), '/profiles');
});

test('after signing in only pages of ours follow', async (t) => {
  const { visitor } = await started(t);
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/\t/evil',
  ]) {
    const page = await visitor().walk(`/openid/one/start?next=${encodeURIComponent(next)}`);
    assert.ok(
      ['/profiles', '/profiles?next=%2F%2509%2Fevil.example'].includes(page.pathname + page.search),
      `${next}: ${page.href}`,
    );
  }
  assert.equal((await visitor().walk('/openid/one/start?next=/account')).pathname, '/account');
});

test('who says no there, and providers that are away or unknown, are told apart; others go on', async (t) => {
  const away = {
    id: 'away',
    name: 'Away',
    issuer: `http://127.0.0.1:${await freePort()}`,
    clientId: 'x',
    clientSecret: 'x',
  };
  const { visitor, one, ask, origin } = await started(t, [away]);
  assert.equal(problemOf(await visitor().walk('/openid/away/start?next=/account')), '/provider/problem away');
  assert.equal((await visitor().walk('/openid/one/start')).pathname, '/profiles');
  one.there.person = undefined;
  assert.equal(problemOf(await visitor().walk('/openid/one/start')), '/provider/problem refused');
  assert.equal((await fetch(`${origin}/openid/nobody/start`, { redirect: 'manual' })).status, 404);
  assert.deepEqual(pick(await ask('{ accountPolicy { providers { id name } } }'), 'accountPolicy.providers'), [
    { id: 'one', name: 'ONE' },
    { id: 'two', name: 'TWO' },
    { id: 'away', name: 'Away' },
  ]);
});

test('a provider lets nobody onto more devices than an account may have', async (t) => {
  const { visitor, who } = await started(t, [], { devicesPerAccount: 1 });
  await visitor().walk('/openid/one/start');
  const second = visitor();
  assert.equal(problemOf(await second.walk('/openid/one/start')), '/provider/problem too-many-devices');
  assert.equal((await who(second)).myAccount, null);
});

test('who has an authenticator app is asked for its code after a provider as well', async (t) => {
  const { visitor, who, tabOf, types } = await started(t);
  const first = visitor();
  await first.walk('/openid/one/start');
  await first.walk('/openid/one/start?confirm=1');
  const tab = tabOf(first);
  const begun = await tab.ask('mutation { it: beginAuthenticator { ... on AuthenticatorBegun { secret setup } } }');
  const secret = Secret.fromBase32(String(pick(begun, 'it.secret')));
  const added = await tab.ask(
    `mutation A($c: ID!, $s: String!, $t: String!) { it: addAuthenticator(commandId: $c, setup: $s, code: $t) {
      ... on AuthenticatorAdded { recoveryCodes } } }`,
    { c: randomUUID(), s: pick(begun, 'it.setup'), t: new TOTP({ secret }).generate() },
  );
  const recoveryCode = pick(added, 'it.recoveryCodes.0');
  const second = visitor();
  const page = await second.walk('/openid/one/start?next=/title/1');
  assert.equal(page.pathname + page.search, '/provider/code?next=%2Ftitle%2F1');
  assert.equal((await who(second)).myAccount, null);
  assert.equal(types().filter((type) => type === 'identity.SignedIn').length, 1, 'not by the provider alone');
  const needed = new URLSearchParams(page.hash.slice(1));
  const done = await tabOf(second).ask(
    `mutation C($c: ID!, $h: String!, $r: String!) { it: completeSignIn(commandId: $c, challenge: $h, recoveryCode: $r) {
      __typename ... on Refusal { code } } }`,
    { c: randomUUID(), h: needed.get('challenge'), r: recoveryCode },
  );
  assert.equal(said(done), 'SignedIn');
});

test('who was forgotten gets a new account', async (t) => {
  const { visitor, who, vault, log, types } = await started(t);
  await visitor().walk('/openid/one/start');
  const accountId = log.events[0]?.stream.slice('account-'.length) ?? '';
  const say = async (type: string, data: object, actor: object) =>
    executeOn(log)({
      streamId: accountId,
      commandId: randomUUID(),
      command: { type, data: { accountId, ...data }, at: new Date().toISOString() },
      actor: actor as never,
      correlationId: randomUUID(),
    });
  const own = { kind: 'viewer', id: randomUUID(), account: accountId };
  await say('RequestErasure', { dueAt: new Date().toISOString() }, own);
  await say('BeginErasure', {}, { kind: 'process', id: 'erasure' });
  await vault.forget(accountId);
  const again = visitor();
  assert.equal((await again.walk('/openid/one/start')).pathname, '/profiles');
  assert.equal((await who(again)).myAccount?.email, 'Mara@example.org');
  assert.equal(types().filter((type) => type === 'identity.AccountRegistered').length, 2);
});
