import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { connectNats } from '../../adapters/nats/nats.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { pause } from '../../runtime/backoff.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { AssetId } from '../../schemas/media/ids.ts';
import type { SessionId } from '../../schemas/playback/ids.ts';
import { createTelemetryWriter } from '../../workers/playback/telemetry-writer.ts';
import { inbox } from '../harness/inbox.ts';
import { startNatsCluster } from '../harness/nats-cluster.ts';
import { rounds, roundsTimeout } from '../harness/rounds.ts';
import { cleanUpAfter, makeTestDir } from '../harness/services.ts';
import { makeFilm, startPipeline } from './pipeline.ts';
import type { Pipeline } from './pipeline.ts';

/** An election takes nine seconds at most, a job that nobody confirmed an ack wait; on a busy machine twice that. */
const LONGEST_PAUSE_MS = 40_000;

/** A player that reports until it is told to stop, and sends again what was not taken. */
async function watch(pipeline: Pipeline, natsUrl: string, t: Parameters<typeof cleanUpAfter>[0]) {
  const bus = await connectNats({ url: natsUrl, log: silentLogger });
  const writer = createTelemetryWriter({
    log: pipeline.log,
    execute: executeOn(pipeline.log),
    checkpoints: createMemoryCheckpoints(),
    queues: bus.queues,
    logger: silentLogger,
  });
  await writer.start();
  const stopping = new AbortController();
  const sessionId = randomUUID() as SessionId;
  const ids = { sessionId, titleId: randomUUID() as TitleId, profileId: randomUUID() as ProfileId };
  let sent = 0;
  const play = async (): Promise<void> => {
    for (let seq = 1; !stopping.signal.aborted; seq += 1) {
      const at = new Date().toISOString();
      const beat = {
        ...ids,
        seq,
        startedAt: at,
        receivedAt: at,
        durationMs: 60_000,
        samples: [{ ts: seq, sta: 'p', pt: seq }],
      };
      const isTaken = (): Promise<boolean> =>
        bus.queues.enqueue('telemetry', beat, `${sessionId}/${seq}`).then(
          () => true,
          () => false,
        );
      while (!(await isTaken()));
      sent = seq;
      await pause(100);
    }
  };
  const playing = play();
  const written = async (): Promise<readonly unknown[]> => {
    const seqs: unknown[] = [];
    for await (const { data } of pipeline.log.readStream(`heartbeats-${sessionId}`))
      seqs.push((data as { seq: number }).seq);
    return seqs;
  };
  cleanUpAfter(t, async () => {
    stopping.abort();
    await playing;
    await writer.stop();
    await bus.close();
  });
  return {
    written,
    async stop(): Promise<number> {
      stopping.abort();
      await playing;
      return sent;
    },
  };
}

const jobsDone = (events: readonly DecodedEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'kernel.JobCompleted' ? [event.data.kind] : [])).toSorted();

/** The longest time in which nothing happened to a film. */
function longestPause(events: readonly DecodedEvent[]): number {
  const times = events.map(({ recordedAt }) => recordedAt.getTime());
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
}

// The queues alone lose their servers in adapters/nats/cluster.integration.test.ts. This is the long form: `npm run test:long`.
if (rounds(1) > 1)
  test(
    'films and heartbeats go on while a cluster of three loses, empties and gets back any one of its servers',
    {
      timeout: roundsTimeout(180_000),
    },
    async (t) => {
      const cluster = await startNatsCluster(t);
      const pipeline = await startPipeline(t, cluster.url);
      await pipeline.startWorker();
      const player = await watch(pipeline, cluster.url, t);
      const film = await makeFilm(join(makeTestDir(t), 'film.mp4'), { size: '320x180', seconds: 2 });
      await inbox().until(async () => (await player.written()).length > 3);
      await cluster.filled(3);
      const films: AssetId[] = [];
      for (let round = 0; round < rounds(1); round += 1) {
        const victim = await cluster.leaderOf(round % 2 === 0 ? 'JOBS' : 'TELEMETRY');
        const assetId = await pipeline.upload(film);
        films.push(assetId);
        // Each round at another stage.
        const stage = (['probe', 'encode', 'package'] as const)[round % 3];
        await pipeline.happened(assetId, (event) => event.type === 'kernel.JobRequested' && event.data.kind === stage);
        await cluster.killAndWipe(victim);
        films.push(await pipeline.upload(film));
        for (const id of films.slice(-2)) assert.equal(await pipeline.finished(id), 'ready');
        await cluster.bringBack(victim);
      }
      const sent = await player.stop();
      await inbox().until(async () => (await player.written()).length >= sent, 60_000);
      // One that was on its way to a server that died comes again behind the others.
      const written = (await player.written()).map(Number).toSorted((a, b) => a - b);
      assert.deepEqual(
        written,
        Array.from({ length: sent }, (_, index) => index + 1),
      );
      for (const assetId of films) {
        const events = await pipeline.history(assetId);
        assert.deepEqual(jobsDone(events), ['encode', 'package', 'poster', 'probe']);
        assert.ok(longestPause(events) < LONGEST_PAUSE_MS, `a film stood still for ${longestPause(events)} ms`);
      }
    },
  );
