import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { GatewayDeps } from '../gateway.ts';
import { createKeyring } from '../http/keyring.ts';
import { signedInAccount } from '../testing/account.ts';
import { browser, type Browser } from '../testing/browser.ts';
import { pick, SECRET, startTestGateway } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const OTHER = 'seven green umbrellas sing';
const keyring = createKeyring([SECRET]);

const result = `__typename ... on Refusal { code message } ... on InvalidInput { path }`;
const SIGNED = `${result} ... on SignedIn { account { id email verified } }`;
const SAY = {
  register: `mutation R($c: ID!, $e: String!, $p: String!) { it: register(commandId: $c, email: $e, password: $p, locale: "en") { ${result} ... on RegistrationReceived { email } } }`,
  signIn: `mutation S($c: ID!, $e: String!, $p: String!) { it: signIn(commandId: $c, email: $e, password: $p) { ${SIGNED} } }`,
  link: `mutation L($c: ID!, $e: String!, $u: LinkPurpose!) { it: requestLink(commandId: $c, email: $e, purpose: $u) { ${result} ... on LinkRequested { email } } }`,
  use: `mutation U($c: ID!, $t: String!, $p: String) { it: useLink(commandId: $c, token: $t, password: $p) { ${SIGNED} ... on EmailChanged { email } } }`,
  reset: `mutation P($c: ID!, $t: String!, $p: String!) { it: resetPassword(commandId: $c, token: $t, password: $p) { ${SIGNED} } }`,
  password: `mutation W($c: ID!, $o: String!, $p: String!) { it: changePassword(commandId: $c, current: $o, password: $p) { ${result} ... on PasswordChanged { signedOut } } }`,
  email: `mutation E($c: ID!, $e: String!, $p: String!) { it: changeEmail(commandId: $c, email: $e, password: $p) { ${result} ... on LinkRequested { email } } }`,
};

async function started(t: TestContext, given: Partial<GatewayDeps> = {}) {
  let at = Date.now();
  const gateway = await startTestGateway(t, { now: () => at, ...given });
  const links = () =>
    gateway.log.events.flatMap(({ type, data }) =>
      type === 'identity.LinkSent'
        ? [data as { accountId: string; linkId: string; purpose: string; email: string; expiresAt: string }]
        : [],
    );
  return {
    ...gateway,
    pass: (ms: number) => void (at += ms),
    links,
    /** What stands behind # in a link, as the message has it; the newest, or one that was sent. */
    tokenOf: async (link = links().at(-1) ?? assert.fail('no link was sent')) =>
      keyring.sign(`link/${link.purpose}`, {
        sub: link.accountId,
        jti: link.linkId,
        exp: Math.floor(Date.parse(link.expiresAt) / 1000),
      }),
    open: () => browser(gateway.url),
  };
}

const say = async (who: Browser, what: keyof typeof SAY, variables: object) => {
  const answer = await who.ask(SAY[what], { c: randomUUID(), ...variables });
  assert.deepEqual(answer.errors, []);
  return pick(answer, 'it') as Record<string, unknown>;
};

test('somebody registers, proves the address once by the link, and is signed in by it', async (t) => {
  const { open, tokenOf, log } = await started(t);
  const tab = open();
  const mara = { e: 'Mara@example.org', p: PASSWORD };
  assert.deepEqual(await say(tab, 'register', mara), { __typename: 'RegistrationReceived', email: 'Mara@example.org' });
  assert.equal((await say(tab, 'signIn', mara))['code'], 'sign-in.unverified');
  assert.equal((await say(tab, 'signIn', { ...mara, p: OTHER }))['code'], 'sign-in.wrong');
  const token = await tokenOf();
  const seen = await say(tab, 'use', { t: token });
  assert.equal(seen['__typename'], 'SignedIn');
  assert.deepEqual(pick(await tab.ask('{ myAccount { email verified } }'), 'myAccount'), {
    email: 'Mara@example.org',
    verified: true,
  });
  assert.equal((await say(open(), 'use', { t: token }))['code'], 'account.link-used');
  assert.equal((await say(open(), 'signIn', mara))['__typename'], 'SignedIn');
  const written = JSON.stringify(log.events, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  for (const personal of ['ara@example', PASSWORD, '$argon2']) assert.ok(!written.includes(personal), personal);
});

test('a registration that is sent again makes one account', async (t) => {
  const { open, links } = await started(t);
  const again = { c: randomUUID(), e: 'mara@example.org', p: PASSWORD };
  await say(open(), 'register', again);
  await say(open(), 'register', again);
  assert.equal(links().length, 1);
});

test('answers never tell whether an address has an account', async (t) => {
  const { open, log, vault, links } = await started(t);
  const hash = await hashOf(PASSWORD);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash });
  const sent = links().length;
  const there = { e: mara.email, p: OTHER };
  const absent = { e: 'nobody@example.org', p: OTHER };
  const bare = (answer: Record<string, unknown>) => ({ ...answer, email: null });
  assert.deepEqual(bare(await say(open(), 'register', there)), bare(await say(open(), 'register', absent)));
  for (const u of ['VERIFY_EMAIL', 'RESET_PASSWORD'])
    assert.deepEqual(
      bare(await say(open(), 'link', { ...there, u })),
      bare(await say(open(), 'link', { e: 'nobody-else@example.org', u })),
    );
  assert.deepEqual(
    links()
      .slice(sent)
      .map(({ purpose, accountId }) => [purpose, accountId === mara.accountId]),
    [
      ['reset-password', true],
      ['verify-email', false],
      ['reset-password', true],
    ],
  );
  assert.equal((await say(open(), 'signIn', { ...there, p: PASSWORD }))['__typename'], 'SignedIn', 'nothing changed');
  const tab = open();
  await say(tab, 'signIn', { ...there, p: PASSWORD });
  const eve = await signedInAccount({ log, vault }, { email: 'eve@example.org', hash });
  const before = links().length;
  const change = (e: string) => say(tab, 'email', { e, p: PASSWORD });
  assert.deepEqual(bare(await change(eve.email)), bare(await change('free@example.org')));
  assert.equal(links().length, before + 1, 'and the other is not written to');
});

