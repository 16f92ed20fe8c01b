import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { Author } from '../../schemas/kernel/metadata.ts';
import { language } from '../../schemas/language.ts';
import { inbox } from '../../tests/harness/inbox.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { migrate } from '../db/migrate.ts';
import { timersProjection } from '../kernel/timers.projection.ts';
import { progressProjection } from '../playback/progress.projection.ts';
import { createQueries } from '../queries.ts';
import { openFreshDatabase } from '../testing/database.ts';
import { filmHistory, makeEvent } from '../testing/history.ts';
import { createChance } from '../testing/random.ts';
import type { Chance } from '../testing/random.ts';
import { reach } from '../testing/reach.ts';
import { projectionContexts, standardProjections } from '../testing/standard.ts';
import { createBlocked } from './blocked.ts';
import { blockAll, loadBlocked, parkEvents } from './parked.ts';
import type { Parking } from './parked.ts';
import type { Projection } from './projection.ts';
import { retryParked } from './retry-parked.ts';
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

/** A timer of a process that breaks the fold, set by that process, for whom it may be. */
const brokenTimer = (chance: Chance, process: string, onBehalfOf?: Author) => {
  const processId = chance.uuid();
  const data = { process, processId, name: 'broken', dueAt: '2026-01-01T00:00:00.000Z' };
  const { metadata, ...event } = makeEvent(chance, 'kernel.TimerSet', data);
  const actor = { kind: 'process', id: process, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
  return { stream: `${process}-${processId}`, event: { ...event, metadata: { ...metadata, actor } as never } };
};

test('what processes do for viewers pauses nobody, also where they did not say it; what they do for staff does', async (t) => {
  const { db } = await openFreshDatabase(urls.postgres, 'processes');
  cleanUpAfter(t, () => db.close());
  await migrate(db, [timersProjection]);
  const [log, chance] = [createMemoryLog(), createChance(23)];
  const broken: Projection = {
    ...timersProjection,
    editsOf(entry) {
      if (entry.fact?.data['name'] === 'broken') throw new Error('this timer breaks the fold');
      return timersProjection.editsOf(entry);
    },
  };
  const start = async () => {
    const options = { batchMs: 5, catchUpBatchSize: 10, batchSize: 10, maxBlocked: 3, leaseMs: 300 };
    const given = { db, log, language, signals: createMemorySignals(), logger: silentLogger };
    const projector = createProjector({ ...given, projections: [broken], options });
    await projector.start();
    cleanUpAfter(t, () => projector.stop());
    return projector;
  };
  const viewer = (): Author => ({ kind: 'viewer', id: chance.uuid() });
  const many = <T>(make: () => T): T[] => Array.from({ length: 10 }, make);
  const ofViewers = [
    ...many(() => brokenTimer(chance, 'closing')),
    ...many(() => brokenTimer(chance, 'closing', viewer())),
    ...many(() => brokenTimer(chance, 'ingest', viewer())),
  ];
  const first = await start();
  await reach(db, log.write(ofViewers), ['timers']);
  assert.equal((await first.health()).ok, true);
  await first.stop();
  const second = await start();
  await reach(db, log.write([brokenTimer(chance, 'closing')]), ['timers']);
  assert.equal((await second.health()).ok, true);
  log.write([
    ...many(() => brokenTimer(chance, 'ingest')),
    ...many(() => brokenTimer(chance, 'ingest', { kind: 'staff', id: 'operator' })),
  ]);
  await inbox<never>().until(async () => /paused: \d+ keys/.test((await second.health()).detail));
});

test('who takes over counts what is blocked as the one before did', async (t) => {
  const { db } = await openFreshDatabase(urls.postgres, 'taken_over');
  cleanUpAfter(t, () => db.close());
  await migrate(db, [timersProjection]);
  const chance = createChance(29);
  const names = Array.from({ length: 12 }, (_, index) => `closing-${index}`);
  for (let round = 0; round < 20; round += 1) {
    const consumer = `round-${round}`;
    const log = createMemoryLog();
    const actors = ['viewer', 'staff', 'process'].map((kind) => ({ kind, id: 'someone' }));
    log.write(
      Array.from({ length: 40 }, () => {
        const { metadata, ...event } = makeEvent(chance, 'sample.Broken', {});
        return {
          stream: chance.pick(names),
          event: { ...event, metadata: { ...metadata, actor: chance.pick(actors) } as never },
        };
      }),
    );
    const parked = log.events.map((recorded): Parking => ({
      entry: { recorded, fact: undefined, reason: 'broken' },
      key: chance.pick(names),
      blocks: chance.next() < 0.8,
      error: 'broken',
    }));
    const live = createBlocked(language.isByViewer);
    blockAll(live, parked);
    await parkEvents(db, consumer, parked);
    const loaded = await loadBlocked(db, consumer, language);
    assert.deepEqual([loaded.size, loaded.shared], [live.size, live.shared]);
    for (const name of names) assert.equal(loaded.has(name), live.has(name));
  }
});

test('what others write into the same event store is passed over and counted; what is unknown in a stream of ours is parked', async (t) => {
  const { db } = await openFreshDatabase(urls.postgres, 'foreign');
  cleanUpAfter(t, () => db.close());
  await migrate(db, standardProjections);
  const [log, chance] = [createMemoryLog(), createChance(18)];
  const foreign = (stream: string, type = 'OrderPlaced') => ({
    stream,
    event: { ...makeEvent(chance, type, { total: 5 }), metadata: null as never },
  });
  const orders = (count: number) => Array.from({ length: count }, () => foreign(`order-${chance.uuid()}`));
  const titleId = chance.uuid();
  log.write([...orders(20), foreign('PersistentConfig1'), foreign(`order-${titleId}`, 'catalog.TitleCreated')]);
  const projector = createProjector({
    log,
    language,
    db,
    signals: createMemorySignals(),
    logger: silentLogger,
    projections: standardProjections,
    options: { batchMs: 5 },
  });
  await projector.start();
  cleanUpAfter(t, () => projector.stop());
  const names = standardProjections.map(({ name }) => name);
  await reach(db, log.write(filmHistory(chance, 'A film')), names);
  // Behind the catch-up they come by the live subscription.
  await reach(db, log.write([...orders(3), foreign(`title-${titleId}`)]), names);
  const { consistency, eventIndex } = createQueries(db, projectionContexts);
  assert.deepEqual(
    (await consistency.parked(50)).map(({ projection, stream }) => `${projection} ${stream}`).toSorted(),
    // Those that take every event.
    [`event_index title-${titleId}`, `traces title-${titleId}`],
  );
  assert.equal(await eventIndex.count(), log.events.length - 25);
  assert.match((await projector.health()).detail, /25 events of others passed over/);
});

test('what an earlier version had parked of others is forgotten by a retry', async (t) => {
  const { db } = await openFreshDatabase(urls.postgres, 'foreign_parked');
  cleanUpAfter(t, () => db.close());
  await migrate(db, standardProjections);
  const [log, chance] = [createMemoryLog(), createChance(19)];
  log.write([{ stream: 'orders-1', event: { ...makeEvent(chance, 'OrderPlaced', {}), metadata: null as never } }]);
  const [event] = log.events;
  assert.ok(event !== undefined);
  const entry = { recorded: event, fact: undefined, reason: 'no definition' };
  await parkEvents(db, 'event_index', [{ entry, key: event.stream, blocks: false, error: 'not understood' }]);
  const retried = await retryParked({ db, language, name: 'event_index', projections: standardProjections });
  assert.deepEqual(retried, { handled: 1, parked: 0 });
});
