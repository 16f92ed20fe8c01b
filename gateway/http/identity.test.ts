import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '../../ports/identity.ts';
import { identityContract } from '../../ports/testing/identity.contract.ts';
import { createIdentity, type CarriedSignIn } from './identity.ts';
import { createKeyring } from './keyring.ts';

const SECRETS = ['a-secret-for-tests-only'];
const TOKEN = 'operator-token-for-tests';
const keyring = createKeyring(SECRETS);
const nobody: CarriedSignIn = {
  accessCookie: 'reprise_access',
  goesOn: async () => ({ account: undefined, cookies: [] }),
};
const identity = createIdentity({ keyring, secrets: SECRETS, operatorToken: TOKEN, signIns: nobody });
const whoIs = (cookie?: string, authorization?: string) =>
  identity.whoIs({
    authorization,
    cookies: cookie === undefined ? undefined : { theme: 'dark', reprise_profile: cookie },
    keeps: true,
  });

/** Signed by version 0.1.0 with the secret of this test. */
const OLD = {
  profileId: '7f1c7d3e-52a0-4c7e-9d3b-6f6a3c1f0b11',
  profile:
    'BZH-5Kif.eyJpIjoiN2YxYzdkM2UtNTJhMC00YzdlLTlkM2ItNmY2YTNjMWYwYjExIn0.mqI0ju-Dvjfj_W3Xl1o-vE7DkTUwIYwcnSt_WgFssFs',
  session:
    'BZH-5Kif.eyJpIjoiN2YxYzdkM2UtNTJhMC00YzdlLTlkM2ItNmY2YTNjMWYwYjExIn0.v-Zx9SDgNGxCAcuPEWeEM1SkXT8l00FhRhx_EMl_8zM',
};

identityContract(() => identity, `Bearer ${TOKEN}`);

test('only the exact operator token makes an operator', async () => {
  const staff = (await whoIs(undefined, `Bearer ${TOKEN}`)).caller;
  assert.deepEqual([staff.kind, staff.actor], ['staff', { kind: 'staff', id: 'operator' }]);
  for (const given of [
    undefined,
    '',
    'Bearer ',
    'Bearer operator-token-for-test',
    'Bearer operator-token-for-testsX',
    'Basic operator-token-for-tests',
    'operator-token-for-tests',
  ])
    assert.equal((await whoIs(undefined, given)).caller.kind, 'viewer', String(given));
});

test('a viewer keeps the profile of the signed cookie', async () => {
  const first = await whoIs();
  const again = await whoIs(first.cookies[0]?.value);
  assert.deepEqual(again.cookies, []);
  const { profileId } = first.caller;
  assert.deepEqual(again.caller, {
    kind: 'viewer',
    actor: { kind: 'viewer', id: profileId },
    profileId,
  } satisfies Caller);
});

test('a cookie of version 0.1.0 keeps its viewer, who gets one of the new form', async () => {
  const { caller, cookies } = await whoIs(OLD.profile);
  assert.equal(caller.profileId, OLD.profileId);
  const next = await whoIs(cookies[0]?.value ?? assert.fail('no new cookie'));
  assert.deepEqual([next.caller.profileId, next.cookies], [OLD.profileId, []]);
  const rotated = createIdentity({
    keyring,
    secrets: ['a-newer-secret-in-front', ...SECRETS],
    operatorToken: TOKEN,
    signIns: nobody,
  });
  const seen = await rotated.whoIs({
    authorization: undefined,
    cookies: { reprise_profile: OLD.profile },
    keeps: true,
  });
  assert.equal(seen.caller.profileId, OLD.profileId);
});

test('a forged cookie is replaced by a new profile', async () => {
  const victim = await whoIs();
  const { profileId } = victim.caller;
  const strangers = ['another-secret-entirely'];
  const stranger = createIdentity({
    keyring: createKeyring(strangers),
    secrets: strangers,
    operatorToken: TOKEN,
    signIns: nobody,
  });
  const forged = [
    (await stranger.whoIs({ authorization: undefined, cookies: {}, keeps: true })).cookies[0]?.value ??
      assert.fail('no cookie'),
    profileId,
    await keyring.sign('session', { sub: profileId }),
    await keyring.sign('profile', { sub: 'not-a-uuid' }),
    OLD.session,
    OLD.profile.replace('.mqI0', '.mqI1'),
  ];
  for (const cookie of forged) {
    const seen = await whoIs(cookie);
    assert.ok(seen.caller.profileId !== profileId && seen.caller.profileId !== OLD.profileId, cookie);
    assert.equal(seen.cookies.length, 1);
  }
});

test('a program with the operator token and no cookies gets none', async () => {
  assert.deepEqual((await whoIs(undefined, `Bearer ${TOKEN}`)).cookies, []);
  assert.equal((await whoIs('rubbish', `Bearer ${TOKEN}`)).cookies.length, 1);
});
