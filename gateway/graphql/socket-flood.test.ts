import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../testing/socket.ts';
import { clientFrame, deafSocket, flood } from '../testing/raw-socket.ts';
import { startTestGateway } from '../testing/start.ts';

const ATTACK_MS = 10_000;
const PING = '{"type":"ping"}';

test('a ping is answered, and what it carries is not sent back', async (t) => {
  const { url } = await startTestGateway(t);
  const client = await connect(t, url);
  await client.caughtUp();
  client.raw.send(JSON.stringify({ type: 'ping', payload: { x: 'y'.repeat(1000) } }));
  assert.equal((await client.closed).code, 4400);
});

test('a client that reads, but sends without end, is disconnected', async (t) => {
  const { url } = await startTestGateway(t, { socketLimits: { messagesPerMinute: 50 } });
  for (const send of [(raw: WebSocketLike) => raw.send(PING), (raw: WebSocketLike) => raw.ping('x')]) {
    const client = await connect(t, url);
    for (let count = 0; count < 100; count += 1) send(client.raw);
    const { code, reason } = await client.closed;
    assert.deepEqual([code, /Too many messages/.test(reason)], [1008, true]);
  }
});

test('messages are counted over all sockets of an address', async (t) => {
  const { url } = await startTestGateway(t, { socketLimits: { messagesPerAddress: 50 } });
  const clients = await Promise.all(Array.from({ length: 4 }, () => connect(t, url)));
  for (const client of clients) for (let count = 0; count < 20; count += 1) client.raw.send(PING);
  assert.equal((await Promise.any(clients.map(({ closed }) => closed))).code, 1008);
});

test('deaf clients that send without end are cut off, and cost no memory', async (t) => {
  const { url } = await startTestGateway(t);
  const before = process.memoryUsage().rss;
  const attacks = [
    ['pings of the subscription protocol', clientFrame(1, PING)],
    ['pings with a payload', clientFrame(1, JSON.stringify({ type: 'ping', payload: { x: 'y'.repeat(10_000) } }))],
    ['pings of the WebSocket', clientFrame(9, 'x'.repeat(125))],
    ['documents that are refused', clientFrame(1, '{"type":"subscribe","id":"1","payload":{"query":"{ nothing"}}')],
    ['parts of a message without end', clientFrame(0, 'x', false)],
  ] as const;
  await Promise.all(
    attacks.map(async ([what, bytes]) => {
      const socket = await deafSocket(t, url);
      if (what.startsWith('parts')) socket.write(clientFrame(1, '{', false));
      const sent = await flood(socket, Buffer.concat(Array.from({ length: 100 }, () => bytes)), ATTACK_MS);
      assert.ok(socket.destroyed, `${what} still go on after ${sent} bytes`);
    }),
  );
  // What was sent until they were cut off, and what no collection has taken back yet: 160 to 215 MiB. Without an end it was gigabytes.
  const growth = (process.memoryUsage().rss - before) / 1024 ** 2;
  assert.ok(growth < 400, `grew by ${Math.round(growth)} MiB`);
  assert.equal((await fetch(`${url}/health/live`)).status, 200);
});

test('sockets that hold much for one address cost the greediest of them', async (t) => {
  const { url } = await startTestGateway(t, { socketLimits: { bytesPerAddress: 400_000 } });
  const modest = await connect(t, url);
  const greedy = await connect(t, url);
  const large = `subscription { titleChanged { ${'id '.repeat(400)}} }`;
  for (let count = 0; count < 20; count += 1) greedy.subscribe(large);
  await greedy.closed;
  modest.subscribe('subscription { titleChanged { id } }');
  await modest.caughtUp();
});

interface WebSocketLike {
  send(text: string): void;
  ping(data: string): void;
}
