import { reach, readAll } from '../testing/reach.ts';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { language, projectionContexts, standardProjections as projections } from '../testing/standard.ts';
import { titlesProjection } from '../catalog/titles.projection.ts';
import type { Database } from '../../ports/database.ts';
import { migrate } from '../db/migrate.ts';
import { createQueries } from '../queries.ts';
import { openFreshDatabase, recording } from '../testing/database.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { filmHistory, makeEvent, mixedHistory, refusedTitle } from '../testing/history.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { plainFold } from '../testing/plain-fold.ts';
import { createChance } from '../testing/random.ts';
import { refusingProjections } from '../testing/refusing-titles.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { storedRows } from '../testing/tables.ts';
import type { RunnerOptions } from './runner-options.ts';
import { edit } from './projection.ts';
import type { Projection } from './projection.ts';
import { createProjector } from './projector.ts';
import type { ProjectorDeps } from './projector.ts';
import { retryParked } from './retry-parked.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const names = projections.map(({ name }) => name);
const quick: Partial<RunnerOptions> = { leaseMs: 3_000, batchMs: 5 };

async function setUp(
  name: string,
  with_: readonly Projection[] = projections,
): Promise<{ db: Database; url: string; log: MemoryLog; signals: ReturnType<typeof createMemorySignals> }> {
  const { db, url } = await openFreshDatabase(urls.postgres, name);
  cleanUpAfter(file, () => db.close());
  await migrate(db, with_);
  return { db, url, log: createMemoryLog(), signals: createMemorySignals() };
}

async function run(
  deps: Omit<ProjectorDeps, 'logger' | 'language' | 'projections'> & Partial<ProjectorDeps>,
): Promise<{ stop(): Promise<void>; health(): Promise<{ ok: boolean; detail: string }> }> {
  const projector = createProjector({ logger: silentLogger, language, projections, options: quick, ...deps });
  await projector.start();
  cleanUpAfter(file, () => projector.stop());
  return projector;
}

async function assertLikePlainFold(
  db: Database,
  log: MemoryLog,
  which: readonly Projection[] = projections,
): Promise<void> {
  const events = await readAll(log);
  for (const projection of which)
    assert.deepEqual(await storedRows(db, projection), plainFold(projection, events), projection.name);
}

test('catching up and then following live end with the rows of a plain fold', async () => {
  const { db, log, signals } = await setUp('follow');
  const history = mixedHistory(1, { films: 60, sessions: 60 });
  log.write(history.slice(0, 700));
  await run({ db, log, signals });
  for (let start = 700; start < history.length; start += 37) {
    log.write(history.slice(start, start + 37));
    await new Promise(setImmediate);
  }
  await reach(db, await log.head());
  await assertLikePlainFold(db, log);
});

test('a projection that falls behind its mailbox catches up by itself and rejoins', async () => {
  const { db, log, signals } = await setUp('overflow');
  await run({ db, log, signals, options: { ...quick, capacity: 3, batchSize: 2, catchUpBatchSize: 2 } });
  await reach(db, log.write(mixedHistory(2, { films: 1, sessions: 0 })));
  await reach(db, log.write(mixedHistory(3, { films: 10, sessions: 10 })));
  await reach(db, log.write(mixedHistory(4, { films: 1, sessions: 2 })));
  await assertLikePlainFold(db, log);
});

test('a subscription that breaks is made again, and nothing is missed', async () => {
  const { db, log, signals } = await setUp('broken');
  await run({ db, log, signals });
  const history = mixedHistory(5, { films: 20, sessions: 10 });
  for (let start = 0; start < history.length; start += 50) {
    log.write(history.slice(start, start + 50));
    if (start % 100 === 0) log.breakSubscriptions();
    await new Promise(setImmediate);
  }
  await reach(db, await log.head());
  await assertLikePlainFold(db, log);
});

test('a projection that takes nothing of what happens still moves its checkpoint', async () => {
  const { db, log, signals } = await setUp('idle');
  await run({ db, log, signals });
  const chance = createChance(6);
  await reach(
    db,
    log.write([
      {
        stream: 'ingest-x',
        event: makeEvent(chance, 'media.IngestFinished', { assetId: chance.uuid(), outcome: 'ready' }),
      },
    ]),
    names,
  );
});

test('after the commit each changed key is announced once per batch, with the position', async () => {
  const { db, log, signals } = await setUp('signals');
  const history = filmHistory(createChance(8), 'A film').filter(({ stream }) => stream.startsWith('title-'));
  assert.ok(history.length > 1);
  const titleId = history[0]?.stream.slice('title-'.length);
  const end = log.write(history);
  await run({ db, log, signals });
  await reach(db, end);
  const about = signals.published.filter(({ subject }) => subject === `read.titles.${titleId}`);
  assert.deepEqual(about, [{ subject: `read.titles.${titleId}`, payload: { position: String(end) } }]);
  assert.ok(
    signals.published.some(
      ({ subject, payload }) =>
        subject === 'read.position.titles' && (payload as { position: string }).position === String(end),
    ),
  );
  assert.equal(
    signals.published.some(({ subject }) => subject.startsWith('read.event_index')),
    false,
  );
});

