import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { TestContext } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { language } from '../../schemas/language.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { SessionId } from '../../schemas/playback/ids.ts';
import { inbox } from '../../tests/harness/inbox.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createSessionWriter, HEARTBEAT_MAX_AGE_SECONDS } from './session-writer.ts';
import { createTelemetryWriter } from './telemetry-writer.ts';
import type { Heartbeat } from './heartbeat.ts';

const { urls, closeFirst } = await startTestServices({ after }, { eventstore: true, nats: true });
const log = openEventLog({ url: urls.eventstore, log: silentLogger });
const bus = await connectNats({ url: urls.nats, log: silentLogger });
closeFirst(() => Promise.allSettled([log.close(), bus.close()]));

const newSession = () => {
  const sessionId = randomUUID() as SessionId;
  const ids = { sessionId, titleId: randomUUID() as TitleId, profileId: randomUUID() as ProfileId };
  const at = new Date().toISOString();
  return {
    ids,
    sessionId,
    heartbeat: (seq: number): Heartbeat => ({
      ...ids,
      seq,
      startedAt: at,
      receivedAt: at,
      durationMs: 60_000,
      samples: [{ ts: seq, sta: 'p', pt: seq * 1000 }],
    }),
    written: async (): Promise<readonly number[]> => {
      const seqs: number[] = [];
      for await (const recorded of log.readStream(`heartbeats-${sessionId}`)) {
        const decoded = language.decode(recorded);
        if (decoded.kind === 'known' && decoded.event.type === 'playback.PlaybackHeartbeat')
          seqs.push(decoded.event.data.seq);
      }
      return seqs;
    },
  };
};

const startWriter = async (t: TestContext): Promise<void> => {
  const role = createTelemetryWriter({
    log,
    execute: executeOn(log),
    checkpoints: createMemoryCheckpoints(),
    queues: bus.queues,
    logger: silentLogger,
    concurrency: 8,
  });
  await role.start();
  cleanUpAfter(t, () => role.stop());
};

const untilDrained = (): Promise<void> =>
  inbox().until(async () => (await bus.queues.depth('telemetry')) === 0, 60_000);

test("every heartbeat that reaches the queue is in its session's stream once", async (t) => {
  const sessions = Array.from({ length: 10 }, newSession);
  for (const seq of [1, 2, 3, 4])
    for (const { sessionId, heartbeat } of sessions)
      await bus.queues.enqueue('telemetry', heartbeat(seq), `${sessionId}/${seq}`);
  // The same again, as after a lost acknowledgement beyond the queue's own window.
  for (const { sessionId, heartbeat } of sessions)
    await bus.queues.enqueue('telemetry', heartbeat(2), `${sessionId}/2/again`);
  await startWriter(t);
  await untilDrained();
  for (const { written } of sessions)
    assert.deepEqual(
      (await written()).toSorted((left, right) => left - right),
      [1, 2, 3, 4],
    );
});

test('heartbeats of many sessions in one message are written once each, whatever is between them and however often it comes', async (t) => {
  const [one, other] = [newSession(), newSession()];
  const message = [
    one.heartbeat(1),
    'no heartbeat',
    other.heartbeat(1),
    { ...one.heartbeat(2), surprise: true },
    one.heartbeat(3),
  ];
  for (const id of ['a', 'the same again']) await bus.queues.enqueue('telemetry', message, `${one.sessionId}/${id}`);
  await startWriter(t);
  await untilDrained();
  assert.deepEqual(await one.written(), [1, 3]);
  assert.deepEqual(await other.written(), [1]);
});

test('a message of which a part could not be written comes again, and no part of it is written twice', async (t) => {
  const [one, other] = [newSession(), newSession()];
  let refusals = 1;
  const role = createTelemetryWriter({
    log: {
      ...log,
      append: (stream, expected, events) => {
        if (stream.endsWith(other.sessionId) && refusals-- > 0) throw new Error('the log stays away');
        return log.append(stream, expected, events);
      },
    },
    execute: executeOn(log),
    checkpoints: createMemoryCheckpoints(),
    queues: bus.queues,
    logger: silentLogger,
  });
  await bus.queues.enqueue('telemetry', [one.heartbeat(1), other.heartbeat(1), one.heartbeat(2)], randomUUID());
  await role.start();
  cleanUpAfter(t, () => role.stop());
  await untilDrained();
  assert.deepEqual([await one.written(), await other.written()], [[1, 2], [1]]);
});

