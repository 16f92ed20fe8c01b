import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, connect as connectTcp, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import * as tus from 'tus-js-client';
import { connect } from '../../gateway/testing/socket.ts';
import { pick } from '../../gateway/testing/start.ts';
import { inbox } from '../harness/inbox.ts';
import { cleanUpAfter } from '../harness/services.ts';
import { makeFilm, startRunningGateway } from './running.ts';

const { until } = inbox<never>();
const START_UPLOAD =
  'mutation S($id: ID!, $size: String!) { startUpload(commandId: $id, input: { fileName: "holiday.mp4", sizeBytes: $size }) { ... on UploadStarted { uploadId assetId uploadUrl token } } }';
const PUBLISH =
  'mutation P($c: ID!, $id: ID!) { publishTitle(commandId: $c, titleId: $id) { __typename ... on TitlePublished { token title { status } } ... on Refusal { code } } }';
const PLAY =
  'mutation W($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on PlaybackStarted { sessionId hlsUrl dashUrl sessionToken heartbeatUrl resumeAtMs } ... on Refusal { code message } } }';

test('a film is uploaded through a connection that breaks twice, and the board follows live', async (t) => {
  const gateway = await startRunningGateway(t, ['projector']);
  const { ask, url, operator, log, dataDir } = gateway;
  const client = await connect(t, url, operator);
  const received = client.subscribe('subscription { assetChanged { stage sha256 } }');
  await client.caughtUp();
  const bytes = randomBytes(4_000_000);
  const started = await ask(START_UPLOAD, { id: randomUUID(), size: String(bytes.length) }, { operator: true });
  const [uploadId, assetId] = [
    String(pick(started, 'startUpload.uploadId')),
    String(pick(started, 'startUpload.assetId')),
  ];
  const board = await ask(
    'query A($id: ID!) { asset(id: $id) { stage sizeBytes fileName title { name } } }',
    { id: assetId },
    { operator: true, headers: { 'x-reprise-token': String(pick(started, 'startUpload.token')) } },
  );
  assert.equal(board.headers.get('x-reprise-satisfied'), 'true');
  assert.deepEqual(pick(board, 'asset'), {
    stage: 'UPLOADING',
    sizeBytes: String(bytes.length),
    fileName: 'holiday.mp4',
    title: null,
  });

  const line = await breakingLine(new URL(url).port, [600_000, 1_500_000]);
  cleanUpAfter(t, line.close);
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(bytes, {
      endpoint: `http://127.0.0.1:${line.port}${String(pick(started, 'startUpload.uploadUrl'))}`,
      headers: operator,
      metadata: { uploadId, filename: 'holiday.mp4' },
      retryDelays: [10, 20, 50, 100, 200, 400],
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
  assert.equal(line.broken(), 2);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.equal(
    createHash('sha256')
      .update(readFileSync(join(dataDir, 'media/sources', assetId)))
      .digest('hex'),
    sha256,
  );
  const types: string[] = [];
  for await (const { type } of log.readStream(`upload-${uploadId}`)) types.push(type);
  assert.deepEqual(types, ['media.UploadStarted', 'media.UploadCompleted']);
  await until(async () => JSON.stringify(received.messages).includes(sha256));
});

test('a title is published, watched, resumed; every step is an event that the log page shows', async (t) => {
  const gateway = await startRunningGateway(t, ['projector', 'telemetry']);
  const { ask, url, log } = gateway;
  const film = await makeFilm(gateway, 'The film');
  assert.equal((await ask('query C($t: Position!) { consistent(token: $t) }', { t: film.token })).errors.length, 0);
  assert.equal(
    pick(await ask(PLAY, { c: randomUUID(), id: film.titleId }), 'startPlayback.__typename'),
    'NotFound',
    'a draft is not there',
  );

  const viewers = await connect(t, url);
  const news = viewers.subscribe('subscription { titleChanged { name status } }');
  await viewers.caughtUp();
  const publish = { c: randomUUID(), id: film.titleId };
  const published = await ask(PUBLISH, publish, { operator: true });
  assert.deepEqual(
    [pick(published, 'publishTitle.__typename'), pick(published, 'publishTitle.title.status')],
    ['TitlePublished', 'PUBLISHED'],
    JSON.stringify(published),
  );
  assert.equal(
    pick(await ask(PUBLISH, publish, { operator: true }), 'publishTitle.token'),
    pick(published, 'publishTitle.token'),
    'sent twice, written once',
  );
  await news.atLeast(1);
  assert.deepEqual(news.messages[0], { data: { titleChanged: { name: 'The film', status: 'PUBLISHED' } } });

  const list = await ask('{ titles(search: "the FILM") { edges { node { id playable } } } }');
  assert.deepEqual(pick(list, 'titles.edges.0.node'), { id: film.titleId, playable: true });
  const cookie = (list.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const viewer = { headers: { cookie } };
  const play = await ask(PLAY, { c: randomUUID(), id: film.titleId }, viewer);
  assert.equal(pick(play, 'startPlayback.resumeAtMs'), 0, JSON.stringify(play));
  const bytes = await fetch(new URL('v360/1.m4s', new URL(String(pick(play, 'startPlayback.hlsUrl')), url)));
  assert.deepEqual(Buffer.from(await bytes.arrayBuffer()), film.segment);

  const sendHeartbeat = (seq: number, pt: number): Promise<Response> =>
    fetch(url + String(pick(play, 'startPlayback.heartbeatUrl')), {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({
        sessionToken: pick(play, 'startPlayback.sessionToken'),
        seq,
        samples: [{ ts: Date.now(), sta: 'p', pt }],
      }),
    });
  for (const [seq, pt] of [
    [1, 30_000],
    [2, 90_000],
    [2, 90_000],
    [3, 120_000],
  ] as const)
    assert.equal((await sendHeartbeat(seq, pt)).status, 202);
  const sessionId = String(pick(play, 'startPlayback.sessionId'));
  const [session, heartbeats] = [`playback-${sessionId}`, `heartbeats-${sessionId}`];
  const heartbeatSeqs = async (): Promise<number[]> => {
    const found: number[] = [];
    for await (const { type, data } of log.readStream(heartbeats))
      if (type === 'playback.PlaybackHeartbeat') found.push(Number(Reflect.get(Object(data), 'seq')));
    return found;
  };
  await until(async () => (await heartbeatSeqs()).length === 3);
  assert.deepEqual(await heartbeatSeqs(), [1, 2, 3]);
  await until(
    async () =>
      pick(
        await ask('{ continueWatching { positionMs title { id } } }', {}, viewer),
        'continueWatching.0.positionMs',
      ) === 120_000,
  );
  assert.equal(
    pick(await ask(PLAY, { c: randomUUID(), id: film.titleId }, viewer), 'startPlayback.resumeAtMs'),
    120_000,
  );
  assert.equal(
    pick(await ask('{ continueWatching { positionMs } }'), 'continueWatching.0'),
    undefined,
    'another viewer has nothing to continue',
  );

  const events =
    'query E($s: String!) { events: streamEvents(stream: $s, first: 50) { edges { node { type revision actorKind data } } } }';
  const milestones = await ask(events, { s: session }, { operator: true });
  assert.deepEqual(
    [pick(milestones, 'events.edges.0.node.type'), pick(milestones, 'events.edges.0.node.actorKind')],
    ['playback.PlaybackStarted', 'viewer'],
  );
  const telemetry = await ask(events, { s: heartbeats }, { operator: true });
  assert.equal((pick(telemetry, 'events.edges') as unknown[]).length, 3);
  assert.equal(pick(telemetry, 'events.edges.0.node.data.seq'), 3);
  assert.equal(pick(milestones, 'events.edges.0.node.data.titleId'), film.titleId);
});

test('an operation costs a fixed number of SQL statements', async (t) => {
  const gateway = await startRunningGateway(t, ['projector']);
  let token = '0';
  for (let n = 1; n <= 12; n++) {
    const film = await makeFilm(gateway, `Film ${n}`);
    token = String(
      pick(await gateway.ask(PUBLISH, { c: randomUUID(), id: film.titleId }, { operator: true }), 'publishTitle.token'),
    );
  }
  await gateway.ask('query C($t: Position!) { consistent(token: $t) }', { t: token });
  const statements: string[] = [];
  const original = pg.Client.prototype.query;
  t.mock.method(pg.Client.prototype, 'query', function query(this: pg.Client, ...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : String(Reflect.get(Object(args[0]), 'text'));
    // What the projector's lease and the checks of a fresh connection cost is not the operation's.
    if (/from "(titles|assets|progress|event_index)/.test(text) && /^select/i.test(text)) statements.push(text);
    return Reflect.apply(original, this, args) as unknown;
  });
  const count = async (first: number): Promise<number> => {
    statements.length = 0;
    const answer = await gateway.ask(
      'query L($n: Int!) { titles(first: $n) { edges { node { id progress { positionMs } asset { stage } } } } }',
      { n: first },
      { operator: true },
    );
    assert.deepEqual(answer.errors, []);
    assert.equal((pick(answer, 'titles.edges') as unknown[]).length, first);
    return statements.length;
  };
  assert.equal(await count(1), 3);
  assert.equal(await count(12), 3, statements.join('\n'));
  const second = await gateway.ask('{ titles(first: 5) { pageInfo { hasNextPage endCursor } } }');
  const after = await gateway.ask(
    'query N($a: String!) { titles(first: 50, after: $a) { edges { node { name } } pageInfo { hasNextPage } } }',
    { a: pick(second, 'titles.pageInfo.endCursor') },
  );
  assert.deepEqual(
    [(pick(after, 'titles.edges') as unknown[]).length, pick(after, 'titles.pageInfo.hasNextPage')],
    [7, false],
  );
  const foreign = await gateway.ask('{ titles(after: "c29tZXRoaW5n") { edges { cursor } } }');
  assert.deepEqual([foreign.status, foreign.errors[0]?.extensions.code], [200, 'BAD_INPUT']);
});

/** A TCP line to a port that breaks after so many bytes, once for each entry. */
async function breakingLine(
  port: string,
  breakAfter: number[],
): Promise<{ port: number; broken: () => number; close: () => void }> {
  let broken = 0;
  const server = createServer((near) => {
    const far = connectTcp(Number(port), '127.0.0.1');
    let passed = 0;
    near.on('data', (chunk) => {
      passed += chunk.length;
      const limit = breakAfter[broken];
      if (limit !== undefined && passed > limit) {
        broken++;
        near.destroy();
        far.end();
        return;
      }
      if (!far.write(chunk)) near.pause();
    });
    far.on('drain', () => near.resume());
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, broken: () => broken, close: () => server.close() };
}
