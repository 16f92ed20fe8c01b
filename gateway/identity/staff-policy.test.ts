import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { executeOn } from '../../commands/testing/execute.ts';
import { signedInAccount } from '../testing/account.ts';
import { browser } from '../testing/browser.ts';
import { startPeople } from '../testing/people.ts';
import { pick } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'kitten lamp 43 orbit';
const hash = await hashOf(PASSWORD);
const SIGN_IN = `mutation S($e: String!, $p: String!, $c: ID!) { signIn(commandId: $c, email: $e, password: $p, carry: COOKIES) {
  __typename ... on Refusal { code } } }`;
const BEGIN = `mutation { beginAuthenticator { __typename ... on AuthenticatorBegun { secret setup } } }`;
const ADD = `mutation A($c: ID!, $setup: String!, $code: String!) { addAuthenticator(commandId: $c, setup: $setup, code: $code) {
  __typename } }`;
const ME = '{ me { kind permissions } myAccount { roles needsSecondFactor } }';
const PEOPLE = '{ people(first: 9, staff: false) { edges { node { email lacksSecondFactor } } } }';

async function signIn(t: TestContext, staffSecondFactor: 'optional' | 'required', role?: 'editor' | 'admin') {
  const started = await startPeople(t, { staffSecondFactor });
  const mara = await signedInAccount(started, {
    hash,
    email: 'mara@example.org',
    roles: role === undefined ? [] : [role],
  });
  const own = browser(started.url);
  const signed = await own.ask(SIGN_IN, { c: randomUUID(), e: mara.email, p: PASSWORD });
  assert.equal(pick(signed, 'signIn.__typename'), 'SignedIn');
  return { ...started, own, mara };
}

test('where it is required, roles wait for a second factor, and hold in the same browser at once', async (t) => {
  const { own, ask } = await signIn(t, 'required', 'editor');
  const before = await own.ask(ME);
  assert.equal(pick(before, 'me.kind'), 'VIEWER');
  assert.deepEqual(pick(before, 'myAccount'), { roles: ['EDITOR'], needsSecondFactor: true });
  const people = await ask(PEOPLE, {}, { operator: true });
  assert.deepEqual(pick(people, 'people.edges.0.node'), { email: 'mara@example.org', lacksSecondFactor: true });

  const begun = pick(await own.ask(BEGIN), 'beginAuthenticator') as { secret: string; setup: string };
  const code = new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate();
  const added = await own.ask(ADD, { c: randomUUID(), setup: begun.setup, code });
  assert.equal(pick(added, 'addAuthenticator.__typename'), 'AuthenticatorAdded');
  const after = await own.ask(ME);
  assert.equal(pick(after, 'me.kind'), 'OPERATOR');
  assert.deepEqual(pick(after, 'myAccount'), { roles: ['EDITOR'], needsSecondFactor: false });
  const seen = await ask(PEOPLE, {}, { operator: true });
  assert.equal(pick(seen, 'people.edges.0.node.lacksSecondFactor'), false);
});

test('roles of this installation wait too; a passkey is a second factor', async (t) => {
  const { own, log, vault, mara } = await signIn(t, 'required');
  const { accountId } = mara;
  assert.equal(pick(await own.ask(ME), 'myAccount.needsSecondFactor'), false, 'who watches needs none');
  const say = async (streamId: string, type: string, data: object, actor: object) => {
    const command = { type, data: data as Record<string, unknown>, at: new Date().toISOString() };
    const ids = { streamId, commandId: randomUUID(), correlationId: randomUUID() };
    const outcome = await executeOn(log)({ ...ids, command, actor: actor as { kind: 'staff'; id: string } });
    assert.equal(
      outcome.kind,
      'committed',
      JSON.stringify(outcome, (_, value) => String(value)),
    );
  };
  const operator = { kind: 'staff', id: 'operator' };
  const roleId = randomUUID();
  const permissions = ['catalog.edit'];
  await say(roleId, 'DefineRole', { roleId, name: 'Translator', permissions }, operator);
  await say(accountId, 'GrantCustomRole', { accountId, roleId, permissions }, operator);
  assert.equal(pick(await own.ask(ME), 'myAccount.needsSecondFactor'), true);
  const [email, credential, name] = await Promise.all(
    (['email', 'passkey', 'name'] as const).map((as) => vault.seal(accountId, as, 'any')),
  );
  const data = { accountId, passkeyId: randomUUID(), credential, name, counter: 0, email, locale: 'en' };
  await say(accountId, 'AddPasskey', data, { kind: 'viewer', id: randomUUID(), account: accountId });
  assert.equal(pick(await own.ask(ME), 'myAccount.needsSecondFactor'), false);
});

test('where it is optional, and for the operator token, roles hold without one', async (t) => {
  const { own } = await signIn(t, 'optional', 'editor');
  const mine = await own.ask(ME);
  assert.equal(pick(mine, 'me.kind'), 'OPERATOR');
  assert.equal(pick(mine, 'myAccount.needsSecondFactor'), false);
  const { ask } = await startPeople(t, { staffSecondFactor: 'required' });
  assert.equal(pick(await ask('{ me { kind } }', {}, { operator: true }), 'me.kind'), 'OPERATOR');
});
