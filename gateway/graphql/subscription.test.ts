import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { test } from 'node:test';
import { assetRow, titleRow } from '../testing/fakes.ts';
import { OPERATOR_TOKEN, startTestGateway } from '../testing/start.ts';
import { connect } from '../testing/socket.ts';
import { CLOSE_STALLED } from './socket-link.ts';

const OPERATOR = { authorization: `Bearer ${OPERATOR_TOKEN}` };
const next = (data: object): object => ({ data });

test('a changed row reaches the operators that listen to it, and nobody else', async (t) => {
  const [one, two] = [assetRow({ stage: 'encoding' }), assetRow()];
  const { url, signals } = await startTestGateway(t, { rows: { assets: [one, two] } });
  const client = await connect(t, url, OPERATOR);
  const mine = client.subscribe('subscription S($id: ID) { assetChanged(assetId: $id) { id stage } }', {
    id: one.assetId,
  });
  const all = client.subscribe('subscription { assetChanged { id } }');
  await client.caughtUp();
  signals.publish(`read.assets.${two.assetId}`, { position: '1' });
  signals.publish(`read.assets.${one.assetId}`, { position: '2' });
  await Promise.all([mine.atLeast(1), all.atLeast(2)]);
  assert.deepEqual(mine.messages, [next({ assetChanged: { id: one.assetId, stage: 'ENCODING' } })]);
  assert.deepEqual(all.messages, [
    next({ assetChanged: { id: two.assetId } }),
    next({ assetChanged: { id: one.assetId } }),
  ]);
});

test('viewers receive published titles only', async (t) => {
  const [draft, shown] = [titleRow({ status: 'draft' }), titleRow({ name: 'Shown' })];
  const { url, signals } = await startTestGateway(t, { rows: { titles: [draft, shown] } });
  const client = await connect(t, url);
  const received = client.subscribe('subscription { titleChanged { name } }');
  await client.caughtUp();
  signals.publish(`read.titles.${draft.titleId}`, {});
  signals.publish('read.titles.not-a-uuid', {});
  signals.publish(`read.titles.${shown.titleId}`, {});
  await received.atLeast(1);
  assert.deepEqual(received.messages, [next({ titleChanged: { name: 'Shown' } })]);
});

test('a thousand changes of one film are a few messages, and the last state is among them', async (t) => {
  const row = { ...assetRow(), durationMs: 0 };
  const { url, signals, calls } = await startTestGateway(t, { rows: { assets: [row] } });
  const client = await connect(t, url, OPERATOR);
  const received = client.subscribe('subscription { assetChanged { durationMs } }');
  await client.caughtUp();
  for (let change = 1; change <= 1000; change++) {
    row.durationMs = change;
    signals.publish(`read.assets.${row.assetId}`, {});
  }
  await received.atLeast(1);
  row.durationMs = 1001;
  signals.publish(`read.assets.${row.assetId}`, {});
  await received.atLeast(2);
  assert.deepEqual(received.messages.at(-1), next({ assetChanged: { durationMs: 1001 } }));
  assert.ok(
    calls.filter((call) => call === 'assets.byIds').length <= 4,
    'the database is not asked a thousand times either',
  );
});

test('a change that many hear of is looked up once for all of them', async (t) => {
  const title = titleRow();
  const { url, signals, calls } = await startTestGateway(t, { rows: { titles: [title] } });
  const clients = await Promise.all(Array.from({ length: 5 }, () => connect(t, url)));
  const received = clients.flatMap((client) =>
    Array.from({ length: 20 }, () => client.subscribe('subscription { titleChanged { id } }')),
  );
  await Promise.all(clients.map((client) => client.caughtUp()));
  signals.publish(`read.titles.${title.titleId}`, {});
  await Promise.all(received.map((one) => one.atLeast(1)));
  const looks = calls.filter((call) => call === 'titles.byIds').length;
  assert.ok(looks <= 3, `${looks} looks for 100 subscribers`);
});

test('progress of two jobs of one film does not hide one behind the other', async (t) => {
  const asset = assetRow();
  const { url, signals } = await startTestGateway(t, { rows: { assets: [asset] } });
  const client = await connect(t, url, OPERATOR);
  const received = client.subscribe('subscription { jobProgress { kind fraction } }');
  await client.caughtUp();
  const progress = { process: 'ingest', processId: asset.assetId, attempt: 1, measures: { fps: 30, speed: null } };
  signals.publish(`progress.job.${asset.assetId}`, {
    ...progress,
    jobId: asset.uploadId,
    kind: 'encode',
    fraction: 0.25,
  });
  signals.publish(`progress.job.${asset.assetId}`, {
    ...progress,
    jobId: asset.titleId,
    kind: 'poster',
    fraction: 0.5,
  });
  signals.publish(`progress.job.${asset.assetId}`, { nonsense: true });
  await received.atLeast(2);
  assert.deepEqual(received.messages, [
    next({ jobProgress: { kind: 'ENCODE', fraction: 0.25 } }),
    next({ jobProgress: { kind: 'POSTER', fraction: 0.5 } }),
  ]);
});