test('a batch costs one statement per table and one for the checkpoint, however many events it has', async () => {
  const { db, log, signals } = await setUp('statements', [titlesProjection]);
  const statements: string[] = [];
  const options = { ...quick, catchUpBatchSize: 10_000 };
  const watched = { db: recording(db, statements), log, signals, projections: [titlesProjection], options };
  const transactions = (): readonly string[] =>
    statements
      .join(' | ')
      .split('begin | ')
      .slice(1)
      .map((text) => text.replace(/ \| commit.*/, ''));
  const films = mixedHistory(9, { films: 100, sessions: 0 });
  const first = await run(watched);
  await reach(db, log.write(films.slice(0, 2_000)), ['titles']);
  assert.deepEqual(
    transactions()[0],
    'update runtime.checkpoints | insert into',
    'from the beginning there is nothing to read',
  );
  await first.stop();
  statements.length = 0;
  await run(watched);
  await reach(db, log.write(films.slice(2_000)), ['titles']);
  assert.deepEqual(transactions()[0], `update runtime.checkpoints | select t."title_id" | insert into`);
  await assertLikePlainFold(db, log, [titlesProjection]);
});

test('rows that the batch before wrote are not read again', async () => {
  const { db, log, signals } = await setUp('held', [titlesProjection]);
  const chance = createChance(19);
  const [title] = filmHistory(chance, 'A film').filter(({ event }) => event.type === 'catalog.TitleCreated');
  assert.ok(title !== undefined);
  const { titleId } = title.event.data as { titleId: string };
  const take = (type: string) => ({
    stream: title.stream,
    event: makeEvent(chance, type, { titleId, reason: 'again' }),
  });
  log.write([title]);
  const statements: string[] = [];
  await run({ db: recording(db, statements), log, signals, projections: [titlesProjection] });
  await reach(db, await log.head(), ['titles']);
  statements.length = 0;
  for (let count = 0; count < 3; count += 1) await reach(db, log.write([take('catalog.TitleUnpublished')]), ['titles']);
  assert.equal(
    statements.some((text) => text.startsWith('select t.')),
    false,
    statements.join(),
  );
  await assertLikePlainFold(db, log, [titlesProjection]);
});

const fragile = (isPoison: (name: string) => boolean): Projection => ({
  ...titlesProjection,
  editsOf: (entry) => {
    const { fact } = entry;
    if (fact?.type === 'catalog.TitleCreated' && isPoison((fact.data['details'] as { name: string }).name))
      throw new Error('this name breaks the fold');
    return titlesProjection.editsOf(entry);
  },
});

test('a poison event is parked with its key, what follows of the key queues behind it, everything else goes on', async () => {
  const { db, log, signals } = await setUp('poison');
  const chance = createChance(10);
  const films = Array.from({ length: 12 }, (_, index) => filmHistory(chance, `Film ${index}`));
  const published = films.findIndex((film) => film.some(({ event }) => event.type === 'catalog.TitlePublished'));
  const end = log.write(films.flat());
  const sick = fragile((name) => name === `Film ${published}`);
  const projector = await run({ db, log, signals, projections: [sick] });
  await reach(db, end, ['titles']);
  const ofTitle = (event: { stream: string }): boolean =>
    event.stream === films[published]?.find(({ stream }) => stream.startsWith('title-'))?.stream;
  const parked = await createQueries(db, projectionContexts).consistency.parked(50);
  const expected = (await readAll(log)).filter(ofTitle);
  assert.ok(expected.length > 1);
  assert.deepEqual(parked.map(({ eventId }) => eventId).toSorted(), expected.map(({ id }) => id).toSorted());
  assert.match(parked.at(-1)?.error ?? '', /this name breaks the fold/);
  const healthy = plainFold(
    titlesProjection,
    (await readAll(log)).filter((event) => !ofTitle(event)),
  );
  assert.deepEqual(await storedRows(db, titlesProjection), healthy);
  assert.equal((await projector.health()).ok, true);
  assert.equal(
    (await createQueries(db, projectionContexts).consistency.status()).find(({ name }) => name === 'titles')?.parked,
    expected.length,
  );

  assert.deepEqual(await retryParked({ db, language, name: 'titles', projections: [sick] }), {
    handled: 0,
    parked: expected.length,
  });
  const version = () => createQueries(db, projectionContexts).consistency.version(['titles'], performance.now());
  const sickVersion = await version();
  assert.deepEqual(await retryParked({ db, language, name: 'titles', projections }), {
    handled: expected.length,
    parked: 0,
  });
  assert.notEqual(await version(), sickVersion, 'answers of before are not given again');
  await assertLikePlainFold(db, log, [titlesProjection]);
  const more = log.write(mixedHistory(11, { films: 5, sessions: 0 }));
  await reach(db, more, ['titles']);
  await assertLikePlainFold(db, log, [titlesProjection]);
});

