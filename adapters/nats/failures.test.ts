import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test, type TestContext } from 'node:test';
import { connect, NatsError, type ApiError } from 'nats';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { countPayloads } from './count-payloads.ts';
import { emptyQueues } from './empty-queues.ts';
import { isMissing, isUnanswered } from './failures.ts';
import { namespaceOf } from './namespace.ts';
import { createReplicas } from './replicas.ts';
import { createStreams } from './streams.ts';

/** A server that is there while nobody serves what it is asked: JetStream restarts, or elects a leader. */
async function withoutJetStream(t: TestContext) {
  const asked: string[] = [];
  const server = createServer((socket) => {
    let sid = '';
    socket.on('error', () => undefined);
    socket.write('INFO {"server_id":"x","version":"2.10.0","proto":1,"headers":true,"max_payload":1048576}\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n')) {
        const [verb, ...rest] = line.split(' ');
        if (verb === 'PING') socket.write('PONG\r\n');
        if (verb === 'SUB') sid = rest.at(-1) ?? '';
        if (verb !== 'PUB' && verb !== 'HPUB') continue;
        const [subject = '', reply = ''] = rest;
        asked.push(subject);
        socket.write(`HMSG ${reply} ${sid} 16 16\r\nNATS/1.0 503\r\n\r\n\r\n`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { url: `nats://127.0.0.1:${address.port}`, asked };
}

const of = (code: string, api?: Partial<ApiError>): NatsError => {
  const error = new NatsError('x', code);
  if (api !== undefined) error.api_error = { code: 0, description: '', ...api };
  return error;
};

test('what is not there is told from a server that is not there', () => {
  for (const [error, missing, unanswered] of [
    [of('404'), true, false],
    [of('JETSTREAM', { code: 404, err_code: 10_059 }), true, false],
    [of('503'), false, true],
    // "JetStream system temporarily unavailable"
    [of('503', { code: 503, err_code: 10_008 }), false, true],
    [of('TIMEOUT'), false, false],
    [new Error('404'), false, false],
  ] as const)
    assert.deepEqual([isMissing(error), isUnanswered(error)], [missing, unanswered], String(error));
});

test('while nobody answers for the queues, none is taken for empty, emptied or made again', async (t) => {
  const { url, asked } = await withoutJetStream(t);
  await assert.rejects(countPayloads(url, 'mara'), { code: '503' });
  await assert.rejects(emptyQueues(url), { code: '503' });
  const connection = await connect({ servers: [url] });
  t.after(() => connection.close());
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const replicas = createReplicas(manager, connection, 1, silentLogger);
  const streams = createStreams(manager, namespaceOf(url), replicas, silentLogger);
  await assert.rejects(streams.ensure('telemetry'), { code: '503' });
  assert.ok(asked.some((subject) => subject.startsWith('$JS.API.STREAM.INFO')));
  assert.deepEqual(
    asked.filter((subject) => subject.includes('CREATE')),
    [],
  );
});
