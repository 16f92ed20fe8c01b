import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { pick, startTestGateway } from '../testing/start.ts';
import { hashOf } from './passwords.ts';

const PASSWORD = 'three horses in the kitchen';
const LEAVE = `mutation L($c: ID!, $p: String!) {
  requestErasure(commandId: $c, password: $p) { __typename ... on ErasureRequested { leavingAt } ... on Refusal { code } } }`;
const STAY = `mutation S($c: ID!) { cancelErasure(commandId: $c) { __typename ... on Refusal { code } } }`;

test('whoever is signed in asks to be forgotten with their password, sees when, and takes it back', async (t) => {
  const started = await startTestGateway(t, { erasureDays: 3 });
  const mara = await signedInAccount(started, { hash: await hashOf(PASSWORD) });
  const { headers } = mara;
  const leave = (p: string, as: object = { headers }) => started.ask(LEAVE, { c: randomUUID(), p }, as);
  const types = () => started.log.events.filter(({ type }) => type.includes('Erasure')).map(({ type }) => type);

  assert.equal(pick(await leave('a wrong one'), 'requestErasure.code'), 'account.wrong-password');
  for (const as of [{}, { operator: true }])
    assert.equal(pick(await leave(PASSWORD, as), 'requestErasure.__typename'), 'NotAllowed');
  assert.deepEqual(types(), []);

  const asked = await leave(PASSWORD);
  const leavingAt = String(pick(asked, 'requestErasure.leavingAt'));
  const inDays = (Date.parse(leavingAt) - Date.now()) / 86_400_000;
  assert.ok(inDays > 2.9 && inDays <= 3, leavingAt);
  assert.equal(
    pick(await started.ask('{ myAccount { leavingAt } }', {}, { headers }), 'myAccount.leavingAt'),
    leavingAt,
  );
  // Asking again does not put it off.
  assert.equal(pick(await leave(PASSWORD), 'requestErasure.leavingAt'), leavingAt);

  const other = await signedInAccount(started);
  await started.ask(STAY, { c: randomUUID() }, { headers: other.headers });
  assert.deepEqual(types(), ['identity.ErasureRequested']);
  const stayed = await started.ask(STAY, { c: randomUUID() }, { headers });
  assert.equal(pick(stayed, 'cancelErasure.__typename'), 'ErasureCancelled');
  assert.deepEqual(types(), ['identity.ErasureRequested', 'identity.ErasureCancelled']);
  assert.equal(pick(await started.ask('{ myAccount { leavingAt } }', {}, { headers }), 'myAccount.leavingAt'), null);
});
