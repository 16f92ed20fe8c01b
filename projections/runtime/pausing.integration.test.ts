import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { language } from '../../schemas/language.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { migrate } from '../db/migrate.ts';
import { progressProjection } from '../playback/progress.projection.ts';
import { createQueries } from '../queries.ts';
import { openFreshDatabase } from '../testing/database.ts';
import { makeEvent } from '../testing/history.ts';
import { createChance } from '../testing/random.ts';
import { reach } from '../testing/reach.ts';
import { projectionContexts } from '../testing/standard.ts';
import type { Projection } from './projection.ts';
import { createProjector } from './projector.ts';

const { urls } = await startTestServices({ after }, { postgres: true });

test('what viewers block, however many they are, pauses nobody', async (t) => {
  const { db } = await openFreshDatabase(urls.postgres, 'viewers');
  cleanUpAfter(t, () => db.close());
  await migrate(db, [progressProjection]);
  const log = createMemoryLog();
  const broken: Projection = {
    ...progressProjection,
    editsOf(entry) {
      if (entry.fact?.data['seq'] === 13) throw new Error('this heartbeat breaks the fold');
      return progressProjection.editsOf(entry);
    },
  };
  const chance = createChance(17);
  const heartbeat = (seq: number) => {
    const [sessionId, titleId, profileId] = [chance.uuid(), chance.uuid(), chance.uuid()];
    const [startedAt, samples] = ['2026-01-01T00:00:00.000Z', [{ ts: 1, sta: 'p', pt: 90_000 }]];
    const data = { sessionId, titleId, profileId, seq, startedAt, receivedAt: startedAt, durationMs: 600_000, samples };
    const { metadata, ...event } = makeEvent(chance, 'playback.PlaybackHeartbeat', data);
    const actor = { kind: 'viewer', id: profileId } as const;
    return { stream: `heartbeats-${sessionId}`, event: { ...event, metadata: { ...metadata, actor } } };
  };
  log.write(Array.from({ length: 30 }, () => heartbeat(13)));
  const start = async () => {
    const options = { batchMs: 5, catchUpBatchSize: 10, batchSize: 10, maxBlocked: 3, leaseMs: 300 };
    const given = { db, log, language, signals: createMemorySignals(), logger: silentLogger };
    const projector = createProjector({ ...given, projections: [broken], options });
    await projector.start();
    cleanUpAfter(t, () => projector.stop());
    return projector;
  };
  const projector = await start();
  await reach(db, log.write([heartbeat(1)]), ['progress']);
  assert.equal((await db.query('select 1 from progress.progress')).rows.length, 1);
  assert.equal((await createQueries(db, projectionContexts).consistency.parked(50)).length, 30);
  await projector.stop();
  // Whoever takes over learns from the table who blocked what.
  const next = await start();
  await reach(db, log.write([heartbeat(2)]), ['progress']);
  assert.equal((await next.health()).ok, true);
});
