import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { browser, type Browser } from '../testing/browser.ts';
import { pick, SECRET, startTestGateway, type GraphqlAnswer } from '../testing/start.ts';
import { createKeyring } from '../http/keyring.ts';
import { connect } from '../testing/socket.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const keyring = createKeyring([SECRET]);
const hash = await hashOf(PASSWORD);

const SIGN_IN = `mutation S($c: ID!, $e: String!, $p: String!, $k: SessionCarry!) {
  signIn(commandId: $c, email: $e, password: $p, carry: $k) {
    __typename ... on Refusal { code message }
    ... on SignedIn { account { id email signInId } tokens { accessToken refreshToken accessExpiresAt refreshExpiresAt } }
  } }`;
const RENEW = `mutation R($t: String!) { renewSession(refreshToken: $t) {
  __typename ... on Refusal { code } ... on SessionRenewed { tokens { accessToken refreshToken } } } }`;
const WHO = '{ myAccount { id signInId } }';
const DEVICES = '{ myDevices { signInId device method current } }';

async function started(t: TestContext, given: Parameters<typeof startTestGateway>[1] = {}) {
  let at = Date.now();
  const clock = { pass: (ms: number) => void (at += ms) };
  const gateway = await startTestGateway(t, { now: () => at, ...given });
  const mara = await signedInAccount(gateway, { email: 'mara@example.org', hash });
  const signIn = (who: Browser, given: { email?: string; password?: string; carry?: string; id?: string } = {}) =>
    who.ask(SIGN_IN, {
      c: given.id ?? randomUUID(),
      e: given.email ?? mara.email,
      p: given.password ?? PASSWORD,
      k: given.carry ?? 'COOKIES',
    });
  const open = () => browser(gateway.url);
  return { ...gateway, mara, clock, signIn, open };
}
const codeOf = (answer: GraphqlAnswer, field: string) => pick(answer, `${field}.code`);
const reasons = (log: { readonly events: readonly { readonly type: string; readonly data: unknown }[] }) =>
  log.events.flatMap(({ type, data }) => (type === 'identity.SignedOut' ? [(data as { reason: string }).reason] : []));

test('a browser signs in, is known by its cookies, and goes on when the access cookie is over', async (t) => {
  const { open, signIn, mara, clock } = await started(t);
  const tab = open();
  const answer = await signIn(tab, { email: ' Mara@EXAMPLE.org ' });
  assert.equal(pick(answer, 'signIn.account.id'), mara.accountId, JSON.stringify(answer));
  assert.equal(pick(answer, 'signIn.tokens'), null, 'scripts never see what the cookies hold');
  const given = answer.headers.getSetCookie().filter((each) => !each.startsWith('reprise_profile'));
  for (const each of given) assert.match(each, /; Path=\/; HttpOnly; SameSite=Lax$/);
  const first = tab.cookies.get('reprise_refresh');
  clock.pass(11 * 60_000);
  assert.equal(pick(await tab.ask(WHO), 'myAccount.id'), mara.accountId);
  assert.notEqual(tab.cookies.get('reprise_refresh'), first, 'the refresh token was exchanged');
  clock.pass(20 * 24 * 3_600_000);
  assert.equal(pick(await tab.ask(WHO), 'myAccount.id'), mara.accountId, 'each use lengthens it');
  clock.pass(31 * 24 * 3_600_000);
  assert.equal(pick(await tab.ask(WHO), 'myAccount'), null);
});

