import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemorySessionLeases } from '../../ports/testing/memory-session-leases.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { signedInAccount } from '../testing/account.ts';
import { grantRow, titleRow } from '../testing/fakes.ts';
import { withPackage } from '../testing/package.ts';
import { pick } from '../testing/start.ts';

const STREAM = 'sessionId device since isHere title { name }';
const PLAY = `mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename
  ... on PlaybackStarted { sessionId sessionToken hlsUrl } ... on Refusal { code message }
  ... on PlaybackRefused { reason streamLimit activeStreams { ${STREAM} } } } }`;
const STOP = `mutation S($c: ID!, $id: ID!) { stopPlayback(commandId: $c, sessionId: $id) { __typename ... on Refusal { code } } }`;
const END = `mutation E($c: ID!, $token: String!) { endPlayback(commandId: $c, sessionToken: $token, reason: QUIT, positionMs: 1) { __typename } }`;
const ACTIVE = `{ activeStreams { ${STREAM} } }`;

interface Played {
  readonly __typename: string;
  readonly code?: string;
  readonly reason?: string;
  readonly sessionId: string;
  readonly sessionToken: string;
  readonly hlsUrl: string;
  readonly streamLimit?: number;
  readonly activeStreams: readonly {
    readonly sessionId: string;
    readonly device: string | null;
    readonly isHere: boolean;
  }[];
}

