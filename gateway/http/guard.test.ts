import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { OPERATOR_TOKEN, pick, startTestGateway } from '../testing/start.ts';

const HOST = 'Host: 127.0.0.1';
/** Longest that a cut may take when the limits are some hundred ms. On a busy machine timers are late. */
const CUT_WITHIN_MS = 20_000;

/** A connection that sends what it is told to; `answer` is everything that came, `closed` resolves when it has ended. */
function open(t: TestContext, url: string) {
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  t.after(() => socket.destroy());
  const got = { answer: '' };
  socket.on('data', (data) => (got.answer += data.toString('latin1')));
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const head = (...lines: string[]): void => void socket.write([...lines, HOST, '\r\n'].join('\r\n'));
  return { socket, got, closed, head };
}

/** A byte now and then, until the connection ends. */
function drip(t: TestContext, socket: Socket, everyMs = 20): void {
  const timer = setInterval(() => socket.writable && socket.write('x'), everyMs);
  t.after(() => clearInterval(timer));
  socket.once('close', () => clearInterval(timer));
}

const SHORT = { headMs: 300, bodyMs: 300, idleMs: 400, keepAliveMs: 300 };

test(
  'who is silent, or sends a head or body too slowly, is cut, on every route',
  { timeout: CUT_WITHIN_MS },
  async (t) => {
    const { url } = await startTestGateway(t, { connectionLimits: SHORT });
    const body = ['Content-Length: 100000', 'Content-Type: application/json'];
    const token = `Authorization: Bearer ${OPERATOR_TOKEN}`;
    const cases: readonly (readonly string[])[] = [
      [],
      ['GET / HTTP/1.1'],
      ...['/nowhere', '/nowhere.json', '/uploads', '/graphql', '/playback/heartbeats', '/', '/v/a/b/c', '/%zz'].map(
        (path) => [`POST ${path} HTTP/1.1`, ...body],
      ),
      ['POST /nowhere HTTP/1.1', 'Transfer-Encoding: chunked', 'Content-Type: text/x-unknown'],
      ['PATCH /uploads/1 HTTP/1.1', ...body],
      ['PATCH /uploads/1 HTTP/1.1', ...body, token],
      ['GET /health/live HTTP/1.1', ...body],
      ['POST /graphql HTTP/1.1', ...body, 'Origin: https://evil.example'],
    ];
    await Promise.all(
      cases.map(async (lines) => {
        const { socket, closed, head } = open(t, url);
        if (lines.length === 1) socket.write(`${lines[0]}\r\nHost: 127`);
        else if (lines.length > 1) head(...lines);
        if (lines.length > 0) drip(t, socket);
        await closed;
      }),
    );
    const idle = open(t, url);
    idle.head('GET /health/live HTTP/1.1');
    await idle.closed;
    assert.match(idle.got.answer, /^HTTP\/1\.1 200 /, 'after an answer a silent connection ends too');
  },
);

test('an upgrade that is refused leaves no connection behind', { timeout: CUT_WITHIN_MS }, async (t) => {
  const { url } = await startTestGateway(t);
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  for (const lines of [
    ['GET /nowhere HTTP/1.1', ...upgrade, key],
    ['GET /graphql HTTP/1.1', ...upgrade, key, 'Origin: https://evil.example'],
    ['GET /graphql HTTP/1.1', ...upgrade],
  ]) {
    // It never says goodbye by itself.
    const socket = createConnection({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
    t.after(() => socket.destroy());
    socket.on('error', () => {}).resume();
    socket.write([...lines, HOST, '\r\n'].join('\r\n'));
    await new Promise((resolve) => socket.once('end', resolve));
    drip(t, socket);
    await new Promise((resolve) => socket.once('close', resolve));
  }
});

test('an upload with the token may take its time', async (t) => {
  const { url, ask } = await startTestGateway(t, { connectionLimits: SHORT });
  const bytes = 'film';
  const answer = await ask(
    'mutation S($c: ID!, $i: StartUploadInput!) { startUpload(commandId: $c, input: $i) { ... on UploadStarted { uploadId uploadUrl } } }',
    { c: randomUUID(), i: { fileName: 'a.mp4', sizeBytes: String(bytes.length) } },
    { operator: true },
  );
  const uploadId = String(pick(answer, 'startUpload.uploadId'));
  const tus = { authorization: `Bearer ${OPERATOR_TOKEN}`, 'tus-resumable': '1.0.0' };
  const created = await fetch(`${url}/uploads`, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': `uploadId ${Buffer.from(uploadId).toString('base64')}`,
    },
  });
  assert.equal(created.status, 201);
  const { socket, got, closed, head } = open(t, url);
  head(
    `PATCH /uploads/${uploadId} HTTP/1.1`,
    ...Object.entries(tus).map(([name, value]) => `${name}: ${value}`),
    'Upload-Offset: 0',
    `Content-Length: ${bytes.length}`,
    'Content-Type: application/offset+octet-stream',
    'Connection: close',
  );
  // Longer than any other body may take; nothing could tell by an event that it was not cut.
  for (const byte of bytes) {
    await new Promise((resolve) => setTimeout(resolve, SHORT.bodyMs));
    socket.write(byte);
  }
  await closed;
  assert.match(got.answer, /^HTTP\/1\.1 204 /);
});