test('cookies are bound to the host where browsers come by https', async (t) => {
  const gateway = await startTestGateway(t, { publicUrl: 'https://films.example' });
  const mara = await signedInAccount(gateway, { email: 'mara@example.org', hash });
  const answer = await browser(gateway.url).ask(SIGN_IN, { c: randomUUID(), e: mara.email, p: PASSWORD, k: 'COOKIES' });
  const cookies = answer.headers.getSetCookie().filter((each) => each.startsWith('__Host-'));
  assert.equal(cookies.length, 3);
  for (const each of cookies)
    assert.match(
      each,
      /^__Host-reprise_(access|refresh|profile)=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
});

test('a program gets tokens, and an address without account is refused like a wrong password', async (t) => {
  const { open, signIn, ask } = await started(t);
  const tokens = pick(await signIn(open(), { carry: 'TOKENS' }), 'signIn.tokens') as Record<string, string>;
  const headers = { authorization: `Bearer ${tokens['accessToken']}` };
  assert.notEqual(pick(await ask(WHO, {}, { headers }), 'myAccount'), null);
  const wrong = await signIn(open(), { password: 'not the password' });
  const absent = await signIn(open(), { email: 'nobody@example.org' });
  assert.equal(codeOf(wrong, 'signIn'), 'sign-in.wrong');
  assert.deepEqual(wrong.data, absent.data);
});

test('a refresh token is taken once: two tabs at once both go on, an old one ends the sign-in', async (t) => {
  const { open, signIn, ask, clock, log } = await started(t);
  const first = pick(await signIn(open(), { carry: 'TOKENS' }), 'signIn.tokens.refreshToken') as string;
  const renew = (token: unknown) => ask(RENEW, { t: token });
  const both = await Promise.all([renew(first), renew(first), renew(first)]);
  for (const each of both) assert.equal(pick(each, 'renewSession.__typename'), 'SessionRenewed', JSON.stringify(each));
  assert.equal(log.events.filter(({ type }) => type === 'identity.SignInRenewed').length, 1);
  const second = pick(both[0], 'renewSession.tokens.refreshToken');
  const late = await renew(first);
  assert.equal(pick(late, 'renewSession.tokens.refreshToken'), second, 'a late tab gets the newest');
  clock.pass(31_000);
  assert.equal(codeOf(await renew(first), 'renewSession'), 'sign-in.over');
  assert.equal(codeOf(await renew(second), 'renewSession'), 'sign-in.over', 'nor does the newest hold');
  assert.deepEqual(reasons(log), ['token-reused']);
});

test('a device that renews in a loop gets the same tokens, and writes nothing', async (t) => {
  const { open, signIn, ask, clock, log } = await started(t);
  const renewals = () => log.events.filter(({ type }) => type === 'identity.SignInRenewed').length;
  const tab = open();
  await signIn(tab);
  for (let each = 0; each < 20; each += 1) {
    tab.cookies.delete('reprise_access');
    assert.notEqual(pick(await tab.ask(WHO), 'myAccount'), null);
  }
  assert.equal(renewals(), 1);
  let token = pick(await signIn(open(), { carry: 'TOKENS' }), 'signIn.tokens.refreshToken');
  for (let each = 0; each < 20; each += 1) {
    token = pick(await ask(RENEW, { t: token }), 'renewSession.tokens.refreshToken');
    assert.equal(typeof token, 'string');
    clock.pass(20_000);
  }
  assert.equal(renewals(), 2);
  clock.pass(3 * 60_000);
  const next = pick(await ask(RENEW, { t: token }), 'renewSession.tokens.refreshToken');
  assert.notEqual(next, token);
  assert.equal(renewals(), 3);
});

test('tokens of another kind, of another gateway, changed or over are nobody', async (t) => {
  const { open, signIn, ask, mara, clock } = await started(t);
  const tokens = pick(await signIn(open(), { carry: 'TOKENS' }), 'signIn.tokens') as Record<string, string>;
  const { accessToken: access = '', refreshToken: refresh = '' } = tokens;
  const claims = { sub: mara.accountId, sid: mara.signInId, roles: ['admin'], at: new Date().toISOString(), exp: 4e9 };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const [head = '', body = '', mark = ''] = access.split('.');
  const forged = [
    refresh,
    `${encode({ alg: 'none' })}.${encode(claims)}.`,
    `${encode({ alg: 'none' })}.${encode(claims)}.${mark}`,
    `${head}.${encode(claims)}.${mark}`,
    `${head}.${body}.`,
    await createKeyring(['another-secret-entirely']).sign('access', claims),
    await keyring.sign('refresh', claims),
    await keyring.sign('profile', claims),
    await keyring.sign('access', { ...claims, exp: Math.floor(Date.now() / 1000) - 1 }),
    await keyring.sign('access', { ...claims, sub: 'me' }),
  ];
  for (const token of forged) {
    const seen = await ask('{ me { kind } myAccount { id } }', {}, { headers: { authorization: `Bearer ${token}` } });
    assert.deepEqual(seen.data, { me: { kind: 'VIEWER' }, myAccount: null }, token);
    const cookie = `reprise_access=${token}`;
    assert.deepEqual((await ask('{ me { kind } myAccount { id } }', {}, { headers: { cookie } })).data, seen.data);
  }
  for (const token of [access, '', 'x', `${refresh}x`, await keyring.sign('access', { ...claims, gen: 0 })])
    assert.equal(codeOf(await ask(RENEW, { t: token }), 'renewSession'), 'sign-in.over', token);
  clock.pass(11 * 60_000);
  assert.equal(pick(await ask(WHO, {}, { headers: { authorization: `Bearer ${access}` } }), 'myAccount'), null);
});

test('a refresh token from after the newest, as when the log was restored from a copy, ends nothing', async (t) => {
  const { ask, mara, log } = await started(t);
  const token = await keyring.sign('refresh', { sub: mara.accountId, sid: mara.signInId, gen: 7, exp: 4e9 });
  assert.equal(codeOf(await ask(RENEW, { t: token }), 'renewSession'), 'sign-in.over');
  assert.deepEqual(reasons(log), []);
});

test('who signs out is signed out, also with the tokens of before', async (t) => {
  const { open, signIn, clock } = await started(t);
  const tab = open();
  await signIn(tab);
  const thief = tab.copy();
  const out = await tab.ask(
    `mutation { signOut(commandId: "${randomUUID()}") { __typename ... on SignedOut { signInId } } }`,
  );
  assert.equal(pick(out, 'signOut.__typename'), 'SignedOut');
  assert.equal(tab.cookies.has('reprise_access') || tab.cookies.has('reprise_refresh'), false);
  assert.equal(pick(await tab.ask(WHO), 'myAccount'), null);
  clock.pass(11 * 60_000);
  assert.equal(pick(await thief.ask(WHO), 'myAccount'), null, 'within the life of an access token');
  assert.equal(thief.cookies.size, 1, 'and what is worthless is forgotten');
});

test('devices are listed by their names, and one or all of them are signed out', async (t) => {
  const { open, signIn, mara, log } = await started(t);
  const [phone, desk] = [open(), open()];
  await signIn(phone);
  const agent = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };
  await desk.ask(SIGN_IN, { c: randomUUID(), e: mara.email, p: PASSWORD, k: 'COOKIES' }, agent);
  const devices = pick(await desk.ask(DEVICES), 'myDevices') as {
    signInId: string;
    device: string;
    current: boolean;
  }[];
  assert.deepEqual(devices.map(({ device, current }) => [device, current])[0], ['Firefox on Windows', true]);
  assert.equal(devices.length, 3);
  const phoneId = pick(await phone.ask(WHO), 'myAccount.signInId');
  const one = await desk.ask('mutation O($c: ID!, $s: ID!) { signOut(commandId: $c, signInId: $s) { __typename } }', {
    c: randomUUID(),
    s: phoneId,
  });
  assert.equal(pick(one, 'signOut.__typename'), 'SignedOut');
  const all = await desk.ask(
    `mutation { signOutEverywhere(commandId: "${randomUUID()}", exceptThis: true) { ... on SignedOutEverywhere { count } } }`,
  );
  assert.equal(pick(all, 'signOutEverywhere.count'), 1);
  assert.equal((pick(await desk.ask(DEVICES), 'myDevices') as unknown[]).length, 1);
  assert.deepEqual(reasons(log), ['elsewhere', 'elsewhere']);
});