/** An account with devices, and films for them; two streams at once. */
async function household(t: TestContext, { freeStreams = 2 } = {}) {
  const clock = { now: Date.now() };
  const leases = createMemorySessionLeases(() => clock.now);
  // Nobody knows who plays before a lease had the time to run out.
  clock.now += 90_000;
  const started = await withPackage(t, clock, { shared: { ...absentSharedState, leases }, freeStreams });
  const { ask, rows, title, url, log } = started;
  const mara = await signedInAccount(started);
  const film = (): string => {
    const row = titleRow({ ...title, titleId: randomUUID() });
    rows.titles.push(row);
    return row.titleId;
  };
  const play = async (titleId: string, headers: Record<string, string> = mara.headers): Promise<Played> => {
    const answer = await ask(PLAY, { c: randomUUID(), id: titleId }, { headers });
    assert.deepEqual(answer.errors, []);
    return pick(answer, 'startPlayback') as Played;
  };
  const stop = async (sessionId: string, headers: Record<string, string> = mara.headers) => {
    const answer = await ask(STOP, { c: randomUUID(), id: sessionId }, { headers });
    return pick(answer, 'stopPlayback.code') ?? pick(answer, 'stopPlayback.__typename');
  };
  let seq = 0;
  const beat = async ({ sessionToken }: Played): Promise<unknown> => {
    const body = JSON.stringify({ sessionToken, seq: (seq += 1), samples: [{ ts: clock.now, sta: 'p', pt: 1 }] });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/playback/heartbeats`, { method: 'POST', headers, body });
    assert.equal(response.status, 202);
    return response.json();
  };
  const segment = async ({ hlsUrl }: Played) => (await fetch(new URL('v360/1.m4s', new URL(hlsUrl, url)))).status;
  const active = async (headers: Record<string, string> = mara.headers) =>
    pick(await ask(ACTIVE, {}, { headers }), 'activeStreams') as Played['activeStreams'];
  return { ...started, clock, leases, mara, film, play, stop, beat, segment, active, events: eventsOf(log) };
}

const eventsOf = (log: MemoryLog) => () =>
  log.events.filter(({ stream }) => stream.startsWith('concurrency-')).map(({ type }) => type.slice(9));

test('who plays as much as they may is told what plays, stops one of it, and starts at once', async (t) => {
  const { film, play, stop, beat, segment, active, title } = await household(t);
  const [one, two] = [await play(film()), await play(film())];
  assert.deepEqual(await beat(one), {});
  const third = film();
  const refused = await play(third);
  assert.deepEqual(
    [refused.reason, refused.code, refused.streamLimit],
    ['TOO_MANY_STREAMS', 'playback.too-many-streams', 2],
  );
  assert.deepEqual(
    refused.activeStreams.map(({ sessionId, device, isHere }) => [sessionId, device, isHere]),
    [
      [one.sessionId, 'A test', true],
      [two.sessionId, 'A test', true],
    ],
  );
  assert.equal(pick({ data: refused } as never, 'activeStreams.0.title.name'), title.name);
  assert.equal(await stop(one.sessionId), 'PlaybackStopped');
  const now = await play(third);
  assert.equal(now.__typename, 'PlaybackStarted');
  assert.deepEqual(await beat(one), { stopped: 'kicked' });
  assert.deepEqual([await segment(one), await segment(two)], [403, 200]);
  assert.deepEqual(
    (await active()).map(({ sessionId }) => sessionId),
    [two.sessionId, now.sessionId],
  );
  assert.equal(await stop(one.sessionId), 'PlaybackStopped', 'it was stopped before');
});

test('a stranger stops nothing and learns nothing; who is not signed in has no limit and no list', async (t) => {
  const started = await household(t, { freeStreams: 1 });
  const { film, play, stop, beat, active, ask } = started;
  const eve = await signedInAccount(started);
  const one = await play(film());
  assert.equal(await stop(one.sessionId, eve.headers), 'session.unknown');
  assert.equal(await stop(randomUUID(), eve.headers), 'session.unknown');
  assert.equal(await stop('no id'), 'session.unknown');
  assert.deepEqual(await beat(one), {});
  assert.deepEqual(await active(eve.headers), []);
  assert.equal((await play(film(), eve.headers)).__typename, 'PlaybackStarted');
  for (let n = 0; n < 3; n += 1) assert.equal((await play(film(), {})).__typename, 'PlaybackStarted');
  assert.deepEqual(await active({}), []);
  assert.equal(pick(await ask(STOP, { c: randomUUID(), id: one.sessionId }), 'stopPlayback.__typename'), 'NotAllowed');
});

test('a reload takes its own place, an end gives it back, and neither can be played on', async (t) => {
  const { film, play, beat, segment, ask, events, stop } = await household(t, { freeStreams: 1 });
  const titleId = film();
  const [before, after] = [await play(titleId), await play(titleId)];
  assert.equal(after.__typename, 'PlaybackStarted');
  assert.deepEqual([await beat(before), await beat(after)], [{ stopped: 'evicted' }, {}]);
  const ended = await ask(END, { c: randomUUID(), token: after.sessionToken });
  assert.equal(pick(ended, 'endPlayback.__typename'), 'PlaybackEnded');
  assert.deepEqual(await beat(after), {}, 'what comes late of it is taken');
  assert.equal(await segment(after), 403);
  assert.equal((await play(film())).__typename, 'PlaybackStarted');
  assert.deepEqual(events(), ['SlotAcquired', 'SlotReleased', 'SlotAcquired', 'SlotReleased', 'SlotAcquired']);
  assert.equal(await stop(after.sessionId), 'PlaybackStopped', 'of what has ended: nothing happens');
  assert.equal(events().length, 5);
});

test('a dead device keeps its place as long as a lease, a signed out one not at all', async (t) => {
  const started = await household(t, { freeStreams: 1 });
  const { film, play, beat, segment, clock, active, mara, log, signals } = started;
  const dead = await play(film());
  clock.now += 60_000;
  assert.equal((await play(film())).reason, 'TOO_MANY_STREAMS');
  clock.now += 31_000;
  assert.deepEqual(await active(), []);
  const next = await play(film());
  assert.equal(next.__typename, 'PlaybackStarted');
  assert.deepEqual(await beat(dead), { stopped: 'lease_expired' });
  clock.now += 60_000;
  assert.deepEqual(await beat(next), {});
  clock.now += 60_000;
  assert.equal((await play(film())).reason, 'TOO_MANY_STREAMS', 'a heartbeat renewed it');
  await executeOn(log)({
    streamId: mara.signInId,
    commandId: randomUUID(),
    correlationId: 'c',
    actor: { kind: 'viewer', id: mara.accountId, account: mara.accountId },
    command: {
      type: 'SignOut',
      data: { signInId: mara.signInId, accountId: mara.accountId, reason: 'elsewhere' },
      at: new Date(clock.now).toISOString(),
    },
  });
  signals.publish(`read.sign_ins.${mara.signInId}`, {});
  await signals.delivered();
  assert.deepEqual(await beat(next), { stopped: 'signed_out' });
  assert.equal(await segment(next), 403);
  assert.deepEqual(await active(), []);
});

test('the best plan says how many; without Redis who pays gets one more, and the log says so', async (t) => {
  const { film, play, rows, mara, leases, events, log } = await household(t, { freeStreams: 1 });
  assert.equal((await play(film())).__typename, 'PlaybackStarted');
  leases.setAway(true);
  assert.equal((await play(film())).reason, 'TOO_MANY_STREAMS', 'who does not pay stops one');
  const features = { streams: 2, maxHeight: null, ads: false, downloads: false, tags: [] };
  rows.grants.push(grantRow({ accountId: mara.accountId, features }));
  assert.equal((await play(film())).__typename, 'PlaybackStarted');
  assert.equal((await play(film())).__typename, 'PlaybackStarted');
  const degraded = log.events.flatMap(({ type, data }) =>
    type === 'playback.SlotAcquired' ? [(data as { degraded: boolean }).degraded] : [],
  );
  assert.deepEqual(degraded, [false, false, true]);
  leases.setAway(false);
  assert.equal(events().filter((type) => type === 'SlotDenied').length, 1);
});

test('who pays has no more streams than that in the first minute of Redis either', async (t) => {
  const { film, play, rows, mara, leases } = await household(t, { freeStreams: 1 });
  const features = { streams: 2, maxHeight: null, ads: false, downloads: false, tags: [] };
  rows.grants.push(grantRow({ accountId: mara.accountId, features }));
  leases.setAway(true);
  leases.setAway(false);
  const answers = await Promise.all(Array.from({ length: 5 }, () => play(film())));
  assert.equal(answers.filter(({ __typename }) => __typename === 'PlaybackStarted').length, 2);
});