test('an event that PostgreSQL refuses is parked like any other poison', async () => {
  const { db, log, signals } = await setUp('refused');
  const chance = createChance(12);
  log.write(filmHistory(chance, 'Before'));
  log.write(refusedTitle(chance));
  const end = log.write(filmHistory(chance, 'After'));
  await run({ db, log, signals, projections: refusingProjections });
  await reach(db, end);
  const parked = await createQueries(db, projectionContexts).consistency.parked(50);
  assert.ok(parked.length > 0);
  assert.deepEqual(new Set(parked.map(({ projection }) => projection)), new Set(['titles']));
  assert.equal(await createQueries(db, projectionContexts).eventIndex.count(), (await readAll(log)).length);
});

test('an event that no code understands is shown and indexed, and everything else continues', async () => {
  const { db, log, signals } = await setUp('unknown');
  const chance = createChance(13);
  const [unknownType, unknownVersion] = [
    makeEvent(chance, 'catalog.TitlePraised', { stars: 5 }),
    makeEvent(chance, 'catalog.TitlePublished', { in: 'the future' }, 7),
  ];
  const history = filmHistory(chance, 'A film');
  const title = history.find(({ stream }) => stream.startsWith('title-'))?.stream ?? '';
  log.write([...history, { stream: title, event: unknownType }, { stream: title, event: unknownVersion }]);
  const unknownStream = `upload-${chance.uuid()}`;
  const raw = {
    stream: unknownStream,
    event: { ...makeEvent(chance, 'odd\u0000type', 'not even an object'), metadata: null as never },
  };
  log.write([raw]);
  const behind = makeEvent(chance, 'catalog.TitleUnpublished', { titleId: title.slice(6), reason: 'later' });
  log.write([{ stream: title, event: behind }]);
  const end = log.write(filmHistory(chance, 'Another film'));
  await run({ db, log, signals });
  await reach(db, end);
  const { consistency, eventIndex } = createQueries(db, projectionContexts);
  const parked = await consistency.parked(50);
  const shown = parked.filter(({ projection }) => projection === 'event_index').map(({ eventId }) => eventId);
  assert.deepEqual(shown.toSorted(), [unknownType.id, unknownVersion.id, raw.event.id].toSorted());
  const waiting = parked.filter(({ projection }) => projection === 'titles').map(({ eventId }) => eventId);
  assert.deepEqual(
    waiting.toSorted(),
    [unknownVersion.id, behind.id].toSorted(),
    'what the title says later waits for what is not understood',
  );
  assert.equal(await eventIndex.count(), (await readAll(log)).length);
  assert.equal((await eventIndex.events({ first: 5, stream: unknownStream })).rows[0]?.row.actorKind, null);
});

test('with many blocked keys the projection pauses and says so, and goes on once they are retried', async () => {
  const { db, log, signals } = await setUp('pause');
  const films = mixedHistory(14, { films: 30, sessions: 0 });
  log.write(films);
  let sick = true;
  const moody = fragile(() => sick);
  const projector = await run({
    db,
    log,
    signals,
    projections: [moody],
    options: { ...quick, catchUpBatchSize: 10, batchSize: 10, maxBlocked: 3, leaseMs: 300 },
  });
  const { consistency } = createQueries(db, projectionContexts);
  const stateOf = async () => (await consistency.status()).find(({ name }) => name === 'titles')?.state;
  while ((await stateOf()) !== 'paused') await new Promise(setImmediate);
  const health = await projector.health();
  assert.equal(health.ok, false);
  assert.match(health.detail, /titles: paused/);
  sick = false;
  await retryParked({ db, language, name: 'titles', projections: [moody] });
  await reach(db, await log.head(), ['titles']);
  await assertLikePlainFold(db, log, [titlesProjection]);
  assert.equal((await projector.health()).ok, true);
});

test('the standby takes over when the holder stops, from where it was', async () => {
  const { db, log, signals } = await setUp('standby');
  const history = mixedHistory(15, { films: 20, sessions: 20 });
  const first = await run({ db, log, signals });
  await reach(db, log.write(history.slice(0, 300)));
  const second = createProjector({ db, log, language, projections, signals, logger: silentLogger, options: quick });
  await second.start();
  cleanUpAfter(file, () => second.stop());
  await first.stop();
  await reach(db, log.write(history.slice(300)));
  await assertLikePlainFold(db, log);
});

test('every edit names a table of its projection', async () => {
  const { db, log, signals } = await setUp('foreign', [titlesProjection]);
  const other = {
    ...titlesProjection.tables[0],
    name: 'elsewhere',
  } as unknown as (typeof titlesProjection.tables)[number];
  const confused: Projection = { ...titlesProjection, editsOf: () => [edit(other as never, ['x'], () => undefined)] };
  const end = log.write(filmHistory(createChance(16), 'A film'));
  await run({ db, log, signals, projections: [confused] });
  await reach(db, end, ['titles']);
  assert.match(
    (await createQueries(db, projectionContexts).consistency.parked(50)).at(-1)?.error ?? '',
    /elsewhere is not among the tables of titles/,
  );
});
