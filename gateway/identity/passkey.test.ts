import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { laterOn, signedInAccount } from '../testing/account.ts';
import { softwareAuthenticator, type Twist } from '../testing/authenticator.ts';
import { browser } from '../testing/browser.ts';
import { pick, startTestGateway, type GraphqlAnswer } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const ORIGIN = 'https://films.example';
const PASSWORD = 'kitten lamp 43 orbit';
const hash = await hashOf(PASSWORD);
const REFUSAL = '__typename ... on Refusal { code } ... on InvalidInput { path }';
const OPTIONS = `mutation O($p: PasskeyPurpose!, $c: String) { passkeyOptions(purpose: $p, challenge: $c) {
  ${REFUSAL} ... on PasskeyOptions { json } } }`;
const SIGN_IN = `mutation S($c: ID!, $p: String!, $s: ID) { signInByPasskey(commandId: $c, passkey: $p, carry: TOKENS, signOut: $s) {
  ${REFUSAL} ... on SignedIn { account { id } tokens { accessToken } } ... on DeviceLimitReached { devices { signInId deviceId } } } }`;
const ADD_OPTIONS = `mutation { addPasskeyOptions { ${REFUSAL} ... on PasskeyOptions { json } } }`;
const ADD = `mutation A($c: ID!, $p: String!, $n: String!) { addPasskey(commandId: $c, passkey: $p, name: $n) { ${REFUSAL} } }`;
const RENAME = `mutation R($c: ID!, $id: ID!, $n: String!) { renamePasskey(commandId: $c, id: $id, name: $n) { ${REFUSAL} } }`;
const REMOVE = `mutation R($c: ID!, $id: ID!) { removePasskey(commandId: $c, id: $id) { ${REFUSAL} } }`;
const CONFIRM = `mutation C($c: ID!, $p: String!) { confirmItIsMe(commandId: $c, passkey: $p, carry: TOKENS) { ${REFUSAL} } }`;
const SECURITY = '{ mySecurity { recoveryCodesLeft passkeys { id name addedAt } } }';

async function started(t: TestContext, given: { devicesPerAccount?: number; publicUrl?: string } = {}) {
  let at = Date.now();
  const gateway = await startTestGateway(t, { now: () => at, publicUrl: ORIGIN, ...given });
  const { ask } = gateway;
  const person = async (account: Parameters<typeof signedInAccount>[1] = {}) => {
    const mara = await signedInAccount(gateway, account);
    return { ...mara, as: { headers: mara.headers }, device: softwareAuthenticator(ORIGIN) };
  };
  type Person = Awaited<ReturnType<typeof person>>;
  const addOptions = async ({ as }: Person) => String(pick(await ask(ADD_OPTIONS, {}, as), 'addPasskeyOptions.json'));
  const add = ({ as }: Person, p: string, n = 'My phone') => ask(ADD, { c: randomUUID(), p, n }, as);
  /** With a passkey. */
  const withKey = async (account: Parameters<typeof signedInAccount>[1] = {}, twist: Twist = {}) => {
    const mara = await person(account);
    const added = await add(mara, mara.device.make(await addOptions(mara), twist));
    assert.equal(typeOf(added), 'FactorChanged', JSON.stringify(added));
    return mara;
  };
  const options = async (p = 'SIGN_IN', as = {}, c?: string) =>
    String(pick(await ask(OPTIONS, { p, c }, as), 'passkeyOptions.json'));
  const signIn = (p: string, s?: string) => ask(SIGN_IN, { c: randomUUID(), p, s });
  const pass = (ms: number): void => void (at += ms);
  return { ...gateway, person, addOptions, add, withKey, options, signIn, pass, now: () => at };
}
const only = (answer: GraphqlAnswer) =>
  Object.values((answer.data ?? {}) as Record<string, Record<string, unknown>>)[0];
const codeOf = (answer: GraphqlAnswer) => only(answer)?.['code'];
const typeOf = (answer: GraphqlAnswer) => only(answer)?.['__typename'];

