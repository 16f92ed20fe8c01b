import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { problemOf, said, started, UNLINK } from '../testing/openid-gateway.ts';
import { startForgingProvider } from '../testing/openid-provider.ts';

test('coming by a provider opens the account; it proves who somebody is only where the provider asked them', async (t) => {
  const { visitor, who, types, tabOf, one } = await started(t);
  const here = visitor();
  const dangerous = async () => said(await tabOf(here).ask(UNLINK, { c: randomUUID(), p: 'one' }));
  await here.walk('/openid/one/start');
  assert.equal(await dangerous(), 'step-up.needed', 'it did not say that it asked');
  // Whoever sits down here is signed in at the provider still.
  const visits = one.there.asked;
  assert.equal((await here.walk('/openid/one/start?next=/title/1')).pathname, '/title/1');
  assert.equal(one.there.asked, visits, 'it asks nothing again');
  assert.equal(await dangerous(), 'step-up.needed');
  assert.ok(!types().includes('identity.SignInConfirmed'));
  assert.equal((await here.walk('/openid/one/start?confirm=1&next=/account')).pathname, '/account');
  assert.equal(one.there.asked, visits + 1, 'it asked again');
  assert.equal(await dangerous(), 'openid.last-way');
  assert.equal((await who(here)).myDevices.length, 1, 'on the same device');
  assert.equal(types().at(-1), 'identity.SignInConfirmed');
});

test('only the same person proves who is signed in, and nobody gets an account by it', async (t) => {
  const { visitor, who, types, one, two } = await started(t);
  const here = visitor();
  await here.walk('/openid/one/start');
  const before = types().length;
  for (const each of [one, two])
    each.there.person = { sub: 'eve-there', email: 'eve@example.org', email_verified: true };
  // Who is signed in there is signed in there no more.
  const eve = visitor();
  for (const [name, value] of here.jar) eve.jar.set(name, value);
  for (const id of ['one', 'two'])
    assert.equal(problemOf(await eve.walk(`/openid/${id}/start?confirm=1`)), '/provider/problem somebody-else');
  assert.equal(types().length, before);
  assert.equal((await who(here)).myAccount?.email, 'Mara@example.org');
});

test('a provider that does not say when it asked, or did it long ago, is no proof', async (t) => {
  const forger = await startForgingProvider(t, 'forger');
  const { visitor, types } = await started(t, [forger.settings]);
  const here = visitor();
  const come = async (search: string, claims: typeof forger.forge.claims) => {
    const there = await here.step(`/openid/forger/start?${search}`);
    Object.assign(forger.forge, { claims, nonce: there?.searchParams.get('nonce') ?? '' });
    const page = await here.walk(`/openid/forger/callback?code=x&state=${there?.searchParams.get('state') ?? ''}`);
    return { asked: there?.searchParams, said: problemOf(page) };
  };
  const silent: typeof forger.forge.claims = ({ auth_time: _asked, ...honest }) => honest;
  const at =
    (seconds: number): typeof forger.forge.claims =>
    (honest) => ({ ...honest, auth_time: (honest.iat ?? 0) + seconds });
  assert.equal((await come('', silent)).asked?.get('max_age'), null, 'signing in asks nobody twice');
  const { asked, said: first } = await come('confirm=1', silent);
  assert.equal(first, '/provider/problem not-asked');
  assert.deepEqual([asked?.get('max_age'), asked?.get('prompt')], ['0', 'login']);
  for (const seconds of [-3600, -120, 3600])
    assert.equal((await come('confirm=1', at(seconds))).said, '/provider/problem not-asked', String(seconds));
  assert.ok(!types().includes('identity.SignInConfirmed'));
  assert.equal((await come('confirm=1', at(-20))).said, '/', 'its clock is a little late');
  assert.equal(types().at(-1), 'identity.SignInConfirmed');
});

test('whoever was asked by the provider when they signed in has proved who they are', async (t) => {
  const forger = await startForgingProvider(t, 'forger');
  const { visitor, types } = await started(t, [forger.settings]);
  const here = visitor();
  const there = await here.step('/openid/forger/start');
  forger.forge.nonce = there?.searchParams.get('nonce') ?? '';
  await here.walk(`/openid/forger/callback?code=x&state=${there?.searchParams.get('state') ?? ''}`);
  assert.deepEqual(types().slice(-2), ['identity.SignedIn', 'identity.SignInConfirmed']);
});
