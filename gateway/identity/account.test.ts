import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { profileRow } from '../testing/fakes.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const MINE = '{ me { kind profileId } myAccount { id email verified roles signInId profileId leavingAt } }';

test('whoever is signed in sees their own account, and a viewer without one sees none', async (t) => {
  const started = await startTestGateway(t);
  const mara = await signedInAccount(started, { email: 'mara@example.org' });
  const seen = await started.ask(MINE, {}, { headers: mara.headers });
  assert.deepEqual(pick(seen, 'myAccount'), {
    id: mara.accountId,
    email: 'mara@example.org',
    verified: true,
    roles: [],
    signInId: mara.signInId,
    profileId: null,
    leavingAt: null,
  });
  assert.equal(pick(seen, 'me.kind'), 'VIEWER');
  assert.equal(pick(await started.ask(MINE), 'myAccount'), null);
  assert.equal(pick(await started.ask(MINE, {}, { operator: true }), 'myAccount'), null);
});

test('an account with a role works here, and the profile that was chosen is the one that watches', async (t) => {
  const started = await startTestGateway(t);
  const profileId = '7f1c7d3e-52a0-4c7e-9d3b-6f6a3c1f0b11';
  const staff = await signedInAccount(started, { roles: ['editor'], profileId });
  started.rows.profiles.push(profileRow({ profileId, accountId: staff.accountId }));
  const seen = await started.ask(MINE, {}, { headers: staff.headers });
  assert.deepEqual(pick(seen, 'me'), { kind: 'OPERATOR', profileId });
  assert.deepEqual(pick(seen, 'myAccount.roles'), ['EDITOR']);
});

test('an account that was forgotten is shown no more', async (t) => {
  const started = await startTestGateway(t);
  const mara = await signedInAccount(started);
  await started.vault.forget(mara.accountId);
  assert.equal(pick(await started.ask(MINE, {}, { headers: mara.headers }), 'myAccount'), null);
});

test('a password is judged by POST alone: what stands in a URL is kept on the way', async (t) => {
  const { url, ask } = await startTestGateway(t);
  const query = '{ judgePassword(password: "kitten lamp 43 orbit") { enough } }';
  const inUrl = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
  assert.equal(inUrl.status, 400);
  assert.match(await inUrl.text(), /BAD_REQUEST/);
  assert.equal(pick(await ask(query), 'judgePassword.enough'), true);
});