test('a passkey is added, named, signs in an account without a password, and is removed', async (t) => {
  const { ask, withKey, options, signIn, add, addOptions, log } = await started(t);
  const mara = await withKey();
  const [key] = pick(await ask(SECURITY, {}, mara.as), 'mySecurity.passkeys') as { id: string; name: string }[];
  assert.equal(key?.name, 'My phone');
  const again = await add(mara, mara.device.make(await addOptions(mara)));
  assert.equal(codeOf(again), 'passkey.exists');
  const renamed = await ask(RENAME, { c: randomUUID(), id: key?.id, n: 'Tablet' }, mara.as);
  assert.equal(typeOf(renamed), 'FactorChanged');
  assert.equal(pick(await ask(SECURITY, {}, mara.as), 'mySecurity.passkeys.0.name'), 'Tablet');
  const done = await signIn(mara.device.use(await options()));
  assert.equal(pick(done, 'signInByPasskey.account.id'), mara.accountId, JSON.stringify(done));
  const newest = log.events.findLast(({ type }) => type === 'identity.SignedIn');
  assert.equal((newest?.data as { method?: string } | undefined)?.method, 'passkey');
  for (const secret of ['My phone', 'Tablet', mara.email])
    assert.ok(!JSON.stringify(log.events.map(({ data }) => data)).includes(secret));
  assert.equal(codeOf(await ask(REMOVE, { c: randomUUID(), id: key?.id }, mara.as)), 'passkey.last-way');
  const second = softwareAuthenticator(ORIGIN);
  assert.equal(typeOf(await add(mara, second.make(await addOptions(mara)))), 'FactorChanged');
  assert.equal(typeOf(await ask(REMOVE, { c: randomUUID(), id: key?.id }, mara.as)), 'FactorChanged');
  assert.equal(codeOf(await signIn(mara.device.use(await options()))), 'factor.wrong');
  assert.equal(codeOf(await ask(REMOVE, { c: randomUUID(), id: key?.id }, mara.as)), 'passkey.unknown');
});

test('nothing signs in that was signed elsewhere, too late, twice, for something else, or by somebody else', async (t) => {
  const { withKey, options, signIn, pass } = await started(t);
  const [mara, eve] = [await withKey(), await withKey()];
  const twists: readonly Twist[] = [
    { origin: 'https://films.example.evil.example' },
    { origin: 'http://films.example' },
    { rpId: 'evil.example' },
    { verified: false },
    { challenge: Buffer.from('made up').toString('base64url') },
    { userHandle: Buffer.from(eve.accountId).toString('base64url') },
    { userHandle: Buffer.from('x').toString('base64url') },
  ];
  for (const twist of twists)
    assert.equal(codeOf(await signIn(mara.device.use(await options(), twist))), 'factor.wrong', JSON.stringify(twist));
  for (const nothing of ['', '{}', 'null', '[', mara.accountId])
    assert.equal(codeOf(await signIn(nothing)), 'factor.wrong');
  const other = mara.device.use(await options('CONFIRM', mara.as));
  assert.equal(codeOf(await signIn(other)), 'factor.wrong', 'for another purpose');
  const late = mara.device.use(await options());
  pass(11 * 60_000);
  assert.equal(codeOf(await signIn(late)), 'factor.wrong', 'late');
  const once = mara.device.use(await options());
  const both = await Promise.all([signIn(once), signIn(once), signIn(once)]);
  assert.equal(both.filter((each) => typeOf(each) === 'SignedIn').length, 1, 'at once');
  assert.equal(codeOf(await signIn(once)), 'factor.wrong', 'a replay');
});

test('a counter that stands still or goes back is a copy', async (t) => {
  const { withKey, options, signIn } = await started(t);
  const mara = await withKey({}, { counter: 5 });
  const by = async (counter: number) => signIn(mara.device.use(await options(), { counter }));
  assert.equal(typeOf(await by(6)), 'SignedIn');
  for (const counter of [6, 5, 0]) assert.equal(codeOf(await by(counter)), 'factor.wrong', String(counter));
  assert.equal(typeOf(await by(9)), 'SignedIn');
});

test('nothing is added that was made elsewhere, for another account, twice, late or without a fresh proof', async (t) => {
  const { ask, person, add, addOptions, options, pass, now } = await started(t);
  const [mara, eve] = [await person(), await person()];
  for (const twist of [
    { origin: 'https://evil.example' },
    { rpId: 'evil.example' },
    { verified: false },
    { challenge: (JSON.parse(await options('CONFIRM', mara.as)) as { challenge: string }).challenge },
    { challenge: (JSON.parse(await addOptions(eve)) as { challenge: string }).challenge },
  ])
    assert.equal(codeOf(await add(mara, mara.device.make(await addOptions(mara), twist))), 'factor.wrong');
  const made = mara.device.make(await addOptions(mara));
  assert.equal(typeOf(await add(mara, made)), 'FactorChanged');
  assert.equal(codeOf(await add(mara, made)), 'factor.wrong', 'twice');
  assert.equal(typeOf(await add(eve, 'no json')), 'InvalidInput');
  const stale = await person({ provedAt: new Date(0).toISOString() });
  const id = randomUUID();
  for (const answer of [
    await ask(ADD_OPTIONS, {}, stale.as),
    await add(stale, '{}'),
    await ask(REMOVE, { c: id, id }, stale.as),
  ])
    assert.equal(codeOf(answer), 'step-up.needed');
  const old = await addOptions(eve);
  pass(11 * 60_000);
  const later = { ...eve, as: await laterOn(eve, now()) };
  assert.equal(codeOf(await add(later, eve.device.make(old))), 'factor.wrong', 'late');
  assert.equal(typeOf(await add(later, eve.device.make(await addOptions(later)))), 'FactorChanged');
});