test('an address has so many connections, a proxy as many as it wants', async (t) => {
  const direct = await startTestGateway(t, { connectionLimits: { connectionsPerAddress: 5 } });
  const connections = Array.from({ length: 8 }, () => open(t, direct.url));
  await Promise.all(connections.slice(5).map(({ closed }) => closed));
  assert.ok(connections.slice(5).every(({ got }) => got.answer.startsWith('HTTP/1.1 429 ')));
  connections[0]?.socket.destroy();
  while ((await fetch(`${direct.url}/health/live`).catch(() => undefined))?.status !== 200);
  const behind = await startTestGateway(t, {
    trustProxy: ['127.0.0.1'],
    connectionLimits: { connectionsPerAddress: 5, requestsPerAddress: 0 },
  });
  for (let count = 0; count < 8; count += 1) open(t, behind.url);
  const answer = await fetch(`${behind.url}/health/live`, { headers: { 'x-forwarded-for': '203.0.113.7' } });
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '5'], 'the requests of a client count');
});

test('requests that pile up behind their answers end the connection', { timeout: CUT_WITHIN_MS }, async (t) => {
  const { url } = await startTestGateway(t);
  const { socket, closed } = open(t, url);
  socket.pause();
  socket.write(`GET /health/ready HTTP/1.1\r\n${HOST}\r\n\r\n`.repeat(500));
  await closed;
  const few = open(t, url);
  few.socket.write(`GET /health/live HTTP/1.1\r\n${HOST}\r\n\r\n`.repeat(3));
  few.head('GET /health/live HTTP/1.1', 'Connection: close');
  await few.closed;
  assert.equal(few.got.answer.split('HTTP/1.1 200 ').length - 1, 4);
});

test('bodies on their way are bounded by address', async (t) => {
  const { url, ask } = await startTestGateway(t, { connectionLimits: { bodiesPerAddress: 3 } });
  const waiting = Array.from({ length: 4 }, () => open(t, url));
  for (const { head } of waiting)
    head('POST /graphql HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 50');
  await waiting[3]?.closed;
  assert.match(waiting[3]?.got.answer ?? '', /^HTTP\/1\.1 429 /);
  assert.equal((await fetch(`${url}/health/live`)).status, 200, 'who sends no body is not concerned');
  for (const { socket } of waiting) socket.destroy();
  while ((await ask('{ me { kind } }').catch(() => undefined))?.status !== 200);
});

test('who does not read the answer is cut', { timeout: CUT_WITHIN_MS }, async (t) => {
  const { url, root } = await startTestGateway(t, { connectionLimits: { ...SHORT, headMs: 5000, bodyMs: 5000 } });
  mkdirSync(join(root, 'web'), { recursive: true });
  writeFileSync(join(root, 'web/large.txt'), Buffer.alloc(32 * 1024 ** 2));
  const { socket, closed, head } = open(t, url);
  socket.pause();
  head('GET /large.txt HTTP/1.1');
  // Who reads nothing learns by writing that the other side has gone.
  drip(t, socket, 3 * SHORT.idleMs);
  await closed;
});

test(
  'requests whose connection was reset in a row are no longer counted for their address',
  { timeout: CUT_WITHIN_MS },
  async (t) => {
    const { url, queries } = await startTestGateway(t, { connectionLimits: { requestsPerAddress: 10 } });
    const arrived = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<never>();
    gate.promise.catch(() => {});
    queries.titles.published = () => (arrived.resolve(), gate.promise);
    const { socket, closed } = open(t, url);
    const list = '/graphql?query=%7Btitles%7Bedges%7Bnode%7Bid%7D%7D%7D%7D';
    socket.write(`GET ${list} HTTP/1.1\r\n${HOST}\r\n\r\n`.repeat(9));
    await arrived.promise;
    socket.resetAndDestroy();
    await closed;
    gate.reject(new Error('nobody waits any more'));
    // The end of the connection reaches the gateway on a way of its own; until then some of these are answered 429.
    const nine = (): Promise<readonly number[]> =>
      Promise.all(Array.from({ length: 9 }, async () => (await fetch(`${url}/health/live`)).status));
    let statuses = await nine();
    while (!t.signal.aborted && statuses.some((status) => status !== 200)) statuses = await nine();
    assert.deepEqual([...new Set(statuses)], [200]);
  },
);
