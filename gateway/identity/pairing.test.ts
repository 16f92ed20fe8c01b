import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { GatewayDeps } from '../gateway-deps.ts';
import { signedInAccount } from '../testing/account.ts';
import { browser } from '../testing/browser.ts';
import { ADULT, KID, startHousehold } from '../testing/household.ts';
import { pick, SECRET, startTestGateway, type GraphqlAnswer } from '../testing/start.ts';
import { createKeyring } from '../http/keyring.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { pairingIdOf, readUserCode, userCodeOf } from './pairing-code.ts';
import { endSignIn } from './sign-in-sessions.ts';

const START = `mutation S($c: ID!, $d: String) { startPairing(commandId: $c, device: $d) {
  __typename ... on Refusal { code } ... on InvalidInput { path }
  ... on PairingStarted { deviceCode userCode verificationUrl verificationUrlComplete expiresAt interval } } }`;
const POLL = `mutation P($d: String!, $k: SessionCarry!) { pollPairing(deviceCode: $d, carry: $k) {
  __typename ... on Refusal { code } ... on PairingPending { interval } ... on PairingSlowDown { interval }
  ... on SignedIn { account { id } tokens { accessToken } } } }`;
const LOOK = `query L($u: String!) { pairing(userCode: $u) {
  __typename ... on Refusal { code } ... on PairingAsk { userCode device sameNetwork askedAt expiresAt } } }`;
const answering = (field: string) => `mutation A($c: ID!, $u: String!) { it: ${field}(commandId: $c, userCode: $u) {
  __typename ... on Refusal { code } ... on PairingAnswered { device } } }`;
const DEVICES = '{ myDevices { device method } }';

const outcome = (answer: GraphqlAnswer, field: string): unknown =>
  pick(answer, `${field}.code`) ?? pick(answer, `${field}.__typename`) ?? JSON.stringify(answer);

interface Shown {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUrlComplete: string;
  readonly expiresAt: string;
}

async function started(t: TestContext, given: Partial<GatewayDeps> = {}) {
  let at = Date.now();
  const gateway = await startTestGateway(t, { now: () => at, publicUrl: 'http://films.example', ...given });
  const { ask } = gateway;
  const mara = await signedInAccount(gateway);
  const show = async (device?: string): Promise<Shown> =>
    pick(await ask(START, { c: randomUUID(), d: device }), 'startPairing') as Shown;
  /** Asks as often as one likes: the time passes. */
  const poll = async (deviceCode: string, carry = 'TOKENS') => {
    at += 5000;
    return ask(POLL, { d: deviceCode, k: carry });
  };
  const look = async (userCode: string, who = mara) => ask(LOOK, { u: userCode }, { headers: who.headers });
  const say = async (field: string, userCode: string, who: { headers: Record<string, string> } = mara) =>
    outcome(await ask(answering(field), { c: randomUUID(), u: userCode }, { headers: who.headers }), 'it');
  return { ...gateway, mara, show, poll, look, say, now: () => at, pass: (ms: number) => void (at += ms) };
}