test('a passkey is the second proof of a sign-in, and proves once more who is here', async (t) => {
  const { ask, withKey, options } = await started(t);
  const [mara, eve] = [await withKey({ hash, roles: ['editor'] }), await withKey()];
  const first = await ask(
    `mutation S($c: ID!) { signIn(commandId: $c, email: "${mara.email}", password: "${PASSWORD}") { ... on SecondFactorNeeded { challenge methods } } }`,
    { c: randomUUID() },
  );
  assert.deepEqual(pick(first, 'signIn.methods'), ['PASSKEY']);
  const challenge = String(pick(first, 'signIn.challenge'));
  const complete = (p: string) =>
    ask(
      `mutation C($c: ID!, $h: String!, $p: String!) { completeSignIn(commandId: $c, challenge: $h, passkey: $p, carry: TOKENS) { ${REFUSAL} } }`,
      { c: randomUUID(), h: challenge, p },
    );
  const asked = await options('SECOND_FACTOR', {}, challenge);
  assert.equal(codeOf(await complete(eve.device.use(asked))), 'factor.wrong', 'of another account');
  assert.equal(codeOf(await complete(mara.device.use(await options()))), 'factor.wrong', 'for another purpose');
  const right = mara.device.use(asked);
  assert.equal(typeOf(await complete(right)), 'SignedIn');
  assert.equal(codeOf(await complete(right)), 'factor.wrong', 'a replay');
  assert.equal(codeOf(await ask(OPTIONS, { p: 'SECOND_FACTOR', c: 'x' })), 'sign-in.challenge-over');

  const confirm = (p: string) => ask(CONFIRM, { c: randomUUID(), p }, mara.as);
  const proof = mara.device.use(await options('CONFIRM', mara.as));
  assert.equal(codeOf(await confirm(eve.device.use(await options('CONFIRM', eve.as)))), 'factor.wrong');
  assert.equal(typeOf(await confirm(proof)), 'ItIsMe');
  assert.equal(codeOf(await confirm(proof)), 'factor.wrong');
});

test('a blocked device and too many devices are refused as with a password', async (t) => {
  const { url, withKey, options, signIn, ask } = await started(t, { devicesPerAccount: 1 });
  const mara = await withKey();
  const p = mara.device.use(await options());
  const full = await signIn(p);
  assert.equal(typeOf(full), 'DeviceLimitReached', JSON.stringify(full));
  const tab = browser(url);
  const by = async (s?: string, passkey = p) => tab.ask(SIGN_IN, { c: randomUUID(), p: passkey, s });
  assert.equal(typeOf(await by()), 'DeviceLimitReached');
  const inPlace = await by(mara.signInId);
  assert.equal(typeOf(inPlace), 'SignedIn', JSON.stringify(inPlace));
  const token = String(pick(inPlace, 'signInByPasskey.tokens.accessToken'));
  const as = { headers: { authorization: `Bearer ${token}` } };
  const devices = pick(await ask('{ myDevices { signInId deviceId method } }', {}, as), 'myDevices') as {
    signInId: string;
    deviceId: string;
    method: string;
  }[];
  assert.equal(devices[0]?.method, 'PASSKEY');
  const deviceId = devices[0]?.deviceId;
  const elsewhere = await signIn(mara.device.use(await options()), devices[0]?.signInId);
  const there = String(pick(elsewhere, 'signInByPasskey.tokens.accessToken'));
  const blocked = await ask(
    'mutation B($c: ID!, $d: ID!) { blockDevice(commandId: $c, deviceId: $d) { __typename ... on Refusal { code } } }',
    { c: randomUUID(), d: deviceId },
    { headers: { authorization: `Bearer ${there}` } },
  );
  assert.equal(typeOf(blocked), 'DeviceChanged', JSON.stringify(blocked));
  assert.equal(codeOf(await by(undefined, mara.device.use(await options()))), 'device.blocked');
});

test('this machine has passkeys by its name, also where its number is the public address', async (t) => {
  const { ask, person } = await started(t, { publicUrl: 'http://127.0.0.1:8080' });
  const mara = await person();
  const made = JSON.parse(String(pick(await ask(ADD_OPTIONS, {}, mara.as), 'addPasskeyOptions.json'))) as {
    rp: { id: string };
  };
  assert.equal(made.rp.id, 'localhost');
});

test('where the platform is reached by a number there are no passkeys', async (t) => {
  const { ask, person } = await started(t, { publicUrl: 'http://192.0.2.7:8080' });
  const mara = await person();
  assert.equal(codeOf(await ask(OPTIONS, { p: 'SIGN_IN' })), 'passkey.not-here');
  assert.equal(codeOf(await ask(ADD_OPTIONS, {}, mara.as)), 'passkey.not-here');
});
