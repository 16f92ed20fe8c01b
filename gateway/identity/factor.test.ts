import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { executeOn } from '../../commands/testing/execute.ts';
import type { GatewayDeps } from '../gateway-deps.ts';
import { createKeyring } from '../http/keyring.ts';
import { signedInAccount } from '../testing/account.ts';
import { browser } from '../testing/browser.ts';
import { pick, SECRET, startTestGateway, type GraphqlAnswer } from '../testing/start.ts';
import { hashOf } from './passwords.ts';
import { standing } from './sign-in-sessions.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const hash = await hashOf(PASSWORD);
const STEP = 30_000;

const REFUSAL = '... on Refusal { code } ... on InvalidInput { path }';
const SIGN_IN = `mutation S($e: String!, $p: String!, $c: ID!) { signIn(commandId: $c, email: $e, password: $p, carry: TOKENS) {
  __typename ${REFUSAL} ... on SecondFactorNeeded { challenge methods } } }`;
const COMPLETE = `mutation C($c: ID!, $challenge: String!, $code: String, $recoveryCode: String, $signOut: ID) {
  completeSignIn(commandId: $c, challenge: $challenge, code: $code, recoveryCode: $recoveryCode, carry: TOKENS, signOut: $signOut) {
    __typename ${REFUSAL} ... on DeviceLimitReached { challenge devices { signInId } } ... on SignedIn { account { id } tokens { accessToken } } } }`;
const BEGIN = `mutation { beginAuthenticator { __typename ${REFUSAL} ... on AuthenticatorBegun { secret uri setup } } }`;
const ADD = `mutation A($c: ID!, $setup: String!, $code: String!) { addAuthenticator(commandId: $c, setup: $setup, code: $code) {
  __typename ${REFUSAL} ... on AuthenticatorAdded { recoveryCodes } } }`;
const REMOVE = `mutation R($c: ID!) { removeAuthenticator(commandId: $c) { __typename ${REFUSAL} } }`;
const CODES = `mutation M($c: ID!) { makeRecoveryCodes(commandId: $c) { __typename ${REFUSAL} ... on RecoveryCodes { codes } } }`;
const CONFIRM = `mutation I($c: ID!, $code: String, $recoveryCode: String) {
  confirmItIsMe(commandId: $c, code: $code, recoveryCode: $recoveryCode, carry: TOKENS) { __typename ${REFUSAL} } }`;
const SECURITY = '{ mySecurity { authenticator recoveryCodesLeft } }';

async function started(t: TestContext, given: Partial<GatewayDeps> = {}) {
  let at = Date.now();
  const gateway = await startTestGateway(t, { now: () => at, ...given });
  const { ask } = gateway;
  const codeAt = (secret: string, ms = at) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: ms });
  const person = async (email = 'mara@example.org') => {
    const mara = await signedInAccount(gateway, { email, hash });
    const as = { headers: mara.headers };
    const begun = await ask(BEGIN, {}, as);
    const begin = pick(begun, 'beginAuthenticator') as { secret: string; uri: string; setup: string };
    return { ...mara, as, ...begin };
  };
  /** With an authenticator app; the code that proved it is used up. */
  const withApp = async (email?: string) => {
    const mara = await person(email);
    const added = await ask(ADD, { c: randomUUID(), setup: mara.setup, code: codeAt(mara.secret) }, mara.as);
    at += STEP;
    const codes = pick(added, 'addAuthenticator.recoveryCodes') as string[];
    assert.equal(codes?.length, 10, JSON.stringify(added));
    return { ...mara, codes };
  };
  const signIn = (e: string) => ask(SIGN_IN, { c: randomUUID(), e, p: PASSWORD });
  const challengeOf = async (e: string) => String(pick(await signIn(e), 'signIn.challenge'));
  const complete = (challenge: string, proof: object, c = randomUUID()) => ask(COMPLETE, { c, challenge, ...proof });
  return { ...gateway, codeAt, person, withApp, signIn, challengeOf, complete, pass: (ms: number) => void (at += ms) };
}
const codeOf = (answer: GraphqlAnswer, field: string) => pick(answer, `${field}.code`);
const typeOf = (answer: GraphqlAnswer, field: string) => pick(answer, `${field}.__typename`);
const typesOf = (log: { readonly events: readonly { readonly type: string }[] }) => log.events.map(({ type }) => type);

