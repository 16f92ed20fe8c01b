import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { createMemorySessionLeases } from '../../ports/testing/memory-session-leases.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { laterOn, signedInAccount } from '../testing/account.ts';
import { grantRow, storedWindow, titleRow } from '../testing/fakes.ts';
import { withPackage } from '../testing/package.ts';
import { pick } from '../testing/start.ts';

const FIELDS = '__typename ... on Refusal { code }';
const TOKENS = 'hlsUrl sessionToken renewAfterSeconds';
const PLAY = `mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ${FIELDS} ... on PlaybackStarted { sessionId ${TOKENS} } } }`;
const RENEW = `mutation R($token: String!) { renewPlayback(sessionToken: $token) { ${FIELDS} ... on PlaybackRenewed { sessionId ${TOKENS} } } }`;
const STOP = 'mutation S($c: ID!, $id: ID!) { stopPlayback(commandId: $c, sessionId: $id) { __typename } }';
const MINUTE = 60_000;

interface Tokens {
  readonly __typename: string;
  readonly code?: string;
  readonly sessionId: string;
  readonly hlsUrl: string;
  readonly sessionToken: string;
  readonly renewAfterSeconds: number;
}

/** A film of a plan, four hours long, and somebody who has the plan. */
async function watching(t: TestContext) {
  const clock = { now: Date.now() };
  const leases = createMemorySessionLeases(() => clock.now);
  clock.now += 90_000;
  const started = await withPackage(t, clock, { shared: { ...absentSharedState, leases }, freeStreams: 1 });
  const { ask, rows, title, url, signals } = started;
  rows.titles[0] = titleRow({ ...title, windows: [storedWindow({ model: 'SVOD' })], rightsRevision: '0' });
  rows.packages[0] = { ...rows.packages[0], durationMs: 4 * 3600_000 } as (typeof rows.packages)[0];
  const mara = await signedInAccount(started);
  const grant = grantRow({ accountId: mara.accountId, until: null });
  rows.grants.push(grant);
  const headers = async () => (await laterOn(mara, clock.now)).headers;
  const play = async () =>
    pick(
      await ask(PLAY, { c: randomUUID(), id: title.titleId }, { headers: await headers() }),
      'startPlayback',
    ) as Tokens;
  const renew = async (token: string, as?: Record<string, string>) => {
    const answer = await ask(RENEW, { token }, { headers: as ?? (await headers()) });
    assert.deepEqual(answer.errors, []);
    return pick(answer, 'renewPlayback') as Tokens;
  };
  const beat = async (sessionToken: string) => {
    const body = JSON.stringify({ sessionToken, seq: 1, samples: [{ ts: clock.now, sta: 'p', pt: 1 }] });
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    return (await fetch(`${url}/playback/heartbeats`, sent)).json();
  };
  const segment = async (hlsUrl: string) => (await fetch(new URL('v360/1.m4s', new URL(hlsUrl, url)))).status;
  const lost = async () => {
    rows.grants.splice(0, 1);
    signals.publish(`read.grants.${mara.accountId}`, {});
    await signals.delivered();
  };
  return { ...started, clock, leases, mara, headers, play, renew, segment, beat, lost };
}

test('a film of four hours plays through, by addresses that live a quarter of an hour', async (t) => {
  const { clock, play, renew, segment, title, leases, log } = await watching(t);
  let now = await play();
  assert.equal(now.__typename, 'PlaybackStarted');
  const first = now;
  for (let minutes = 0; minutes < 4 * 60; minutes += now.renewAfterSeconds / 60) {
    assert.equal(await segment(now.hlsUrl), 200, `after ${minutes} minutes`);
    clock.now += now.renewAfterSeconds * 1000;
    await leases.hold({ sessionId: now.sessionId, titleId: title.titleId });
    assert.equal(await segment(now.hlsUrl), 200, 'there is time to renew');
    now = await renew(now.sessionToken);
    assert.deepEqual([now.__typename, now.sessionId], ['PlaybackRenewed', first.sessionId]);
  }
  assert.equal(await segment(first.hlsUrl), 403);
  assert.equal(
    log.events.filter(({ type }) => type.startsWith('playback.Slot')).length,
    1,
    'nothing is written for it',
  );
});

test('who is no longer entitled, signed in or allowed to play is not renewed, and a stranger never', async (t) => {
  const { play, renew, segment, beat, ask, headers, lost, ...started } = await watching(t);
  const playing = await play();
  const eve = await signedInAccount(started);
  assert.equal((await renew(playing.sessionToken, eve.headers)).code, 'session.not-found');
  assert.equal((await renew(playing.sessionToken, {})).code, 'playback.signed-out');
  assert.equal((await renew(`${playing.sessionToken}x`)).code, 'session.not-found');
  await ask(STOP, { c: randomUUID(), id: playing.sessionId }, { headers: await headers() });
  assert.equal((await renew(playing.sessionToken)).code, 'stream.stopped');
  const next = await play();
  assert.deepEqual(await beat(next.sessionToken), {});
  await lost();
  assert.deepEqual(await beat(next.sessionToken), { stopped: 'not_entitled' });
  assert.equal((await renew(next.sessionToken)).code, 'playback.plan-required');
  assert.equal(await segment(next.hlsUrl), 403);
});

test('who was silent for long goes on where there is room, and is told what plays where there is none', async (t) => {
  const { play, renew, clock, mara, rows, ...started } = await watching(t);
  const playing = await play();
  clock.now += 30 * MINUTE;
  assert.equal((await renew(playing.sessionToken)).__typename, 'PlaybackRenewed', 'nobody took its place');
  const other = titleRow({ ...started.title, titleId: randomUUID(), windows: [storedWindow({ model: 'SVOD' })] });
  rows.titles.push(other);
  rows.grants[0] = grantRow({
    accountId: mara.accountId,
    features: { streams: 1, maxHeight: null, ads: false, downloads: false, tags: [] },
  });
  clock.now += 5 * MINUTE;
  const variables = { c: randomUUID(), id: other.titleId };
  const second = pick(
    await started.ask(PLAY, variables, { headers: await started.headers() }),
    'startPlayback',
  ) as Tokens;
  assert.equal(second.__typename, 'PlaybackStarted');
  assert.equal((await renew(playing.sessionToken)).code, 'playback.too-many-streams');
  clock.now += 11 * 3600_000;
  assert.equal((await renew(second.sessionToken)).code, 'session.not-found', 'a session ends once');
});

test('the height of the start stays the limit of its addresses', async (t) => {
  const { play, segment, rows } = await watching(t);
  rows.grants[0] = grantRow({
    ...rows.grants[0],
    features: { streams: 1, maxHeight: 240, ads: false, downloads: false, tags: [] },
  });
  const { hlsUrl } = await play();
  rows.grants[0] = grantRow({ ...rows.grants[0], features: null });
  assert.equal(await segment(hlsUrl), 403);
});