test('an address is not taken by who registers it first with a password of theirs', async (t) => {
  const { open, tokenOf, links } = await started(t);
  const victim = 'mara@example.org';
  await say(open(), 'register', { e: victim, p: PASSWORD });
  const strangers = links().at(-1);
  await say(open(), 'register', { e: victim, p: OTHER });
  assert.equal(links().at(-1)?.purpose, 'reset-password', 'whoever reads the mail chooses the password');
  await say(open(), 'link', { e: victim, u: 'VERIFY_EMAIL' });
  assert.equal(links().at(-1)?.purpose, 'reset-password');
  assert.equal((await say(open(), 'use', { t: await tokenOf(strangers) }))['code'], 'account.link-used');
  const tab = open();
  assert.equal((await say(tab, 'reset', { t: await tokenOf(), p: OTHER }))['__typename'], 'SignedIn');
  assert.equal((await say(open(), 'signIn', { e: victim, p: PASSWORD }))['code'], 'sign-in.wrong');
});

test('an account that nobody proved lets go of its address after a day', async (t) => {
  const { open, tokenOf, links, pass } = await started(t);
  await say(open(), 'register', { e: 'mara@example.org', p: PASSWORD });
  const first = links().at(-1);
  pass(24 * 3_600_000 + 1);
  await say(open(), 'register', { e: 'mara@example.org', p: OTHER });
  assert.equal(links().at(-1)?.purpose, 'verify-email');
  assert.notEqual(links().at(-1)?.accountId, first?.accountId);
  assert.equal((await say(open(), 'use', { t: await tokenOf(first) }))['code'], 'account.link-used');
  assert.equal((await say(open(), 'use', { t: await tokenOf(), p: OTHER }))['__typename'], 'SignedIn');
});

test('whoever opens the link of a registration elsewhere says its password, or chooses one that ends the stranger’s', async (t) => {
  const { open, tokenOf, log } = await started(t);
  const [stranger, owner] = [open(), open()];
  await say(stranger, 'register', { e: 'mara@example.org', p: PASSWORD });
  const token = await tokenOf();
  const before = log.events.length;
  assert.equal((await say(owner, 'use', { t: token }))['code'], 'link.other-browser');
  assert.equal((await say(owner, 'use', { t: token, p: OTHER }))['code'], 'account.wrong-password');
  assert.equal(log.events.length, before, 'and the address is not proved');
  await say(owner, 'link', { e: 'mara@example.org', u: 'RESET_PASSWORD' });
  const chosen = await say(owner, 'reset', { t: await tokenOf(), p: OTHER });
  assert.equal(chosen['__typename'], 'SignedIn');
  assert.equal((await say(stranger, 'signIn', { e: 'mara@example.org', p: PASSWORD }))['code'], 'sign-in.wrong');
  assert.equal((await say(stranger, 'use', { t: token }))['code'], 'account.link-used');

  const phone = open();
  await say(open(), 'register', { e: 'ole@example.org', p: PASSWORD });
  assert.equal((await say(phone, 'use', { t: await tokenOf(), p: PASSWORD }))['__typename'], 'SignedIn');
});