test('a television shows a code, is let in from a phone, and is signed in once', async (t) => {
  const gateway = await started(t);
  const { mara, show, poll, look, say, ask } = gateway;
  const shown = await show();
  assert.match(shown.userCode, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  assert.equal(shown.verificationUrlComplete, `http://films.example/pair?code=${shown.userCode}`);
  assert.equal(outcome(await poll(shown.deviceCode), 'pollPairing'), 'PairingPending');
  const asked = pick(await look(shown.userCode.toLowerCase().replace('-', ' ')), 'pairing') as Record<string, unknown>;
  assert.equal(asked['userCode'], shown.userCode);
  assert.equal(asked['device'], 'Television, An app');
  assert.equal(asked['sameNetwork'], true);
  assert.equal(Date.parse(String(asked['expiresAt'])) - Date.parse(String(asked['askedAt'])), 600_000);
  assert.equal(await say('approvePairing', shown.userCode), 'PairingAnswered');
  assert.equal(await say('approvePairing', shown.userCode), 'PairingAnswered', 'a second tap is no mistake');
  const signedIn = await poll(shown.deviceCode);
  assert.equal(pick(signedIn, 'pollPairing.account.id'), mara.accountId, JSON.stringify(signedIn));
  const tv = { authorization: `Bearer ${String(pick(signedIn, 'pollPairing.tokens.accessToken'))}` };
  assert.deepEqual(pick(await ask(DEVICES, {}, { headers: tv }), 'myDevices.0'), {
    device: 'Television, An app',
    method: 'TELEVISION',
  });
  assert.equal(outcome(await poll(shown.deviceCode), 'pollPairing'), 'pairing.expired', 'it is taken once');
  assert.equal(outcome(await look(shown.userCode, await signedInAccount(gateway)), 'pairing'), 'pairing.unknown');
});

test('a profile with limits lets no screen in, as nobody would have limits there, and may refuse one', async (t) => {
  const { ask, somebody } = await startHousehold(t, { publicUrl: 'http://films.example' });
  const ole = await somebody('ole@example.org');
  const [kid, adult] = [await ole.create(KID), await ole.create(ADULT)];
  const { userCode } = pick(await ask(START, { c: randomUUID() }), 'startPairing') as Shown;
  const say = async (field: string) =>
    outcome(await ole.look(answering(field), { c: randomUUID(), u: userCode }), 'it');
  await ole.run('chooseProfile', { id: kid });
  assert.equal(await say('approvePairing'), 'pairing.limited');
  await ole.run('chooseProfile', { id: adult });
  assert.equal(await say('approvePairing'), 'PairingAnswered');
  await ole.run('chooseProfile', { id: kid });
  assert.equal(await say('denyPairing'), 'PairingAnswered');
});

test('of two polls that take the sign-in at once, one gets it', async (t) => {
  const { show, say, ask, log } = await started(t);
  const { deviceCode, userCode } = await show();
  await say('approvePairing', userCode);
  const answers = await Promise.all([1, 2].map(() => ask(POLL, { d: deviceCode, k: 'TOKENS' })));
  assert.deepEqual(answers.map((answer) => String(outcome(answer, 'pollPairing'))).toSorted(), [
    'SignedIn',
    'pairing.expired',
  ]);
  assert.equal(log.events.filter(({ type }) => type === 'identity.SignedIn').length, 2, 'the phone and one screen');
});

test('a browser that is let in carries cookies', async (t) => {
  const { url, show, say, mara } = await started(t);
  const { deviceCode, userCode } = await show();
  await say('approvePairing', userCode);
  const tv = browser(url);
  await tv.ask(POLL, { d: deviceCode, k: 'COOKIES' });
  assert.equal(pick(await tv.ask('{ myAccount { id } }'), 'myAccount.id'), mara.accountId);
});

test('who polls too fast is slowed down, and is let in later all the same', async (t) => {
  const { show, say, poll, ask, pass } = await started(t);
  const { deviceCode, userCode } = await show();
  pass(10_000 - (Date.now() % 10_000));
  const fast = await Promise.all([1, 2, 3, 4, 5, 6].map(() => ask(POLL, { d: deviceCode, k: 'TOKENS' })));
  const slowed = fast.filter((answer) => outcome(answer, 'pollPairing') === 'PairingSlowDown');
  assert.equal(slowed.length, 3, JSON.stringify(fast));
  assert.equal(pick(slowed[0] as GraphqlAnswer, 'pollPairing.interval'), 10);
  await say('approvePairing', userCode);
  pass(10_000);
  assert.equal(outcome(await poll(deviceCode), 'pollPairing'), 'SignedIn');
});

test('what is refused, has ended, or is no code of ours is told apart by the screen, and by nobody else', async (t) => {
  const { show, poll, look, say, pass, mara } = await started(t);
  const denied = await show();
  assert.equal(await say('denyPairing', denied.userCode), 'PairingAnswered');
  assert.equal(outcome(await poll(denied.deviceCode), 'pollPairing'), 'pairing.denied');
  assert.equal(await say('approvePairing', denied.userCode), 'pairing.unknown');
  // Shown so long ago that whoever looks is still signed in.
  pass(-120_000);
  const late = await show();
  pass(600_000);
  assert.equal(outcome(await look(late.userCode), 'pairing'), 'pairing.unknown');
  assert.equal(await say('approvePairing', late.userCode), 'pairing.unknown');
  assert.equal(outcome(await poll(late.deviceCode), 'pollPairing'), 'pairing.expired');
  assert.equal(outcome(await poll(mara.access), 'pollPairing'), 'pairing.expired', 'another token of ours');
  const other = await createKeyring([`${SECRET}-of-somebody-else`]).sign('pairing/device', { sub: randomUUID() });
  assert.equal(outcome(await poll(other), 'pollPairing'), 'pairing.expired');
});

test('nobody takes over a screen that somebody else let in', async (t) => {
  const gateway = await started(t);
  const { show, say, look, poll, mara } = gateway;
  const eve = await signedInAccount(gateway);
  const { deviceCode, userCode } = await show();
  await say('approvePairing', userCode);
  assert.equal(outcome(await look(userCode, eve), 'pairing'), 'pairing.unknown');
  assert.equal(await say('approvePairing', userCode, eve), 'pairing.unknown');
  assert.equal(await say('denyPairing', userCode, eve), 'pairing.unknown');
  assert.equal(await say('approvePairing', userCode, { headers: {} }), 'account.signed-out');
  assert.equal(pick(await poll(deviceCode), 'pollPairing.account.id'), mara.accountId);
});

test('a screen is let in no more when the device that did it was signed out', async (t) => {
  const { show, say, poll, log, mara } = await started(t);
  const { deviceCode, userCode } = await show();
  await say('approvePairing', userCode);
  await endSignIn({ execute: executeOn(log), now: Date.now }, mara, 'password-changed');
  assert.equal(outcome(await poll(deviceCode), 'pollPairing'), 'pairing.denied');
});

test('a screen that is one too many comes in by the same code as soon as another device is signed out', async (t) => {
  const gateway = await started(t, { devicesPerAccount: 2 });
  const { show, say, poll, log, mara, url } = gateway;
  const other = browser(url);
  const first = await show();
  await say('approvePairing', first.userCode);
  await other.ask(POLL, { d: first.deviceCode, k: 'COOKIES' });
  const { deviceCode, userCode } = await show();
  await say('approvePairing', userCode);
  assert.equal(outcome(await poll(deviceCode), 'pollPairing'), 'device.limit');
  const signInId = String(pick(await other.ask('{ myAccount { signInId } }'), 'myAccount.signInId'));
  await endSignIn({ execute: executeOn(log), now: Date.now }, { accountId: mara.accountId, signInId }, 'elsewhere');
  assert.equal(outcome(await poll(deviceCode), 'pollPairing'), 'SignedIn');
});

test('a repeat shows the same code, another browser with the same command id another', async (t) => {
  const { url, log } = await started(t);
  const [tv, other] = [browser(url), browser(url)];
  const c = randomUUID();
  await tv.ask('{ myAccount { id } }');
  await other.ask('{ myAccount { id } }');
  const [first, again, foreign] = [
    await tv.ask(START, { c }),
    await tv.ask(START, { c }),
    await other.ask(START, { c }),
  ];
  assert.deepEqual(again.data, first.data);
  assert.notEqual(pick(foreign, 'startPairing.userCode'), pick(first, 'startPairing.userCode'));
  assert.equal(log.events.filter(({ type }) => type === 'identity.PairingStarted').length, 2);
  const code = String(pick(first, 'startPairing.userCode'));
  const written = JSON.stringify(log.events, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  assert.ok(!written.includes(code) && !written.includes('127.0.0.1'), 'neither the code nor the address is written');
});

test('a code that another screen shows is not shown twice', async (t) => {
  const { url, log, now } = await started(t);
  const tv = browser(url);
  await tv.ask('{ myAccount { id } }');
  const keyring = createKeyring([SECRET]);
  const profile = await keyring.open('profile', tv.cookies.get('reprise_profile') ?? '');
  const commandId = randomUUID();
  const taken = userCodeOf(keyring, { commandId, browserId: String(profile?.sub), attempt: 0 });
  const pairingId = pairingIdOf(keyring, taken, now());
  const data = { pairingId, device: 'Another', network: 'n', expiresAt: new Date(now() + 600_000).toISOString() };
  await executeOn(log)({
    streamId: pairingId,
    commandId: randomUUID(),
    command: { type: 'StartPairing', data, at: new Date(now()).toISOString() },
    actor: { kind: 'viewer', id: randomUUID() },
    correlationId: randomUUID(),
  });
  const first = pick(await tv.ask(START, { c: commandId }), 'startPairing') as Shown;
  assert.notEqual(first.userCode, taken);
  assert.deepEqual(pick(await tv.ask(START, { c: commandId }), 'startPairing'), first, 'a repeat goes the same way');
});

test('guessing ends after ten tries of an account and forty from an address', async (t) => {
  const gateway = await started(t);
  const { look, show, say } = gateway;
  const { userCode } = await show();
  const keyring = createKeyring([SECRET]);
  const guess = async (attempt: number) =>
    userCodeOf(keyring, { commandId: randomUUID(), browserId: randomUUID(), attempt });
  const said: unknown[] = [];
  for (let n = 0; n < 30; n += 1) said.push(outcome(await look(await guess(n)), 'pairing'));
  assert.deepEqual(
    [said.filter((each) => each === 'pairing.unknown').length, said.lastIndexOf('pairing.unknown')],
    [10, 9],
  );
  assert.equal(await say('approvePairing', userCode), 'sign-in.too-many', 'the right one does not get through either');
  for (let account = 0; account < 3; account += 1) {
    const next = await signedInAccount(gateway);
    for (let n = 0; n < 10; n += 1) await look(await guess(n), next);
  }
  const last = await signedInAccount(gateway);
  assert.equal(
    outcome(await look(userCode, last), 'pairing'),
    'sign-in.too-many',
    'nor with another account from here',
  );
});

test('codes are read as people type them', () => {
  for (const text of ['BCDF-GHJK', 'bcdfghjk', ' bcdf ghjk ', 'BCDF–GHJK', 'b c d f-g h j k'])
    assert.equal(readUserCode(text), 'BCDF-GHJK', text);
  for (const text of ['', 'BCDF', 'BCDFGHJKL', 'ABCDEFGH', 'BCDF-GHJ0', 'BCDF-GHJK'.repeat(100)])
    assert.equal(readUserCode(text), undefined, text);
});