test('a device of somebody else is as if it did not exist', async (t) => {
  const { open, signIn, mara, log, vault } = await started(t);
  const eve = await signedInAccount({ log, vault }, { email: 'eve@example.org', hash });
  const tab = open();
  await signIn(tab, { email: eve.email });
  const out = (signInId: string) =>
    tab.ask(
      'mutation O($c: ID!, $s: ID!) { signOut(commandId: $c, signInId: $s) { __typename ... on Refusal { code message } } }',
      {
        c: randomUUID(),
        s: signInId,
      },
    );
  const before = log.events.length;
  const [others, nobodys, bad] = await Promise.all([out(mara.signInId), out(randomUUID()), out('x')]);
  assert.deepEqual(others.data, nobodys.data);
  assert.deepEqual(bad.data, nobodys.data);
  assert.equal(codeOf(others, 'signOut'), 'sign-in.over');
  assert.equal(log.events.length, before);
});

test('another page cannot make a browser sign in or out', async (t) => {
  const { open, signIn } = await started(t);
  const tab = open();
  await signIn(tab);
  const answer = await tab.ask(
    `mutation { signOut(commandId: "${randomUUID()}") { __typename } }`,
    {},
    { origin: 'https://evil.example' },
  );
  assert.equal(answer.errors[0]?.extensions.code, 'FORBIDDEN');
  assert.notEqual(pick(await tab.ask(WHO), 'myAccount'), null);
});

test('each sign-in is a new one, whatever the browser brought', async (t) => {
  const { open, signIn, log, vault } = await started(t);
  const eve = await signedInAccount({ log, vault }, { email: 'eve@example.org', hash });
  const tab = open();
  await signIn(tab, { email: eve.email });
  const eves = pick(await tab.ask(WHO), 'myAccount.signInId');
  const planted = tab.copy();
  await signIn(planted);
  assert.notEqual(pick(await planted.ask(WHO), 'myAccount.signInId'), eves);
  assert.deepEqual(reasons(log), ['asked'], 'the one that the browser had is over');
});