test('a reset ends all other sign-ins, also those whose ending was lost', async (t) => {
  const { open, tokenOf, log, vault, queries, pass } = await started(t);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  const [old, lost] = [open(), open()];
  await say(old, 'signIn', { e: mara.email, p: PASSWORD });
  await say(lost, 'signIn', { e: mara.email, p: PASSWORD });
  await say(open(), 'link', { e: mara.email, u: 'RESET_PASSWORD' });
  const list = queries.signIns.open;
  // As after a crash between the new password and the end of the others.
  queries.signIns.open = async () => [];
  const tab = open();
  const token = await tokenOf();
  assert.equal((await say(tab, 'reset', { t: token, p: OTHER }))['__typename'], 'SignedIn');
  queries.signIns.open = list;
  assert.equal((await say(open(), 'reset', { t: token, p: PASSWORD }))['code'], 'account.link-used');
  pass(11 * 60_000);
  for (const [who, stays] of [
    [old, false],
    [lost, false],
    [tab, true],
  ] as const)
    assert.equal(pick(await who.ask('{ myAccount { id } }'), 'myAccount') !== null, stays);
  assert.equal((await say(open(), 'signIn', { e: mara.email, p: PASSWORD }))['code'], 'sign-in.wrong');
});

test('who changes the password stays signed in, and every other device does not', async (t) => {
  const { open, log, vault, pass } = await started(t);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  const [here, there] = [open(), open()];
  await say(here, 'signIn', { e: mara.email, p: PASSWORD });
  await say(there, 'signIn', { e: mara.email, p: PASSWORD });
  assert.equal((await say(here, 'password', { o: OTHER, p: OTHER }))['path'], 'current');
  assert.deepEqual(
    await say(here, 'password', { o: PASSWORD, p: 'password1' }).then(({ code, path }) => [code, path]),
    ['account.weak-password', 'password'],
  );
  assert.equal((await say(here, 'password', { o: PASSWORD, p: OTHER }))['signedOut'], 2);
  pass(11 * 60_000);
  assert.notEqual(pick(await here.ask('{ myAccount { id } }'), 'myAccount'), null);
  assert.equal(pick(await there.ask('{ myAccount { id } }'), 'myAccount'), null);
});

test('an address changes by the link alone, and the old one finds nobody any more', async (t) => {
  const { open, tokenOf, log, vault } = await started(t);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  const tab = open();
  await say(tab, 'signIn', { e: mara.email, p: PASSWORD });
  assert.equal((await say(tab, 'email', { e: 'new@example.org', p: OTHER }))['code'], 'account.wrong-password');
  await say(tab, 'email', { e: 'new@example.org', p: PASSWORD });
  assert.equal((await say(open(), 'signIn', { e: 'new@example.org', p: PASSWORD }))['code'], 'sign-in.wrong');
  const token = await tokenOf();
  assert.deepEqual(await say(open(), 'use', { t: token }), { __typename: 'EmailChanged', email: 'new@example.org' });
  assert.equal((await say(open(), 'use', { t: token }))['code'], 'account.link-used');
  assert.equal((await say(open(), 'signIn', { e: 'new@example.org', p: PASSWORD }))['__typename'], 'SignedIn');
  assert.equal((await say(open(), 'signIn', { e: mara.email, p: PASSWORD }))['code'], 'sign-in.wrong');
  assert.equal((await say(open(), 'register', { e: mara.email, p: OTHER }))['__typename'], 'RegistrationReceived');
});

test('a link is worth nothing for another purpose, of another gateway, or after its end', async (t) => {
  const { open, tokenOf, links, pass, log } = await started(t);
  await say(open(), 'register', { e: 'mara@example.org', p: PASSWORD });
  const link = links().at(-1) ?? assert.fail('no link');
  const claims = { sub: link.accountId, jti: link.linkId, exp: 4e9 };
  const before = log.events.length;
  for (const token of [
    await keyring.sign('link/reset-password', claims),
    await keyring.sign('link/change-email', claims),
    await keyring.sign('access', claims),
    await createKeyring(['another-secret-entirely']).sign('link/verify-email', claims),
    await keyring.sign('link/verify-email', { ...claims, jti: randomUUID() }),
    await keyring.sign('link/verify-email', { ...claims, sub: randomUUID() }),
    '',
    'x'.repeat(5000),
  ]) {
    assert.equal((await say(open(), 'use', { t: token }))['code'], 'account.link-used', token.slice(0, 80));
    assert.equal((await say(open(), 'reset', { t: token, p: OTHER }))['code'], 'account.link-used');
  }
  assert.equal((await say(open(), 'reset', { t: await tokenOf(), p: OTHER }))['code'], 'account.link-used');
  pass(25 * 3_600_000);
  assert.equal(
    (await say(open(), 'use', { t: await keyring.sign('link/verify-email', claims) }))['code'],
    'account.link-used',
  );
  assert.equal(log.events.length, before);
});

