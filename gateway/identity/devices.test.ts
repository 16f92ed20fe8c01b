import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { browser, type Browser } from '../testing/browser.ts';
import { pick, startTestGateway, type GraphqlAnswer } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const hash = await hashOf(PASSWORD);
const LIST = 'signInId deviceId name device current';
const SIGN_IN = `mutation S($c: ID!, $e: String!, $p: String!, $o: ID) { signIn(commandId: $c, email: $e, password: $p, signOut: $o) {
  __typename ... on Refusal { code message } ... on SignedIn { account { signInId } }
  ... on DeviceLimitReached { most devices { ${LIST} } } } }`;
const change = (name: string, more = '') =>
  `mutation D($c: ID!, $d: ID!${more === '' ? '' : ', $n: String'}) { it: ${name}(commandId: $c, deviceId: $d${more}) {
  __typename ... on Refusal { code } ... on DeviceChanged { deviceId signedOut } } }`;
const DEVICES = `{ myDevices { ${LIST} } myBlockedDevices { deviceId name device } }`;
const WHO = '{ myAccount { signInId } }';

interface Listed {
  readonly signInId: string;
  readonly deviceId: string;
  readonly name: string | null;
  readonly current: boolean;
}

async function started(t: TestContext, given: Parameters<typeof startTestGateway>[1] = {}) {
  let at = Date.now();
  const gateway = await startTestGateway(t, { now: () => at, ...given });
  const mara = await signedInAccount(gateway, { email: 'mara@example.org', hash, provedAt: new Date(0).toISOString() });
  const signIn = (who: Browser, o: string | null = null, p = PASSWORD) =>
    who.ask(SIGN_IN, { c: randomUUID(), e: mara.email, p, o });
  const open = async () => {
    const tab = browser(gateway.url);
    const answer = await signIn(tab);
    assert.equal(pick(answer, 'signIn.__typename'), 'SignedIn', JSON.stringify(answer));
    return tab;
  };
  return { ...gateway, mara, signIn, open, pass: (ms: number) => void (at += ms) };
}
const listed = async (tab: Browser) => pick(await tab.ask(DEVICES), 'myDevices') as readonly Listed[];
const own = async (tab: Browser) => (await listed(tab)).find(({ current }) => current)?.deviceId ?? '';
const does = (tab: Browser, name: string, d: string) => tab.ask(change(name), { c: randomUUID(), d });
const codeOf = (answer: GraphqlAnswer, field = 'it') =>
  pick(answer, `${field}.code`) ?? pick(answer, `${field}.__typename`);

test('a browser is one device however often somebody signs in there, and has a name that nobody else reads', async (t) => {
  const { open, signIn, log } = await started(t);
  const tab = await open();
  const device = await own(tab);
  await signIn(tab);
  assert.equal(await own(tab), device);
  assert.notEqual(await own(await open()), device);
  const call = (n: string | null) => tab.ask(change('nameDevice', ', name: $n'), { c: randomUUID(), d: device, n });
  assert.equal(codeOf(await call('  Телефон Мары ')), 'DeviceChanged');
  assert.equal((await listed(tab)).find(({ current }) => current)?.name, 'Телефон Мары');
  assert.equal(JSON.stringify(log.events.map(({ data }) => data)).includes('Телефон'), false, 'it is sealed');
  assert.equal(pick(await call('x'.repeat(51)), 'it.__typename'), 'InvalidInput');
  assert.equal(codeOf(await call('')), 'DeviceChanged');
  assert.equal((await listed(tab)).find(({ current }) => current)?.name, null);
});