test('guessing gets slower and slower, and holds nobody up elsewhere', async (t) => {
  const { open, signIn, clock } = await started(t);
  const guess = () => signIn(open(), { password: 'a wrong guess of mine' });
  const codes = [];
  for (let each = 0; each < 6; each += 1) codes.push(codeOf(await guess(), 'signIn'));
  assert.deepEqual(codes, [...Array(5).fill('sign-in.wrong'), 'sign-in.too-many']);
  const absent = [];
  for (let each = 0; each < 6; each += 1)
    absent.push(codeOf(await signIn(open(), { email: 'nobody@example.org' }), 'signIn'));
  assert.deepEqual(absent, codes, 'an address without an account too');
  assert.equal(codeOf(await signIn(open()), 'signIn'), 'sign-in.too-many', 'the right one has to wait as well');
  clock.pass(60_000);
  assert.equal(pick(await signIn(open()), 'signIn.__typename'), 'SignedIn');
});

test('a crowd that guesses from many addresses slows down, and the owner gets in where they were before', async (t) => {
  // A hundred hashes behind everything else: on a busy machine one of them may take longer than a request has.
  const given = { trustProxy: ['127.0.0.1'], deadlineMs: 120_000 };
  const { signIn, clock, url, mara, ask } = await started(t, given);
  const own = browser(url);
  assert.equal(pick(await signIn(own), 'signIn.__typename'), 'SignedIn');
  const from = async (address: number, email = mara.email): Promise<GraphqlAnswer> => {
    const answer = await ask(
      SIGN_IN,
      { c: randomUUID(), e: email, p: 'a wrong guess of mine', k: 'TOKENS' },
      { headers: { 'x-forwarded-for': `10.1.${address}.1` } },
    );
    // Where this machine is busy nobody looked at it, and nothing was tried.
    return String(pick(answer, 'signIn.message')).endsWith('in some seconds.') ? from(address, email) : answer;
  };
  const codes = async (email: string) => {
    const all: GraphqlAnswer[] = [];
    // As many at once as a gateway works on: each wrong answer waits for the end of a step of time.
    for (let at = 0; at < 50; at += 2) all.push(...(await Promise.all([from(at, email), from(at + 1, email)])));
    for (const at of [50, 51]) all.push(await from(at, email));
    return all.map((answer) => codeOf(answer, 'signIn'));
  };
  const guessed = await codes(mara.email);
  assert.deepEqual(guessed.slice(0, 50), Array(50).fill('sign-in.wrong'));
  assert.deepEqual(guessed.slice(50), ['sign-in.too-many', 'sign-in.too-many']);
  assert.deepEqual(await codes('nobody@example.org'), guessed, 'an address without an account too');
  assert.equal(codeOf(await signIn(browser(url)), 'signIn'), 'sign-in.too-many', 'a strange device waits as well');
  assert.equal(pick(await signIn(own), 'signIn.__typename'), 'SignedIn');
  clock.pass(15 * 60_000);
  assert.equal(pick(await signIn(browser(url)), 'signIn.__typename'), 'SignedIn');
});

test('a subscription ends with the access token of whoever opened it, and goes on with the next', async (t) => {
  const { url, mara } = await started(t);
  const access = (seconds: number) =>
    keyring.sign('access', {
      sub: mara.accountId,
      sid: mara.signInId,
      roles: [],
      at: new Date().toISOString(),
      exp: Math.floor(Date.now() / 1000) + seconds,
    });
  const carried = [
    async (token: string) => connect(t, url, {}, { cookie: `reprise_access=${token}` }),
    async (token: string) => connect(t, url, { authorization: `Bearer ${token}` }),
  ];
  for (const open of carried) {
    assert.equal((await (await open(await access(1))).closed).code, 4403);
    const next = await open(await access(600));
    await next.caughtUp();
    next.raw.close();
  }
  await assert.rejects(connect(t, url, { authorization: `Bearer ${await access(-60)}` }), /4403/);
});

test('while the log is away pages are served, and whoever has to renew hears that nobody can be known', async (t) => {
  const { open, signIn, clock, log, url, root } = await started(t);
  mkdirSync(join(root, 'web'), { recursive: true });
  writeFileSync(join(root, 'web/index.html'), '<html></html>');
  const tab = open();
  await signIn(tab);
  clock.pass(11 * 60_000);
  log.setAway(true);
  const cookie = [...tab.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  assert.equal((await fetch(`${url}/account`, { headers: { cookie } })).status, 200);
  assert.equal((await tab.ask(WHO)).status, 503, 'and not that nobody is signed in');
  log.setAway(false);
  assert.notEqual(pick(await tab.ask(WHO), 'myAccount'), null);
});
