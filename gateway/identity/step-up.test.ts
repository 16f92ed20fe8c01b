import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { signedInAccount } from '../testing/account.ts';
import { browser } from '../testing/browser.ts';
import { pick, startTestGateway } from '../testing/start.ts';
import { hashOf } from './passwords.ts';
import { endSignIn } from './sign-in-sessions.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const hash = await hashOf(PASSWORD);
const MINUTE = 60_000;

const CONFIRM = `mutation C($c: ID!, $p: String, $k: SessionCarry! = TOKENS) { confirmItIsMe(commandId: $c, password: $p, carry: $k) {
  __typename ... on Refusal { code } ... on ItIsMe { until tokens { accessToken refreshToken } } } }`;
const LEAVE = `mutation L($c: ID!, $p: String) { requestErasure(commandId: $c, password: $p) { __typename ... on Refusal { code } } }`;
const MOVE = `mutation M($c: ID!, $p: String) { changeEmail(commandId: $c, email: "new@example.org", password: $p) { __typename ... on Refusal { code } } }`;
const DELETE = `mutation D($c: ID!, $i: ID!, $p: String) { deleteProfile(commandId: $c, profileId: $i, password: $p) {
  __typename ... on Refusal { code } } }`;
const OFFER = `mutation O($c: ID!, $i: ID!, $p: String) { offerProfile(commandId: $c, profileId: $i, password: $p) {
  __typename ... on Refusal { code } } }`;
const MAKE = `mutation P($c: ID!) { createProfile(commandId: $c, input: { name: "A", avatar: SKY, kids: true, maturityCap: 6, language: "en" }) {
  ... on ProfileSaved { profile { id } } } }`;
const SIGN_IN = `mutation S($c: ID!, $e: String!, $p: String!) { signIn(commandId: $c, email: $e, password: $p) { __typename } }`;

async function started(t: TestContext) {
  let at = Date.now();
  const gateway = await startTestGateway(t, { now: () => at });
  return { ...gateway, pass: (ms: number) => void (at += ms) };
}
const confirmed = (log: { readonly events: readonly { readonly type: string }[] }) =>
  log.events.filter(({ type }) => type === 'identity.SignInConfirmed').length;

test('a proof counts for ten minutes; after that what is dangerous asks for another, by the password', async (t) => {
  const gateway = await started(t);
  const { ask, pass, log } = gateway;
  const mara = await signedInAccount(gateway, { hash, provedAt: new Date(Date.now() - 11 * MINUTE).toISOString() });
  const as = (access: unknown) => ({ headers: { authorization: `Bearer ${String(access)}` } });
  const leave = (access: unknown) => ask(LEAVE, { c: randomUUID() }, as(access));
  assert.equal(pick(await leave(mara.access), 'requestErasure.code'), 'step-up.needed');

  const confirm = (p: string | null, c = randomUUID()) => ask(CONFIRM, { c, p }, as(mara.access));
  assert.equal(pick(await confirm('not it'), 'confirmItIsMe.code'), 'account.wrong-password');
  assert.equal(pick(await confirm(null), 'confirmItIsMe.code'), 'factor.no-proof');
  assert.equal(confirmed(log), 0);

  const commandId = randomUUID();
  const first = await confirm(PASSWORD, commandId);
  assert.equal(pick(first, 'confirmItIsMe.__typename'), 'ItIsMe', JSON.stringify(first));
  await confirm(PASSWORD, commandId);
  assert.equal(confirmed(log), 1, 'saying it twice proves it once');
  const fresh = pick(first, 'confirmItIsMe.tokens.accessToken');
  assert.equal(pick(await leave(mara.access), 'requestErasure.code'), 'step-up.needed', 'the old token proves nothing');
  assert.equal(pick(await leave(fresh), 'requestErasure.__typename'), 'ErasureRequested');
  const until = Date.parse(String(pick(first, 'confirmItIsMe.until')));
  assert.ok(Math.abs(until - Date.now() - 10 * MINUTE) < MINUTE);

  // It goes on with the tokens that follow, and ends all the same.
  const again = pick(await confirm(PASSWORD), 'confirmItIsMe.tokens.refreshToken');
  pass(9 * MINUTE);
  const renew = `mutation R($t: String!) { renewSession(refreshToken: $t) { ... on SessionRenewed { tokens { accessToken } } } }`;
  const next = pick(await ask(renew, { t: again }), 'renewSession.tokens.accessToken');
  assert.equal(pick(await leave(next), 'requestErasure.__typename'), 'ErasureRequested');
  pass(2 * MINUTE);
  assert.equal(pick(await leave(next), 'requestErasure.code'), 'step-up.needed');
});

