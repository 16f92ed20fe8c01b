import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientFrame, deafSocket, flood } from '../../gateway/testing/raw-socket.ts';
import { pick } from '../../gateway/testing/start.ts';
import { rounds, roundsTimeout } from '../harness/rounds.ts';
import { makeFilm, startRunningGateway, type RunningGateway } from './running.ts';

/** Where the attacks come from: another address of this machine than the viewer's. */
const ATTACKER = '127.0.0.2';
const ROUND_MS = 2000;
/** Longest that a viewer may wait while everything is attacked, on a busy machine. */
const PATIENCE_MS = 10_000;
const MOST_GROWTH_MIB = 400;
const PLAY =
  'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { ... on PlaybackStarted { sessionId sessionToken hlsUrl } } }';
const END =
  'mutation E($c: ID!, $t: String!) { endPlayback(commandId: $c, sessionToken: $t, reason: QUIT, positionMs: 1) { __typename } }';

/** A connection of the attacker that is written to and not read. */
function attack(t: TestContext, url: string, text = ''): Socket {
  const socket = createConnection({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: ATTACKER });
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  socket.pause();
  if (text !== '') socket.write(text);
  return socket;
}

const head = (...lines: readonly string[]): string => [...lines, 'Host: 127.0.0.1', '\r\n'].join('\r\n');

/** Pings without end by sockets that read nothing; who is cut off comes again. */
async function pingFlood(t: TestContext, url: string, until: number): Promise<void> {
  const ping = clientFrame(1, JSON.stringify({ type: 'ping', payload: { x: 'y'.repeat(8000) } }));
  const plain = clientFrame(1, '{"type":"ping"}');
  await Promise.all(
    [ping, plain, ping, plain, ping, plain, ping, plain].map(async (frame) => {
      const bytes = Buffer.concat(Array.from({ length: 50 }, () => frame));
      while (performance.now() < until) {
        const socket = await deafSocket(t, url, ATTACKER).catch(() => undefined);
        if (socket === undefined) return;
        await flood(socket, bytes, until - performance.now());
        socket.destroy();
      }
    }),
  );
}

/** One anonymous session that reports as much as fits into its batches. Gives back the statuses of the answers. */
async function heartbeatFlood(url: string, sessionToken: string, until: number): Promise<Set<number>> {
  const sample = { ts: Date.now(), sta: 'p', pt: 1, e: 'x'.repeat(40), ec: 'y'.repeat(80) };
  const statuses = new Set<number>();
  let seq = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (performance.now() < until) {
        const samples = Array.from({ length: 60 }, () => sample);
        const response = await fetch(`${url}/playback/heartbeats`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ sessionToken, seq: ++seq, samples }),
        });
        statuses.add(response.status);
      }
    }),
  );
  return statuses;
}

async function publishedFilm(running: RunningGateway) {
  const film = await makeFilm(running, 'under attack');
  const published = await running.ask(
    'mutation P($c: ID!, $t: ID!) { publishTitle(commandId: $c, titleId: $t) { ... on TitlePublished { token } } }',
    { c: randomUUID(), t: film.titleId },
    { operator: true },
  );
  const headers = { 'x-reprise-token': String(pick(published, 'publishTitle.token')) };
  await running.ask('{ titles(first: 1) { edges { cursor } } }', {}, { headers });
  const play = async () => {
    const answer = await running.ask(PLAY, { c: randomUUID(), id: film.titleId });
    const part = (name: string): string => String(pick(answer, `startPlayback.${name}`));
    return { sessionId: part('sessionId'), sessionToken: part('sessionToken'), hlsUrl: part('hlsUrl') };
  };
  return { film, play };
}

test(
  'while one visitor attacks everything at once, another watches a film',
  { timeout: roundsTimeout(120_000) },
  async (t) => {
    const running = await startRunningGateway(t, ['projector', 'telemetry']);
    const { url, ask, log } = running;
    const { film, play } = await publishedFilm(running);
    const [viewer, attacker] = [await play(), await play()];
    const before = process.memoryUsage().rss;
    const waits: number[] = [];
    let seq = 0;
    const watch = async (until: number): Promise<void> => {
      while (performance.now() < until) {
        const from = performance.now();
        const media = await fetch(new URL(viewer.hlsUrl.replace('master.m3u8', 'v360/1.m4s'), url));
        assert.equal(media.status, 200);
        assert.deepEqual(Buffer.from(await media.arrayBuffer()), film.segment);
        assert.equal((await ask('{ titles(first: 5) { edges { node { id } } } }')).status, 200);
        // A player's rate is far below this, and the first forty batches of a session may come at once.
        const body = {
          sessionToken: viewer.sessionToken,
          seq: ++seq,
          samples: [{ ts: Date.now(), sta: 'p', pt: seq }],
        };
        if (seq <= 40) {
          const taken = await fetch(`${url}/playback/heartbeats`, { method: 'POST', body: JSON.stringify(body) });
          assert.equal(taken.status, 202);
        }
        waits.push(performance.now() - from);
        // As fast as it can it would be greedy itself.
        await sleep(50);
      }
    };
    for (let round = 0; round < rounds(1); round += 1) {
      const until = performance.now() + ROUND_MS;
      const held = [
        ...Array.from({ length: 700 }, () => attack(t, url)),
        ...Array.from({ length: 200 }, () => attack(t, url, head('POST /nowhere HTTP/1.1', 'Content-Length: 100000'))),
        ...Array.from({ length: 200 }, () => attack(t, url, head('POST /uploads HTTP/1.1', 'Content-Length: 100000'))),
        ...Array.from({ length: 20 }, () =>
          attack(t, url, head(`GET ${viewer.hlsUrl.replace('master.m3u8', 'v360/1.m4s')} HTTP/1.1`).repeat(300)),
        ),
      ];
      const [statuses] = await Promise.all([
        heartbeatFlood(url, attacker.sessionToken, until),
        pingFlood(t, url, until),
        watch(until),
      ]);
      assert.ok(
        statuses.has(429) && [...statuses].every((status) => status === 202 || status === 429),
        [...statuses].join(),
      );
      const ends = await Promise.all(
        Array.from({ length: 30 }, () => ask(END, { c: randomUUID(), t: attacker.sessionToken })),
      );
      assert.deepEqual(
        new Set(ends.map((answer) => pick(answer, 'endPlayback.__typename'))),
        new Set(['PlaybackEnded']),
      );
      for (const socket of held) socket.destroy();
    }
    assert.ok(Math.max(...waits) < PATIENCE_MS, `the viewer waited for ${Math.round(Math.max(...waits))} ms`);
    const growth = (process.memoryUsage().rss - before) / 1024 ** 2;
    // The attacker lives in this process too, and its thousand sockets of each further round are kept for the end of the test.
    const most = MOST_GROWTH_MIB + 16 * (rounds(1) - 1);
    assert.ok(growth < most, `grew by ${Math.round(growth)} MiB`);
    let stored = 0;
    for await (const event of log.readStream(`heartbeats-${attacker.sessionId}`))
      stored += JSON.stringify(event.data).length;
    // Two windows at most for each minute that it took, and what stands around the samples.
    assert.ok(stored < (2 + rounds(1) * 2) * 128 * 1024, `${stored} bytes were stored`);
  },
);