test('an app is added by its first code alone, and then a sign-in asks for the next one', async (t) => {
  const { ask, person, codeAt, signIn, complete, pass, log, vault } = await started(t);
  const mara = await person();
  assert.match(mara.uri, /^otpauth:\/\/totp\/Reprise/);
  const add = (given: object) => ask(ADD, { c: randomUUID(), setup: mara.setup, ...given }, mara.as);
  assert.equal(codeOf(await add({ code: '000000' }), 'addAuthenticator'), 'factor.wrong');
  assert.equal(typeOf(await signIn(mara.email), 'signIn'), 'SignedIn', 'nothing was kept');

  const code = codeAt(mara.secret);
  assert.equal(typeOf(await add({ code }), 'addAuthenticator'), 'AuthenticatorAdded');
  const set = log.events.find(({ type }) => type === 'identity.TotpSet');
  assert.ok(set !== undefined && !JSON.stringify(set.data).includes(mara.secret));
  const [secret] = await vault.open('totp', [(set.data as { secret: string }).secret]);
  assert.equal(secret, mara.secret);

  const asked = await signIn(mara.email);
  assert.deepEqual(pick(asked, 'signIn.methods'), ['CODE', 'RECOVERY_CODE']);
  const challenge = String(pick(asked, 'signIn.challenge'));
  assert.equal(codeOf(await complete(challenge, { code }), 'completeSignIn'), 'factor.used', 'the one that proved it');
  pass(STEP);
  assert.equal(codeOf(await complete(challenge, {}), 'completeSignIn'), 'factor.no-proof');
  const commandId = randomUUID();
  const next = { code: codeAt(mara.secret) };
  const done = await complete(challenge, next, commandId);
  assert.equal(pick(done, 'completeSignIn.account.id'), mara.accountId, JSON.stringify(done));
  assert.equal(typeOf(await complete(challenge, next, commandId), 'completeSignIn'), 'SignedIn', 'said twice');
  assert.equal(codeOf(await complete(challenge, next), 'completeSignIn'), 'factor.used', 'a replay');
  const seen = typesOf(log);
  assert.equal(seen.filter((type) => type === 'identity.CodeUsed').length, 2);
  assert.ok(seen.includes('identity.SignInConfirmed'));
});

test('nothing that was begun for one account, too long ago, or as something else adds an app', async (t) => {
  const { ask, person, codeAt, vault } = await started(t);
  const [mara, eve] = [await person(), await person('eve@example.org')];
  const add = (setup: string, secret: string) =>
    ask(ADD, { c: randomUUID(), setup, code: codeAt(secret) }, { headers: eve.headers });
  const spoiled = `${eve.setup.slice(0, -4)}AAAA`;
  const late = JSON.stringify({ secret: eve.secret, until: 0 });
  const old = await vault.seal(eve.accountId, 'totp', late);
  const bare = await vault.seal(eve.accountId, 'totp', eve.secret);
  for (const setup of [old, mara.setup, spoiled, bare, 'v1.x', '', await vault.seal(eve.accountId, 'name', '{}')])
    assert.equal(codeOf(await add(setup, eve.secret), 'addAuthenticator'), 'authenticator.setup-over', setup);
});

test('a challenge is worth nothing for another account, after its time, and after a new password', async (t) => {
  const { ask, withApp, codeAt, challengeOf, complete, pass } = await started(t);
  const [mara, eve] = [await withApp(), await withApp('eve@example.org')];
  const challenge = await challengeOf(eve.email);
  const wrong = await complete(challenge, { code: codeAt(mara.secret) });
  assert.equal(codeOf(wrong, 'completeSignIn'), 'factor.wrong', 'the code of another account');
  assert.equal(codeOf(await complete(challenge, { recoveryCode: mara.codes[0] }), 'completeSignIn'), 'factor.wrong');
  for (const none of ['', 'x', `${challenge}A`, eve.access])
    assert.equal(
      codeOf(await complete(none, { code: codeAt(eve.secret) }), 'completeSignIn'),
      'sign-in.challenge-over',
    );
  const change = `mutation P($c: ID!) { changePassword(commandId: $c, current: "${PASSWORD}", password: "seven boats on a rooftop") { __typename } }`;
  const changed = await ask(change, { c: randomUUID() }, eve.as);
  assert.equal(typeOf(changed, 'changePassword'), 'PasswordChanged');
  const late = await complete(challenge, { code: codeAt(eve.secret) });
  assert.equal(codeOf(late, 'completeSignIn'), 'sign-in.challenge-over');
  const old = await challengeOf(mara.email);
  pass(11 * 60_000);
  assert.equal(codeOf(await complete(old, { code: codeAt(mara.secret) }), 'completeSignIn'), 'sign-in.challenge-over');
});

