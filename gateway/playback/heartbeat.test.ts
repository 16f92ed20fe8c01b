import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { PlaybackFailed, PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';
import { createMemorySharedCounters } from '../../ports/testing/memory-shared-counters.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { isOutage } from '../../ports/outage.ts';
import { createRateLimit, type RateLimit } from '../http/rate-limit.ts';
import { createHeartbeatLimits, HEARTBEAT_LIMITS } from './heartbeat-limits.ts';
import { packageRow, titleRow } from '../testing/fakes.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const SAMPLE = { ts: 1_700_000_000_000, sta: 'p', pt: 4000 };

/** What stands in the streams of sessions, without the decisions of their starts. */
const milestonesOf = ({ events }: MemoryLog) => events.filter(({ stream }) => stream.startsWith('playback-'));

function testRateLimit(clock = { now: 0 }): RateLimit {
  const limit = createRateLimit({ counters: createMemorySharedCounters(), windowMs: 60_000, now: () => clock.now });
  limit.close();
  return limit;
}

async function watching(t: TestContext) {
  const clock = { now: Date.parse('2026-06-01T12:00:00Z') };
  const title = titleRow({ packageId: randomUUID() });
  const film = packageRow(title);
  const started = await startTestGateway(t, { now: () => clock.now, rows: { titles: [title], packages: [film] } });
  const play =
    'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ... on PlaybackStarted { sessionId sessionToken heartbeatUrl } } }';
  const answer = await started.ask(play, { c: randomUUID(), id: title.titleId });
  const sessionToken = String(pick(answer, 'startPlayback.sessionToken'));
  const post = (body: unknown, type = 'application/json'): Promise<Response> =>
    fetch(started.url + String(pick(answer, 'startPlayback.heartbeatUrl')), {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { ...started, clock, title, sessionToken, sessionId: String(pick(answer, 'startPlayback.sessionId')), post };
}

test('a batch becomes one message that is a valid event', async (t) => {
  const { post, queues, sessionToken, sessionId, title, log } = await watching(t);
  assert.equal((await post({ sessionToken, seq: 1, samples: [SAMPLE] })).status, 202);
  assert.equal(
    (await post(JSON.stringify({ sessionToken, seq: 2, samples: [SAMPLE] }), 'text/plain;charset=UTF-8')).status,
    202,
    'sendBeacon',
  );
  assert.deepEqual(
    queues.enqueued.map(({ queue, messageId }) => [queue, messageId]),
    [
      ['telemetry', `${sessionId}/1`],
      ['telemetry', `${sessionId}/2`],
    ],
  );
  const heartbeat = PlaybackHeartbeat.data.parse(queues.enqueued[0]?.payload);
  assert.deepEqual(
    [heartbeat.titleId, heartbeat.durationMs, heartbeat.receivedAt],
    [title.titleId, 60_000, '2026-06-01T12:00:00.000Z'],
  );
  assert.equal(milestonesOf(log).length, 1, 'only the start is written here');
});

test('heartbeats that come at once go to the queue together, and each is answered for itself', async (t) => {
  const { post, queues, sessionToken, sessionId } = await watching(t);
  const answers = await Promise.all(
    [1, 2, 3, 4, 0, 5, 6].map((seq) => post({ sessionToken, seq, samples: [SAMPLE] }).then(({ status }) => status)),
  );
  assert.deepEqual(answers, [202, 202, 202, 202, 400, 202, 202]);
  assert.ok(queues.enqueued.length < 6, 'fewer messages than heartbeats');
  const queued = queues.enqueued.flatMap(({ payload }) => payload as object);
  const heartbeats = queued.map((each) => PlaybackHeartbeat.data.parse(each));
  assert.ok(heartbeats.every((each) => each.sessionId === sessionId));
  assert.deepEqual(new Set(heartbeats.map(({ seq }) => seq)), new Set([1, 2, 3, 4, 5, 6]));
  queues.setAway(true);
  const away = await Promise.all([7, 8, 9].map((seq) => post({ sessionToken, seq, samples: [SAMPLE] })));
  assert.deepEqual(
    away.map(({ status }) => status),
    [503, 503, 503],
  );
});

test('what is not a heartbeat of a session is refused and never queued', async (t) => {
  const { post, queues, sessionToken, clock } = await watching(t);
  const heartbeat = { sessionToken, seq: 1, samples: [SAMPLE] };
  const refused: readonly (readonly [unknown, number])[] = [
    [{ ...heartbeat, sessionToken: `${sessionToken}x` }, 403],
    [{ ...heartbeat, sessionToken: 'a.b.c' }, 403],
    [{ ...heartbeat, seq: 0 }, 400],
    [{ ...heartbeat, samples: [] }, 400],
    [{ ...heartbeat, samples: Array.from({ length: 61 }, () => SAMPLE) }, 400],
    [{ ...heartbeat, samples: [{ ...SAMPLE, sta: 'zz' }] }, 400],
    [{ ...heartbeat, seq: 2 ** 31 }, 400],
    [{ ...heartbeat, seq: 1e300 }, 400],
    [{ ...heartbeat, samples: [{ ...SAMPLE, pt: 2 ** 31 }] }, 400],
    [{ ...heartbeat, samples: [{ ...SAMPLE, bsda: 2 ** 40 }] }, 400],
    [{ ...heartbeat, samples: [{ ...SAMPLE, ts: Number.MAX_SAFE_INTEGER }] }, 400],
    [{ ...heartbeat, extra: true }, 400],
    [[heartbeat], 400],
    ['not json', 400],
    ['{"__proto__": {"x": 1}}', 400],
    [{ ...heartbeat, samples: [{ ...SAMPLE, e: 'x'.repeat(33_000) }] }, 413],
  ];
  for (const [body, status] of refused)
    assert.equal((await post(body)).status, status, JSON.stringify(body).slice(0, 80));
  assert.equal((await post(JSON.stringify(heartbeat), 'application/xml')).status, 415);
  clock.now += 7 * 3600_000;
  assert.equal((await post(heartbeat)).status, 403, 'expired');
  assert.deepEqual(queues.enqueued, []);
});

test('while the queue is away the player is asked to keep its heartbeat', async (t) => {
  const { post, queues, sessionToken } = await watching(t);
  queues.setAway(true);
  const answer = await post({ sessionToken, seq: 1, samples: [SAMPLE] });
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
  queues.setAway(false);
  assert.equal((await post({ sessionToken, seq: 1, samples: [SAMPLE] })).status, 202);
  assert.equal(queues.enqueued.length, 1);
});

test('a session ends once, and only with its own token', async (t) => {
  const { ask, log, sessionToken } = await watching(t);
  const end =
    'mutation E($c: ID!, $t: String!) { endPlayback(commandId: $c, sessionToken: $t, reason: QUIT, positionMs: 4000) { __typename } }';
  const variables = { c: randomUUID(), t: sessionToken };
  assert.equal(pick(await ask(end, variables), 'endPlayback.__typename'), 'PlaybackEnded');
  assert.equal(pick(await ask(end, variables), 'endPlayback.__typename'), 'PlaybackEnded');
  assert.equal(pick(await ask(end, { ...variables, t: `${sessionToken}A` }), 'endPlayback.__typename'), 'NotFound');
  assert.deepEqual(
    milestonesOf(log).map(({ type }) => type),
    ['playback.PlaybackStarted', 'playback.PlaybackEnded'],
  );
});

test('a session may send so many heartbeats and no more; the player keeps the rest', async (t) => {
  const { post, queues, sessionToken, sessionId } = await watching(t);
  const send = (seq: number, sample: object = SAMPLE): Promise<Response> =>
    post({ sessionToken, seq, samples: [sample] });
  const { numbers, numbersPerMinute, perSession } = HEARTBEAT_LIMITS;
  // A player after an outage of the whole session: everything at once.
  for (let seq = 1; seq <= 40; seq += 1) assert.equal((await send(seq)).status, 202);
  const early = await send(numbers + numbersPerMinute);
  assert.deepEqual([early.status, early.headers.get('retry-after')], [429, '60']);
  for (let seq = 41; seq <= perSession; seq += 1) await send(seq);
  const many = await send(1);
  assert.equal(many.status, 429, 'a repeat counts too');
  assert.ok(Number(many.headers.get('retry-after')) >= 1);
  assert.equal(queues.enqueued.length, perSession);
  assert.ok(queues.enqueued.every(({ messageId }) => messageId.startsWith(sessionId)));
});

test('the limits fit every player that does what players do', () => {
  const clock = { now: 0 };
  const limits = createHeartbeatLimits(testRateLimit(clock));
  let seq = 0;
  // Three hours with something happening every five seconds, in batches of a few hundred bytes.
  for (let at = 0; at < 3 * 3600_000; at += 5000) {
    clock.now = at;
    seq += 1;
    assert.equal(limits.refusal({ address: 'a', sessionId: 's', seq, ageMs: at, bytes: 500 }), undefined, `${at}`);
  }
  const backlog = createHeartbeatLimits(testRateLimit());
  for (seq = 1; seq <= 40; seq += 1)
    assert.equal(backlog.refusal({ address: 'a', sessionId: 's', seq, ageMs: 0, bytes: 2000 }), undefined);
});

test('bytes are bounded by session, by address, and while they wait for the queue', async () => {
  const { bytesPerSession, bytesPerAddress, perAddress, waitingBytes } = HEARTBEAT_LIMITS;
  const offer = { address: 'a', seq: 1, ageMs: 0 };
  const one = createHeartbeatLimits(testRateLimit());
  assert.equal(one.refusal({ ...offer, sessionId: 's', bytes: bytesPerSession }), undefined);
  assert.notEqual(one.refusal({ ...offer, sessionId: 's', bytes: 1 }), undefined);
  let [taken, bytes] = [0, bytesPerSession];
  const many = createHeartbeatLimits(testRateLimit());
  while (many.refusal({ ...offer, sessionId: `s${taken}`, bytes }) === undefined) taken += bytes;
  assert.ok(taken <= bytesPerAddress);
  [taken, bytes] = [0, 1];
  const small = createHeartbeatLimits(testRateLimit());
  while (small.refusal({ ...offer, sessionId: `s${taken}`, bytes }) === undefined) taken += 1;
  assert.equal(taken, perAddress);

  let release = (): void => {};
  const stuck = new Promise<void>((resolve) => (release = resolve));
  const queued = one.whileQueued(waitingBytes, () => stuck);
  await assert.rejects(
    one.whileQueued(1, () => Promise.resolve()),
    isOutage,
  );
  release();
  await queued;
  await one.whileQueued(1, () => Promise.resolve());
});

test('an end by an error says that the playback failed, and with what', async (t) => {
  const { ask, log, sessionToken } = await watching(t);
  const end =
    'mutation E($c: ID!, $t: String!, $e: String) { endPlayback(commandId: $c, sessionToken: $t, reason: ERROR, positionMs: 4000, errorCode: $e) { __typename } }';
  const code = ` media-\u0000decode ${'x'.repeat(200)}`;
  const answer = await ask(end, { c: randomUUID(), t: sessionToken, e: code });
  assert.equal(pick(answer, 'endPlayback.__typename'), 'PlaybackEnded');
  assert.deepEqual(
    milestonesOf(log).map(({ type }) => type),
    ['playback.PlaybackStarted', 'playback.PlaybackFailed', 'playback.PlaybackEnded'],
  );
  const failed = PlaybackFailed.data.parse(milestonesOf(log)[1]?.data);
  assert.equal(failed.code, `media-decode ${'x'.repeat(67)}`);
});

test('a command id that is repeated opens no second session, and none of another film or viewer', async (t) => {
  const packageId = randomUUID();
  const [one, other] = [titleRow({ packageId }), titleRow({ packageId })];
  const film = packageRow(one);
  const { ask, log } = await startTestGateway(t, { rows: { titles: [one, other], packages: [film] } });
  const cookie = ((await ask('{ me { profileId } }')).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const play =
    'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ... on PlaybackStarted { sessionId } } }';
  const commandId = randomUUID();
  const start = async (titleId: string, headers: Record<string, string>): Promise<unknown> =>
    pick(await ask(play, { c: commandId, id: titleId }, { headers }), 'startPlayback.sessionId');
  const first = await start(one.titleId, { cookie });
  assert.equal(await start(one.titleId, { cookie }), first);
  const sessions = [first, await start(other.titleId, { cookie }), await start(one.titleId, {})];
  assert.equal(new Set(sessions).size, 3);
  assert.deepEqual(
    milestonesOf(log).map(({ data }) => Reflect.get(Object(data), 'titleId')),
    [one.titleId, other.titleId, one.titleId],
    'each film that is played was started',
  );
});
