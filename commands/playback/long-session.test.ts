import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';
import { executeOn } from '../testing/execute.ts';

const AT = '2026-06-01T12:00:00.000Z';

/** A log that counts the events that are read. */
function countingLog() {
  const log = createMemoryLog();
  const counts = { read: 0 };
  const readStream: typeof log.readStream = async function* (stream, options) {
    for await (const event of log.readStream(stream, options)) {
      counts.read += 1;
      yield event;
    }
  };
  return { log, counts, counting: { ...log, readStream } };
}

test('ending a session costs the same however many heartbeats an old log has in its stream', async () => {
  const { log, counts, counting } = countingLog();
  const who = { sessionId: randomUUID(), titleId: randomUUID(), profileId: randomUUID() };
  const execute = executeOn(counting);
  const run = (type: string, data: object) =>
    execute({
      streamId: who.sessionId,
      commandId: randomUUID(),
      correlationId: who.sessionId,
      actor: { kind: 'viewer', id: who.profileId },
      command: { type, data: { ...who, ...data }, at: AT },
    });
  equal(
    (await run('StartPlayback', { packageId: randomUUID(), durationMs: 60_000, startPositionMs: 0 })).kind,
    'committed',
  );
  const stream = `playback-${who.sessionId}`;
  const heartbeat = {
    ...who,
    startedAt: AT,
    receivedAt: AT,
    durationMs: 60_000,
    samples: [{ ts: 1, sta: 'p', pt: 1 }],
  };
  const write = (from: number, to: number): void =>
    void log.write(
      Array.from({ length: to - from }, (_, n) => ({
        stream,
        event: language.encode(
          { type: 'playback.PlaybackHeartbeat', data: { ...heartbeat, seq: from + n } },
          randomUUID(),
          {
            $correlationId: who.sessionId,
            $causationId: who.sessionId,
            commandId: randomUUID(),
            actor: { kind: 'viewer', id: who.profileId },
            occurredAt: AT,
          },
        ),
      })),
    );
  write(1, 20_000);
  counts.read = 0;
  const ends = await Promise.all(
    Array.from({ length: 30 }, () => run('EndPlayback', { reason: 'quit', positionMs: 5 })),
  );
  deepEqual(new Set(ends.map(({ kind }) => kind)), new Set(['committed', 'no-op']));
  equal(ends.filter(({ kind }) => kind === 'committed').length, 1);
  ok(counts.read <= 30 * 128, `${counts.read} events were read`);
  write(20_000, 20_040);
  equal((await run('EndPlayback', { reason: 'quit', positionMs: 5 })).kind, 'no-op', 'what came late hides nothing');
});
