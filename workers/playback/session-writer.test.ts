import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { Heartbeat } from './heartbeat.ts';
import { createSessionWriter, heartbeatsStream, SAMPLES_PER_SESSION } from './session-writer.ts';

const AT = '2026-06-01T12:00:00.000Z';

test('what is stored of one session is bounded, also by a writer that meets it later', async () => {
  const log = createMemoryLog();
  const ids = { sessionId: randomUUID(), titleId: randomUUID(), profileId: randomUUID() };
  const samples = Array.from({ length: 60 }, (_, n) => ({ ts: n, sta: 'p' as const, pt: n }));
  const beat = (seq: number, given = samples): Heartbeat =>
    ({ ...ids, seq, startedAt: AT, receivedAt: AT, durationMs: 1000, samples: given }) as Heartbeat;
  const write = createSessionWriter(log);
  const most = SAMPLES_PER_SESSION / samples.length;
  for (let seq = 1; seq <= most + 20; seq += 1) assert.equal(await write(beat(seq)), seq <= most);
  assert.equal(await createSessionWriter(log)(beat(most + 30, samples.slice(0, 1))), false);
  let stored = 0;
  for await (const event of log.readStream(heartbeatsStream(ids.sessionId)))
    stored += (event.data as Heartbeat).samples.length;
  assert.equal(stored, SAMPLES_PER_SESSION);
});