test('of many who use one recovery code at once exactly one gets in', async (t) => {
  const { ask, withApp, challengeOf, complete, log } = await started(t);
  const mara = await withApp();
  const challenge = await challengeOf(mara.email);
  const [recoveryCode = ''] = mara.codes;
  const answers = await Promise.all(Array.from({ length: 5 }, () => complete(challenge, { recoveryCode })));
  const types = answers.map((answer) => typeOf(answer, 'completeSignIn'));
  assert.equal(types.filter((type) => type === 'SignedIn').length, 1, JSON.stringify(answers));
  assert.equal(typesOf(log).filter((type) => type === 'identity.RecoveryCodeUsed').length, 1);
  assert.ok(!JSON.stringify(log.events.map(({ data }) => data)).includes(recoveryCode));
  assert.deepEqual(pick(await ask(SECURITY, {}, mara.as), 'mySecurity'), { authenticator: true, recoveryCodesLeft: 9 });
});

test('another code under the command of one that was right is no repeat of it', async (t) => {
  const { withApp, challengeOf, complete } = await started(t);
  const mara = await withApp();
  const challenge = await challengeOf(mara.email);
  const commandId = randomUUID();
  const [recoveryCode = ''] = mara.codes;
  assert.equal(typeOf(await complete(challenge, { recoveryCode }, commandId), 'completeSignIn'), 'SignedIn');
  const guessed = await complete(challenge, { recoveryCode: 'AAAA-AAAA-AAAA-AAAA' }, commandId);
  assert.equal(codeOf(guessed, 'completeSignIn'), 'factor.wrong');
});

test('guessing codes is held up; strangers hold nobody up, and other ways stay open', async (t) => {
  const { withApp, codeAt, challengeOf, complete, signIn, ask } = await started(t);
  const mara = await withApp();
  for (let tries = 0; tries < 5; tries++)
    await ask(SIGN_IN, { c: randomUUID(), e: mara.email, p: `not the password ${tries}` });
  assert.equal(codeOf(await signIn(mara.email), 'signIn'), 'sign-in.too-many');
  const other = await withApp('other@example.org');
  const challenge = await challengeOf(other.email);
  for (let tries = 0; tries < 5; tries++)
    assert.equal(codeOf(await complete(challenge, { code: '000000' }), 'completeSignIn'), 'factor.wrong');
  const right = await complete(challenge, { code: codeAt(other.secret) });
  assert.equal(codeOf(right, 'completeSignIn'), 'sign-in.too-many');
  const [recoveryCode] = other.codes;
  assert.equal(typeOf(await complete(challenge, { recoveryCode }), 'completeSignIn'), 'SignedIn');
});

test('new codes replace the old ones, and without anything to lose there are none', async (t) => {
  const { ask, withApp, signIn, challengeOf, complete } = await started(t);
  const mara = await withApp();
  const commandId = randomUUID();
  const made = await ask(CODES, { c: commandId }, mara.as);
  const codes = pick(made, 'makeRecoveryCodes.codes') as string[];
  assert.equal(codes.length, 10);
  assert.equal(codeOf(await ask(CODES, { c: commandId }, mara.as), 'makeRecoveryCodes'), 'recovery-codes.shown');
  const challenge = await challengeOf(mara.email);
  const old = await complete(challenge, { recoveryCode: mara.codes[0] });
  assert.equal(codeOf(old, 'completeSignIn'), 'factor.wrong');
  const lower = { recoveryCode: codes[0]?.toLowerCase() };
  assert.equal(typeOf(await complete(challenge, lower), 'completeSignIn'), 'SignedIn');

  assert.equal(typeOf(await ask(REMOVE, { c: randomUUID() }, mara.as), 'removeAuthenticator'), 'FactorChanged');
  assert.deepEqual(pick(await ask(SECURITY, {}, mara.as), 'mySecurity'), {
    authenticator: false,
    recoveryCodesLeft: 0,
  });
  assert.equal(
    codeOf(await ask(CODES, { c: randomUUID() }, mara.as), 'makeRecoveryCodes'),
    'recovery-codes.for-nothing',
  );
  assert.equal(typeOf(await signIn(mara.email), 'signIn'), 'SignedIn');
});

test('a code and a recovery code prove once more who is signed in, each once', async (t) => {
  const { ask, withApp, codeAt } = await started(t);
  const mara = await withApp();
  const confirm = (proof: object) => ask(CONFIRM, { c: randomUUID(), ...proof }, mara.as);
  const code = codeAt(mara.secret);
  assert.equal(typeOf(await confirm({ code }), 'confirmItIsMe'), 'ItIsMe');
  assert.equal(codeOf(await confirm({ code }), 'confirmItIsMe'), 'factor.used');
  const [recoveryCode] = mara.codes;
  assert.equal(typeOf(await confirm({ recoveryCode }), 'confirmItIsMe'), 'ItIsMe');
  assert.equal(codeOf(await confirm({ recoveryCode }), 'confirmItIsMe'), 'factor.wrong');
});

