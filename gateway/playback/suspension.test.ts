import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { accounts, accountsProjection } from '../../projections/identity/accounts.projection.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';
import { signedInAccount } from '../testing/account.ts';
import { withPackage } from '../testing/package.ts';
import { pick } from '../testing/start.ts';

const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on Refusal { code message } ... on PlaybackStarted { hlsUrl sessionToken } } }';
const RENEW =
  'mutation R($token: String!) { renewPlayback(sessionToken: $token) { __typename ... on Refusal { code } } }';
const PAGE = 'query T($id: ID!) { title(id: $id) { access { canWatch reason offers { __typename } } } }';
const OWN = '{ myAccount { id } myInvoices(first: 5) { edges { node { id } } } mySubscription { id } }';

async function watching(t: TestContext) {
  const started = await withPackage(t, { now: Date.now() });
  const { ask, log, queries, signals, url, title, clock } = started;
  Object.assign(queries.accounts, {
    byId: async (id: string) => rowsIn(accountsProjection, accounts, log.events).find((row) => row.accountId === id),
  });
  const mara = await signedInAccount(started);
  const support = await signedInAccount(started, { roles: ['support'] });
  const say = async (call: string, headers = support.headers, accountId = mara.accountId) => {
    const answer = await ask(
      `mutation { it: ${call.replace('(', `(commandId: "${randomUUID()}", accountId: "${accountId}"${call.includes('()') ? '' : ', '}`)} { __typename ... on Refusal { code } } }`,
      {},
      { headers },
    );
    signals.publish(`read.accounts.${mara.accountId}`, {});
    await signals.delivered();
    return pick(answer, 'it.code') ?? pick(answer, 'it.__typename') ?? answer.errors[0]?.extensions.code;
  };
  const play = async () =>
    pick(await ask(PLAY, { c: randomUUID(), id: title.titleId }, { headers: mara.headers }), 'startPlayback') as Record<
      string,
      string
    >;
  const beat = async (sessionToken: string | undefined) => {
    const body = JSON.stringify({ sessionToken, seq: 1, samples: [{ ts: clock.now, sta: 'p', pt: 1 }] });
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    return (await fetch(`${url}/playback/heartbeats`, sent)).json();
  };
  const segment = async (hlsUrl: string | undefined) =>
    (await fetch(new URL('v360/1.m4s', new URL(String(hlsUrl), url)))).status;
  return { ...started, mara, support, say, play, segment, beat };
}

test('a suspended account plays nothing from the next segment on, and is told; lifted, it plays again', async (t) => {
  const { ask, mara, say, play, segment, beat, title, log } = await watching(t);
  const { hlsUrl, sessionToken } = await play();
  assert.equal(await segment(hlsUrl), 200);
  assert.equal(await say('suspendAccount(reason: CHARGEBACK)'), 'SuspensionChanged');
  assert.equal(await segment(hlsUrl), 403);
  assert.deepEqual(await beat(sessionToken), { stopped: 'not_entitled' });
  const refused = await play();
  assert.equal(refused['code'], 'playback.account-suspended');
  assert.match(refused['message'] ?? '', /support/);
  const renewed = await ask(RENEW, { token: sessionToken }, { headers: mara.headers });
  assert.equal(pick(renewed, 'renewPlayback.code'), 'playback.account-suspended');
  const page = await ask(PAGE, { id: title.titleId }, { headers: mara.headers });
  assert.deepEqual(pick(page, 'title.access'), { canWatch: false, reason: 'ACCOUNT_SUSPENDED', offers: [] });
  const own = await ask(OWN, {}, { headers: mara.headers });
  assert.deepEqual([own.errors, pick(own, 'myAccount.id')], [[], mara.accountId], 'the rest is as before');
  assert.equal(await say('liftSuspension()'), 'SuspensionChanged');
  assert.equal((await play())['__typename'], 'PlaybackStarted');
  assert.deepEqual(
    log.events.filter(({ stream }) => stream === `suspension-${mara.accountId}`).map(({ type }) => type),
    ['identity.AccountSuspended', 'identity.SuspensionLifted'],
  );
});

test('who may help people suspends them, with a fresh proof, and not themselves', async (t) => {
  const started = await watching(t);
  const { say, support, mara, log } = started;
  const editor = await signedInAccount(started, { roles: ['editor'] });
  const stale = await signedInAccount(started, { roles: ['support'], provedAt: '2020-01-01T00:00:00.000Z' });
  for (const call of ['suspendAccount(reason: LAW)', 'liftSuspension()']) {
    assert.equal(await say(call, editor.headers), 'caller.lacks-role');
    assert.equal(await say(call, mara.headers), 'caller.not-operator');
    assert.equal(await say(call, stale.headers), 'step-up.needed');
    assert.equal(await say(call, support.headers, support.accountId), 'account.own');
    assert.equal(await say(call, support.headers, randomUUID()), 'account.unknown');
    assert.equal(await say(call, support.headers, 'not an id'), 'account.unknown');
  }
  assert.equal(log.events.filter(({ stream }) => stream.startsWith('suspension-')).length, 0);
});