test('nobody who is signed out changes an account, and passwords of any size are refused in time', async (t) => {
  const { open, log } = await started(t);
  assert.equal((await say(open(), 'password', { o: PASSWORD, p: OTHER }))['code'], 'account.signed-out');
  assert.equal((await say(open(), 'email', { e: 'a@example.org', p: OTHER }))['code'], 'account.signed-out');
  for (const [p, code] of [
    ['short', 'account.weak-password'],
    ['x'.repeat(60_000), 'account.weak-password'],
  ] as const)
    assert.equal((await say(open(), 'register', { e: 'a@example.org', p }))['code'], code);
  const large = await open().ask(SAY.register, { c: randomUUID(), e: 'a@example.org', p: 'x'.repeat(1_000_000) });
  assert.equal(large.status, 413);
  assert.deepEqual(log.events, []);
});

test('who changes or resets the password also ends a change of address that somebody asked for with the one before', async (t) => {
  const { open, tokenOf, links, log, vault } = await started(t);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  const [thief, owner] = [open(), open()];
  await say(thief, 'signIn', { e: mara.email, p: PASSWORD });
  await say(thief, 'email', { e: 'thief@example.org', p: PASSWORD });
  const theirs = links().at(-1);
  await say(owner, 'link', { e: mara.email, u: 'RESET_PASSWORD' });
  assert.equal((await say(owner, 'reset', { t: await tokenOf(), p: OTHER }))['__typename'], 'SignedIn');
  assert.equal((await say(thief, 'use', { t: await tokenOf(theirs) }))['code'], 'account.link-used');
  assert.equal((await say(open(), 'signIn', { e: mara.email, p: OTHER }))['__typename'], 'SignedIn');
});

test('a language that is none is refused for any address', async (t) => {
  const { open, log, vault } = await started(t);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  const before = log.events.length;
  const code = async (e: string, l: string) => {
    const text = SAY.register.replace('locale: "en"', `locale: "${l}"`);
    return (pick(await open().ask(text, { c: randomUUID(), e, p: OTHER }), 'it') as Record<string, unknown>)['code'];
  };
  for (const l of ['x'.repeat(36), '', 'mara@example.org'])
    assert.deepEqual(
      [await code(mara.email, l), await code('free@example.org', l)],
      ['input.invalid', 'input.invalid'],
    );
  assert.equal(log.events.length, before);
});

test('an address that a stranger registered and never proved is free for whoever reads its mail', async (t) => {
  const { open, tokenOf, links, log, vault } = await started(t);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  await say(open(), 'register', { e: 'next@example.org', p: OTHER });
  const strangers = links().at(-1);
  const tab = open();
  await say(tab, 'signIn', { e: mara.email, p: PASSWORD });
  await say(tab, 'email', { e: 'next@example.org', p: PASSWORD });
  assert.equal(links().at(-1)?.purpose, 'change-email');
  assert.equal((await say(open(), 'use', { t: await tokenOf() }))['__typename'], 'EmailChanged');
  assert.equal((await say(open(), 'use', { t: await tokenOf(strangers) }))['code'], 'account.link-used');
  assert.equal((await say(open(), 'signIn', { e: 'next@example.org', p: PASSWORD }))['__typename'], 'SignedIn');
});

test('signing out everywhere goes on behind the end of the list', async (t) => {
  const { open, log, vault, queries, pass } = await started(t);
  const mara = await signedInAccount({ log, vault }, { email: 'mara@example.org', hash: await hashOf(PASSWORD) });
  const [here, old] = [open(), open()];
  await say(old, 'signIn', { e: mara.email, p: PASSWORD });
  await say(here, 'signIn', { e: mara.email, p: PASSWORD });
  const list = queries.signIns.open;
  const [one = assert.fail('nobody is signed in')] = await list(mara.accountId, new Date().toISOString());
  const newer = Array.from({ length: 200 }, () => ({ ...one, signInId: randomUUID() }));
  let asked = 0;
  queries.signIns.open = async (...given) => ((asked += 1) === 1 ? newer : list(...given));
  const text = `mutation O($c: ID!) { it: signOutEverywhere(commandId: $c, exceptThis: true) { __typename } }`;
  await here.ask(text, { c: randomUUID() });
  pass(11 * 60_000);
  assert.equal(pick(await old.ask('{ myAccount { id } }'), 'myAccount'), null);
  assert.notEqual(pick(await here.ask('{ myAccount { id } }'), 'myAccount'), null);
});
