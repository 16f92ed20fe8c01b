import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller, Households, OwnedProfile, SignedInAccount } from '../../ports/identity.ts';
import { Outage } from '../../ports/outage.ts';
import { identityContract } from '../../ports/testing/identity.contract.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { signAccess } from './access-token.ts';
import { createIdentity, type CarriedSignIn } from './identity.ts';
import { createKeyring } from './keyring.ts';

const SECRETS = ['a-secret-for-tests-only'];
const TOKEN = 'operator-token-for-tests';
const keyring = createKeyring(SECRETS);
const nobody: CarriedSignIn = {
  accessCookie: 'reprise_access',
  goesOn: async () => ({ account: undefined, cookies: [] }),
};
const households: Households = { find: async () => undefined };
const identity = createIdentity({ keyring, secrets: SECRETS, operatorToken: TOKEN, signIns: nobody, households });
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
    browserId: profileId,
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
    households,
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
    households,
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

test('with https the cookie is held to this host, and one of before is read once and replaced', async () => {
  const secure = createIdentity({
    keyring,
    secrets: SECRETS,
    operatorToken: TOKEN,
    signIns: nobody,
    households,
    secureCookies: true,
  });
  const by = (cookies: Record<string, string>) => secure.whoIs({ authorization: undefined, cookies, keeps: true });
  const { caller, cookies } = await whoIs();
  const before = { reprise_profile: cookies[0]?.value ?? '' };
  const moved = await by(before);
  assert.equal(moved.caller.profileId, caller.profileId);
  assert.deepEqual(
    moved.cookies.map(({ name, maxAgeSeconds }) => [name, maxAgeSeconds > 0]),
    [
      ['__Host-reprise_profile', true],
      ['reprise_profile', false],
    ],
  );
  const now = { '__Host-reprise_profile': moved.cookies[0]?.value ?? '' };
  const strangers = { reprise_profile: (await whoIs()).cookies[0]?.value ?? '' };
  const again = await by({ ...now, ...strangers });
  assert.deepEqual([again.caller.profileId, again.cookies], [caller.profileId, []]);
});

const ACCOUNT = {
  accountId: '00000000-0000-4000-8000-0000000000a1',
  signInId: '00000000-0000-4000-8000-0000000000a2',
  roles: [],
  profileId: ProfileId.parse('00000000-0000-4000-8000-0000000000a3'),
  signedInAt: '2026-01-01T00:00:00.000Z',
  provedAt: '2026-01-01T00:00:00.000Z',
  until: Date.now() + 600_000,
} satisfies SignedInAccount;

/** Who somebody with that access token is, where the profile that it names is this. */
async function whoWatches(owned: OwnedProfile | Error | undefined, account: SignedInAccount = ACCOUNT) {
  const find = async (): Promise<OwnedProfile | undefined> => {
    if (owned instanceof Error) throw owned;
    return owned;
  };
  const options = { keyring, secrets: SECRETS, operatorToken: TOKEN, signIns: nobody, households: { find } };
  const authorization = `Bearer ${await signAccess(keyring, account)}`;
  return (await createIdentity(options).whoIs({ authorization, cookies: undefined, keeps: false })).caller;
}
const mine: OwnedProfile = { accountId: ACCOUNT.accountId, isDeleted: false, audience: undefined };
const KID = { maturityCap: 6, kids: true };

test('who chose a profile watches as that, under its limits', async () => {
  const caller = await whoWatches({ ...mine, audience: KID });
  assert.deepEqual([caller.profileId, caller.audience], [ACCOUNT.profileId, KID]);
  assert.deepEqual(caller.actor, { kind: 'viewer', id: ACCOUNT.profileId, account: ACCOUNT.accountId });
});

test('a profile that is deleted, of another account, or of nobody is not watched as', async () => {
  for (const owned of [{ ...mine, isDeleted: true }, { ...mine, accountId: 'another' }, undefined]) {
    const caller = await whoWatches(owned);
    assert.equal(caller.profileId, caller.browserId);
    assert.notEqual(caller.profileId, ACCOUNT.profileId);
    assert.deepEqual([caller.account?.profileId, caller.account?.accountId], [undefined, ACCOUNT.accountId]);
    // It may have been a child's: until another is chosen, the least is shown.
    assert.deepEqual(caller.audience, { maturityCap: 0, kids: true });
  }
});

test('while nobody knows the limits of a profile it is shown as little as can be', async () => {
  assert.deepEqual((await whoWatches(new Outage('away'))).audience, { maturityCap: 0, kids: true });
  await assert.rejects(whoWatches(new Error('a bug')));
});

test('who works here does not while a profile with limits watches', async () => {
  const staff = { ...ACCOUNT, roles: ['admin'] } satisfies SignedInAccount;
  const working = await whoWatches(mine, staff);
  assert.deepEqual([working.kind, working.actor.kind, working.audience], ['staff', 'staff', undefined]);
  const watching = await whoWatches({ ...mine, audience: KID }, staff);
  assert.deepEqual([watching.kind, watching.actor.kind, watching.audience], ['viewer', 'viewer', KID]);
});

test('a browser whose profile went over to an account gets another one, also for a cookie of version 0.1.0', async () => {
  const taken = new Set<string>();
  const find = async (id: string) => (taken.has(id) ? mine : undefined);
  const options = { keyring, secrets: SECRETS, operatorToken: TOKEN, signIns: nobody, households: { find } };
  const who = (cookie: string | undefined) =>
    createIdentity(options).whoIs({ authorization: undefined, cookies: { reprise_profile: cookie }, keeps: true });
  for (const cookie of [(await who(undefined)).cookies[0]?.value, OLD.profile]) {
    const before = await who(cookie);
    taken.add(before.caller.profileId);
    const after = await who(cookie);
    assert.notEqual(after.caller.profileId, before.caller.profileId);
    assert.equal((await who(after.cookies[0]?.value)).caller.profileId, after.caller.profileId);
  }
});