test('ending a subscription and closing a connection leave no listener behind', { timeout: 30_000 }, async (t) => {
  const { url } = await startTestGateway(t);
  const listeners = async (): Promise<string> =>
    /^reprise_graphql_subscriptions (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1] ?? '';
  const client = await connect(t, url, OPERATOR);
  const first = client.subscribe('subscription { titleChanged { id } }');
  client.subscribe('subscription { assetChanged { id } }');
  await client.caughtUp();
  assert.equal(await listeners(), '2');
  first.stop();
  await client.caughtUp();
  assert.equal(await listeners(), '1');
  client.raw.close();
  await client.closed;
  while ((await listeners()) !== '0');
});

test(
  'a client that takes nothing is disconnected with a reason, and others do not wait for it',
  { timeout: 60_000 },
  async (t) => {
    const placeholder = 'x'.repeat(60_000);
    const rows = Array.from({ length: 300 }, () => assetRow({ posterPlaceholder: placeholder }));
    const { url, signals, gateway } = await startTestGateway(t, {
      rows: { assets: rows },
      socketLimits: { socketsPerAddress: 5, subscriptionsPerSocket: 5, stalledMs: 300 },
    });
    const slow = await connect(t, url, OPERATOR);
    const quick = await connect(t, url, OPERATOR);
    slow.subscribe('subscription { assetChanged { id posterPlaceholder } }');
    const received = quick.subscribe('subscription { assetChanged { id } }');
    await Promise.all([slow.caughtUp(), quick.caughtUp()]);
    slow.raw.pause();
    for (const row of rows) signals.publish(`read.assets.${row.assetId}`, {});
    await received.atLeast(rows.length);
    // Wait until the server gave the slow one up, then let it read what was sent and the close behind it.
    while (!/^reprise_graphql_subscriptions 1$/m.test(await (await fetch(`${gateway.url()}/metrics`)).text()));
    slow.raw.resume();
    const { code } = await slow.closed;
    assert.ok(code === CLOSE_STALLED || code === 1006, `closed with ${code}`);
  },
);

test('connections and subscriptions per client are bounded', async (t) => {
  const { url } = await startTestGateway(t, {
    socketLimits: { socketsPerAddress: 2, subscriptionsPerSocket: 3, stalledMs: 5000 },
  });
  const first = await connect(t, url);
  await connect(t, url);
  await assert.rejects(connect(t, url), /429/);
  const many = Array.from({ length: 4 }, () => first.subscribe('subscription { titleChanged { id } }'));
  await many[3]?.ended;
  assert.match(JSON.stringify(many[3]?.messages), /RATE_LIMITED/);
  assert.deepEqual(many[0]?.messages, []);
});

test('what does not belong on the socket is refused', async (t) => {
  const { url } = await startTestGateway(t);
  await assert.rejects(connect(t, url, {}, { origin: 'https://evil.example' }), /403/);
  const client = await connect(t, url);
  const deep = `subscription { titleChanged { ${'asset { title { '.repeat(20)}id${' } }'.repeat(20)} } }`;
  for (const [query, expected] of [
    ['{ me { kind } }', /Only subscriptions/],
    [deep, /levels deep/],
    ['subscription { nothing }', /Cannot query field/],
    ['subscription {', /Syntax Error/],
    [`subscription { ${'titleChanged { id } '.repeat(600)} }`, /tokens/],
  ] as const) {
    const received = client.subscribe(query);
    await received.ended;
    assert.match(JSON.stringify(received.messages), expected);
  }
});

test('stopping the gateway tells subscribers to connect again', async (t) => {
  const { url, gateway } = await startTestGateway(t);
  const client = await connect(t, url);
  client.subscribe('subscription { titleChanged { id } }');
  await client.caughtUp();
  await gateway.stop();
  assert.equal((await client.closed).code, 1001);
});

test('a client that resets its connection before it is taken over breaks nothing', async (t) => {
  const { url } = await startTestGateway(t);
  const cookie = `reprise_profile=${'a'.repeat(40)}.${'b'.repeat(40)}.${'c'.repeat(43)}`;
  for (const path of ['/nowhere', '/graphql'])
    for (let round = 0; round < 60; round++) {
      const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => {});
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(
        [
          `GET ${path} HTTP/1.1`,
          'Host: localhost',
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          `Cookie: ${cookie}`,
          '\r\n',
        ].join('\r\n'),
        () => socket.resetAndDestroy(),
      );
      await new Promise((resolve) => socket.once('close', resolve));
    }
  // An error that nobody handled would have ended the process, here the test.
  assert.equal((await fetch(`${url}/health/live`)).status, 200);
});