test('two writers that both meet a session write each heartbeat once', async () => {
  const { heartbeat, written } = newSession();
  const writers = [createSessionWriter(log), createSessionWriter(log)];
  await Promise.all(
    [1, 2, 3, 4, 5, 6].flatMap((seq) => writers.map((write) => write(heartbeat(seq)).catch(() => undefined))),
  );
  // Whoever lost too many races hands its heartbeat in again, as the queue would.
  for (const seq of [1, 2, 3, 4, 5, 6]) for (const write of writers) await write(heartbeat(seq));
  assert.deepEqual(
    (await written()).toSorted((left, right) => left - right),
    [1, 2, 3, 4, 5, 6],
  );
});

test('a writer that starts again knows what is written already, and takes what comes late', async () => {
  const { heartbeat, written } = newSession();
  const first = createSessionWriter(log);
  assert.deepEqual([await first(heartbeat(1)), await first(heartbeat(3))], [true, true]);
  const second = createSessionWriter(log);
  assert.deepEqual(
    [await second(heartbeat(3)), await second(heartbeat(2)), await second(heartbeat(4))],
    [false, true, true],
  );
  assert.deepEqual(await written(), [1, 3, 2, 4]);
});

test("a session's stream gets its age when the first heartbeat comes", async () => {
  const { heartbeat, sessionId } = newSession();
  const ages: [string, number | undefined][] = [];
  const write = createSessionWriter({
    ...log,
    setMaxAge: async (stream, seconds) => {
      ages.push([stream, seconds]);
      await log.setMaxAge(stream, seconds);
    },
  });
  await write(heartbeat(1));
  await write(heartbeat(2));
  assert.deepEqual(ages, [[`heartbeats-${sessionId}`, HEARTBEAT_MAX_AGE_SECONDS]]);
});

test('what is no heartbeat is dropped, and the others go on', async (t) => {
  const { sessionId, heartbeat, written } = newSession();
  await bus.queues.enqueue('telemetry', { ...heartbeat(1), sessionId: 'not-a-uuid' }, randomUUID());
  await bus.queues.enqueue('telemetry', { ...heartbeat(1), surprise: true }, randomUUID());
  await bus.queues.enqueue('telemetry', heartbeat(1), `${sessionId}/1`);
  await startWriter(t);
  await untilDrained();
  assert.deepEqual(await written(), [1]);
});

test('a player that gives up makes a milestone of it once, and a session that nobody started holds nothing up', async (t) => {
  const { ids, sessionId, heartbeat } = newSession();
  const started = await executeOn(log)({
    commandId: randomUUID(),
    streamId: sessionId,
    command: {
      type: 'StartPlayback',
      at: new Date().toISOString(),
      data: { ...ids, packageId: randomUUID(), durationMs: 60_000, startPositionMs: 0 },
    },
    actor: { kind: 'viewer', id: ids.profileId },
    correlationId: sessionId,
  });
  assert.equal(started.kind, 'committed');
  const fatal = (seq: number): Heartbeat => ({
    ...heartbeat(seq),
    samples: [
      { ts: 1, sta: 'p', pt: 1 },
      { ts: 2, sta: 'f', pt: 2 ** 40, e: 'error', ec: 'media-decode' },
    ],
  });
  const stray = newSession();
  const strayFatal = { ...stray.heartbeat(1), samples: fatal(1).samples };
  for (const each of [fatal(1), fatal(2), strayFatal, heartbeat(3)])
    await bus.queues.enqueue('telemetry', each, `${each.sessionId}/${each.seq}`);
  await startWriter(t);
  await untilDrained();
  const milestones = [];
  for await (const event of log.readStream(`playback-${sessionId}`)) milestones.push(event);
  assert.deepEqual(
    milestones.map(({ type }) => type),
    ['playback.PlaybackStarted', 'playback.PlaybackFailed'],
  );
  assert.deepEqual(milestones[1]?.data, { ...ids, positionMs: 2 ** 31 - 1, code: 'media-decode' });
  assert.deepEqual(await stray.written(), [1]);
});