test('a device that was signed out does nothing that lasts by the token that it still has', async (t) => {
  const gateway = await started(t);
  const { ask, log } = gateway;
  const mara = await signedInAccount(gateway, { hash });
  const as = { headers: mara.headers };
  await endSignIn({ execute: executeOn(log), now: Date.now }, mara, 'password-changed');
  const before = log.events.length;
  for (const query of [
    LEAVE,
    'mutation A { it: addPasskeyOptions { ... on Refusal { code } } }',
    'mutation T { it: beginAuthenticator { ... on Refusal { code } } }',
    'mutation U($c: ID!) { it: addAuthenticator(commandId: $c, setup: "begun before", code: "123456") { ... on Refusal { code } } }',
    'mutation E($c: ID!) { it: requestExport(commandId: $c) { ... on Refusal { code } } }',
  ]) {
    const answer = await ask(query, /\$c/.test(query) ? { c: randomUUID() } : {}, as);
    const code = pick(answer, 'it.code') ?? pick(answer, 'requestErasure.code');
    assert.equal(code, 'account.signed-out', JSON.stringify([query, answer]));
  }
  assert.equal(log.events.length, before, 'nothing was written');
});

test('a browser proves it once more, and carries it in its cookies', async (t) => {
  const gateway = await started(t);
  const mara = await signedInAccount(gateway, { email: 'mara@example.org', hash });
  const tab = browser(gateway.url);
  await tab.ask(SIGN_IN, { c: randomUUID(), e: mara.email, p: PASSWORD });
  const leave = async () => pick(await tab.ask(LEAVE, { c: randomUUID() }), 'requestErasure');
  assert.equal(Reflect.get((await leave()) as object, '__typename'), 'ErasureRequested', 'signing in is a proof');
  gateway.pass(11 * MINUTE);
  assert.equal(Reflect.get((await leave()) as object, 'code'), 'step-up.needed');
  await tab.ask(CONFIRM, { c: randomUUID(), p: PASSWORD, k: 'COOKIES' });
  assert.equal(Reflect.get((await leave()) as object, '__typename'), 'ErasureRequested');
});

test('what a child could do on the device of a parent takes the password, or where there is none a fresh proof', async (t) => {
  const gateway = await started(t);
  const { ask, pass } = gateway;
  for (const [has, without] of [
    [{ hash }, 'account.password-needed'],
    [{}, undefined],
  ] as const) {
    const { headers } = await signedInAccount(gateway, has);
    const made = async () => pick(await ask(MAKE, { c: randomUUID() }, { headers }), 'createProfile.profile.id');
    const remove = async (i: unknown, p: string | null) => ask(DELETE, { c: randomUUID(), i, p }, { headers });
    const [one, two] = [await made(), await made()];
    assert.equal(pick(await remove(one, null), 'deleteProfile.code'), without);
    assert.equal(pick(await remove(two, 'not it'), 'deleteProfile.code'), 'account.wrong-password');
    const offer = async (p: string | null) => ask(OFFER, { c: randomUUID(), i: two, p }, { headers });
    assert.equal(pick(await offer(null), 'offerProfile.code'), without);
    assert.equal(pick(await offer('not it'), 'offerProfile.code'), 'account.wrong-password');
    // Its mail would choose another password.
    assert.equal(pick(await ask(MOVE, { c: randomUUID(), p: null }, { headers }), 'changeEmail.code'), without);
  }
  const { headers } = await signedInAccount(gateway, { provedAt: new Date(0).toISOString() });
  const profile = pick(await ask(MAKE, { c: randomUUID() }, { headers }), 'createProfile.profile.id');
  pass(MINUTE);
  const refused = await ask(DELETE, { c: randomUUID(), i: profile, p: null }, { headers });
  assert.equal(pick(refused, 'deleteProfile.code'), 'step-up.needed');
});

test('who is not signed in, and the operator token without an account, prove nothing', async (t) => {
  const { ask } = await started(t);
  for (const as of [{}, { operator: true }])
    assert.equal(
      pick(await ask(CONFIRM, { c: randomUUID(), p: PASSWORD }, as), 'confirmItIsMe.code'),
      'account.signed-out',
    );
});