test('the password alone shows and ends no sign-in; who is one device too many chooses after the code', async (t) => {
  const { withApp, ask, complete, log } = await started(t, { devicesPerAccount: 1 });
  const mara = await withApp();
  const [recoveryCode] = mara.codes;
  const asked = await ask(
    `mutation S($c: ID!, $o: ID!) { signIn(commandId: $c, email: "${mara.email}", password: "${PASSWORD}", signOut: $o) {
      __typename ... on SecondFactorNeeded { challenge } } }`,
    { c: randomUUID(), o: mara.signInId },
  );
  const challenge = String(pick(asked, 'signIn.challenge'));
  assert.ok(!typesOf(log).includes('identity.SignedOut'));
  const commandId = randomUUID();
  const full = await complete(challenge, { recoveryCode }, commandId);
  assert.equal(typeOf(full, 'completeSignIn'), 'DeviceLimitReached', JSON.stringify(full));
  const [proved, signOut] = ['challenge', 'devices.0.signInId'].map((at) => String(pick(full, `completeSignIn.${at}`)));
  assert.equal(signOut, mara.signInId);
  const go = (challengeNow = '', c = commandId) => complete(challengeNow, { signOut }, c);
  assert.equal(codeOf(await go(proved, randomUUID()), 'completeSignIn'), 'sign-in.challenge-over', 'another command');
  assert.equal(codeOf(await go(challenge), 'completeSignIn'), 'factor.no-proof', 'the one of the password');
  assert.equal(typeOf(await go(proved), 'completeSignIn'), 'SignedIn');
  const count = (type: string) => typesOf(log).filter((each) => each === type).length;
  assert.deepEqual([count('identity.RecoveryCodeUsed'), count('identity.SignedOut')], [1, 1]);
});

test('without a fresh proof nothing about the factors changes', async (t) => {
  const gateway = await started(t);
  const mara = await signedInAccount(gateway, { hash, provedAt: new Date(0).toISOString() });
  const as = { headers: mara.headers };
  for (const [field, query] of [
    ['beginAuthenticator', BEGIN],
    ['removeAuthenticator', REMOVE],
    ['makeRecoveryCodes', CODES],
  ] as const)
    assert.equal(codeOf(await gateway.ask(query, { c: randomUUID() }, as), field), 'step-up.needed');
});

test('links that sign in ask for the second proof too', async (t) => {
  const { ask, withApp, url, vault, execute, keyring, codeAt, complete } = await linked(t);
  const mara = await withApp();
  const linkId = randomUUID();
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const email = await vault.seal(mara.accountId, 'email', mara.email);
  await execute({
    streamId: mara.accountId,
    commandId: randomUUID(),
    command: {
      type: 'SendLink',
      data: { accountId: mara.accountId, linkId, purpose: 'reset-password', email, expiresAt },
      at: new Date().toISOString(),
    },
    actor: { kind: 'viewer', id: randomUUID() },
    correlationId: randomUUID(),
  });
  const token = await keyring.sign('link/reset-password', {
    sub: mara.accountId,
    jti: linkId,
    exp: Math.floor(Date.parse(expiresAt) / 1000),
  });
  const tab = browser(url);
  const reset = `mutation R($c: ID!, $t: String!) { resetPassword(commandId: $c, token: $t, password: "seven boats on a rooftop") {
    __typename ${REFUSAL} ... on SecondFactorNeeded { challenge methods } } }`;
  const answer = await tab.ask(reset, { c: randomUUID(), t: token });
  assert.equal(typeOf(answer, 'resetPassword'), 'SecondFactorNeeded', JSON.stringify(answer));
  assert.equal(pick(await tab.ask('{ myAccount { id } }'), 'myAccount'), null);
  const challenge = String(pick(answer, 'resetPassword.challenge'));
  assert.equal(typeOf(await complete(challenge, { code: codeAt(mara.secret) }), 'completeSignIn'), 'SignedIn');
  assert.equal(pick(await ask('{ myAccount { id } }', {}, mara.as), 'myAccount.id'), mara.accountId);
});

async function linked(t: TestContext) {
  const gateway = await started(t);
  return { ...gateway, execute: executeOn(gateway.log), keyring: createKeyring([SECRET]) };
}

test('a reset for whoever lost it all ends every sign-in of before', async (t) => {
  const { withApp, log, vault } = await started(t);
  const { accountId, signInId } = await withApp();
  const ports = { log, now: Date.now };
  assert.equal(typeof (await standing(ports, signInId)), 'object');
  const command = {
    type: 'ResetFactors',
    data: { accountId, email: await vault.seal(accountId, 'email', 'mara@example.org'), locale: 'en' },
    at: new Date().toISOString(),
  };
  const ids = { streamId: accountId, commandId: randomUUID(), correlationId: randomUUID() };
  const done = await executeOn(log)({ ...ids, command, actor: { kind: 'system', id: 'command-line' } });
  assert.equal(done.kind, 'committed');
  assert.equal(await standing(ports, signInId), 'elsewhere');
});