test('a device that is blocked is signed out, lets nobody in, and is let in again', async (t) => {
  const { open, signIn, pass } = await started(t);
  const [phone, desk] = [await open(), await open()];
  const lost = await own(phone);
  assert.equal(codeOf(await does(desk, 'blockDevice', await own(desk))), 'device.current');
  const answer = await does(desk, 'blockDevice', lost);
  assert.equal(pick(answer, 'it.signedOut'), 1, JSON.stringify(answer));
  assert.deepEqual(
    (pick(await desk.ask(DEVICES), 'myBlockedDevices') as Listed[]).map(({ deviceId }) => deviceId),
    [lost],
  );
  pass(11 * 60_000);
  assert.equal(pick(await phone.ask(WHO), 'myAccount'), null);
  const refused = await signIn(phone);
  assert.equal(codeOf(refused, 'signIn'), 'device.blocked');
  assert.match(String(pick(refused, 'signIn.message')), /^This device was blocked for your account\. Unblock it/);
  assert.equal(codeOf(await signIn(phone, null, 'not the password'), 'signIn'), 'sign-in.wrong');
  assert.equal(codeOf(await does(desk, 'unblockDevice', lost)), 'step-up.needed');
  assert.equal(codeOf(await signIn(desk), 'signIn'), 'SignedIn');
  assert.equal(codeOf(await does(desk, 'unblockDevice', lost)), 'DeviceChanged');
  assert.equal(codeOf(await signIn(phone), 'signIn'), 'SignedIn');
});

test('a device that is blocked is signed out of what began a moment ago too', async (t) => {
  const { open, signIn, queries, pass, url } = await started(t);
  const phone = await open();
  const lost = await own(phone);
  const desk = await open();
  // An app keeps the cookie of its profile, and may sign in beside its first sign-in.
  const again = browser(url, new Map([...phone.cookies].filter(([name]) => !/access|refresh/.test(name))));
  const third = again.copy();
  for (const each of [again, third]) assert.equal(codeOf(await signIn(each), 'signIn'), 'SignedIn');
  for (const each of [phone, again, third]) assert.notEqual(pick(await each.ask(WHO), 'myAccount'), null);
  queries.signIns.open = () => Promise.resolve([]); // a read model that has seen none of them yet
  const answer = await does(desk, 'blockDevice', lost);
  assert.equal(codeOf(answer), 'DeviceChanged', JSON.stringify(answer));
  pass(11 * 60_000);
  for (const each of [phone, again, third]) assert.equal(pick(await each.ask(WHO), 'myAccount'), null);
});

test('an account is signed in on so many devices; who is one too many chooses one to sign out', async (t) => {
  const { open, signIn, url } = await started(t, { devicesPerAccount: 3 });
  const [one, two] = [await open(), await open()];
  const next = browser(url);
  const full = await signIn(next);
  assert.equal(pick(full, 'signIn.__typename'), 'DeviceLimitReached');
  assert.equal(pick(full, 'signIn.most'), 3);
  assert.equal((pick(full, 'signIn.devices') as Listed[]).length, 3);
  assert.equal(pick(await next.ask(WHO), 'myAccount'), null);
  assert.equal(codeOf(await signIn(one), 'signIn'), 'SignedIn', 'a device that is signed in has its place');
  assert.equal(codeOf(await signIn(browser(url), null, 'not the password'), 'signIn'), 'sign-in.wrong');
  const stranger = randomUUID();
  assert.equal(codeOf(await signIn(next, stranger), 'signIn'), 'DeviceLimitReached');
  const gone = (await listed(two)).find(({ current }) => current)?.signInId ?? '';
  assert.equal(codeOf(await signIn(next, gone), 'signIn'), 'SignedIn');
  assert.equal(
    (await listed(next)).some(({ signInId }) => signInId === gone),
    false,
  );
  assert.equal(new Set((await listed(next)).map((row) => row.deviceId ?? row.signInId)).size, 3);
});

test('devices of another account are as if they did not exist', async (t) => {
  const gateway = await started(t);
  const eve = await signedInAccount(gateway, { email: 'eve@example.org', hash });
  const device = await own(await gateway.open());
  const before = gateway.log.events.length;
  for (const name of ['nameDevice', 'blockDevice', 'unblockDevice'])
    for (const d of [device, randomUUID(), 'x'])
      assert.equal(
        codeOf(await gateway.ask(change(name), { c: randomUUID(), d }, { headers: eve.headers })),
        'device.unknown',
      );
  assert.equal(gateway.log.events.length, before);
  assert.deepEqual((await gateway.ask(DEVICES)).data, { myDevices: [], myBlockedDevices: [] });
});
