import { reach, readAll } from '../testing/reach.ts';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { language, projectionContexts, standardProjections as projections } from '../testing/standard.ts';
import { titlesProjection } from '../catalog/titles.projection.ts';
import type { Database } from '../../ports/database.ts';
import { migrate } from '../db/migrate.ts';
import { createQueries } from '../queries.ts';
import { openFreshDatabase } from '../testing/database.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { mixedHistory, refusedTitle } from '../testing/history.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { plainFold } from '../testing/plain-fold.ts';
import { createChance } from '../testing/random.ts';
import { refusingProjections } from '../testing/refusing-titles.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { storedRows } from '../testing/tables.ts';
import type { Projection } from './projection.ts';
import { createProjector } from './projector.ts';
import { rebuild } from './rebuild.ts';
import { rollBackRebuild } from './swap.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const names = projections.map(({ name }) => name);

async function setUp(name: string): Promise<{ db: Database; log: MemoryLog }> {
  const { db } = await openFreshDatabase(urls.postgres, name);
  cleanUpAfter(file, () => db.close());
  await migrate(db, projections);
  return { db, log: createMemoryLog() };
}

async function start(db: Database, log: MemoryLog, which: readonly Projection[] = projections) {
  const projector = createProjector({
    db,
    log,
    language,
    signals: createMemorySignals(),
    logger: silentLogger,
    projections: which,
    options: { leaseMs: 3_000, batchMs: 5 },
  });
  await projector.start();
  cleanUpAfter(file, () => projector.stop());
  return projector;
}

test('a rebuild of every projection under live writes is identical to the old rows, and following goes on', async () => {
  const { db, log } = await setUp('live');
  const history = mixedHistory(21, { films: 80, sessions: 80 });
  let written = history.length >> 1;
  await reachAfter(db, log, history.slice(0, written));
  let writing = true;
  const writer = (async () => {
    while (writing && written < history.length) {
      log.write(history.slice(written, written + 5));
      written += 5;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  for (const name of names) {
    const result = await rebuild({ log, language, db, projections, name, compare: true });
    assert.deepEqual(
      { identical: result.identical, differences: result.differences },
      { identical: true, differences: [] },
      name,
    );
  }
  writing = false;
  await writer;
  await reach(db, log.write(history.slice(written)));
  const events = await readAll(log);
  for (const projection of projections)
    assert.deepEqual(await storedRows(db, projection), plainFold(projection, events), projection.name);

  async function reachAfter(to: Database, from: MemoryLog, first: typeof history): Promise<void> {
    const end = from.write(first);
    await start(to, from);
    await reach(to, end);
  }
});

test('readers notice nothing of a swap', async () => {
  const { db, log } = await setUp('readers');
  const end = log.write(mixedHistory(22, { films: 60, sessions: 0 }));
  await start(db, log);
  await reach(db, end);
  const { titles } = createQueries(db, projectionContexts);
  const expected = await titles.all({ first: 50 });
  let reading = true;
  let reads = 0;
  const readers = Array.from({ length: 4 }, async () => {
    while (reading) {
      assert.deepEqual(await titles.all({ first: 50 }), expected);
      reads += 1;
    }
  });
  for (let round = 0; round < 3; round += 1) await rebuild({ log, language, db, projections, name: 'titles' });
  reading = false;
  await Promise.all(readers);
  assert.ok(reads > 20, `${reads} reads`);
});

test('a row that was tampered with is found, and gone after the swap', async () => {
  const { db, log } = await setUp('tampered');
  const end = log.write(mixedHistory(23, { films: 20, sessions: 0 }));
  const projector = await start(db, log);
  await reach(db, end);
  await projector.stop();
  const { rows } = await db.query<{ title_id: string }>(
    `update titles.titles set name = 'forged' where title_id = (select min(title_id::text)::uuid from titles.titles) returning title_id`,
  );
  await db.query(`delete from titles.titles where title_id = (select max(title_id::text)::uuid from titles.titles)`);
  const result = await rebuild({ log, language, db, projections, name: 'titles', compare: true });
  assert.deepEqual([result.identical, result.differing], [false, 2]);
  const forged = result.differences.find(({ before }) => before?.['name'] === 'forged');
  assert.equal(forged?.after?.['title_id'], rows[0]?.title_id);
  assert.ok(result.differences.some(({ before }) => before === null));
  assert.deepEqual(await storedRows(db, titlesProjection), plainFold(titlesProjection, await readAll(log)));
});

test('the rows of before a rebuild can be put back, with their position', async () => {
  const { db, log } = await setUp('rollback');
  const end = log.write(mixedHistory(24, { films: 20, sessions: 0 }));
  await reach(db, (await start(db, log), end));
  const before = await storedRows(db, titlesProjection);
  const { consistency } = createQueries(db, projectionContexts);
  const version = () => consistency.version(['titles'], performance.now());
  const versions = [await version()];
  await rebuild({ log, language, db, projections, name: 'titles' });
  versions.push(await version());
  await reach(db, log.write(mixedHistory(25, { films: 5, sessions: 0 })), ['titles']);
  versions.push(await version());
  assert.deepEqual(await storedRows(db, titlesProjection, 'titles_old'), before);
  await rollBackRebuild(db, 'titles');
  versions.push(await version());
  assert.equal(
    new Set(versions).size,
    4,
    'an answer of before is not given again after a rebuild, an event or a rollback',
  );
  await reach(db, await log.head(), ['titles']);
  assert.deepEqual(await storedRows(db, titlesProjection), plainFold(titlesProjection, await readAll(log)));
});

test('dying in the middle leaves the live rows untouched, and the next rebuild starts afresh', async () => {
  const { db, log } = await setUp('dying');
  const end = log.write(mixedHistory(26, { films: 60, sessions: 0 }));
  const projector = await start(db, log);
  await reach(db, end);
  await projector.stop();
  const before = await storedRows(db, titlesProjection);
  const dying = new AbortController();
  const onProgress = ({ phase }: { phase: string }): void => {
    if (phase === 'indexing') dying.abort(new Error('killed'));
  };
  await assert.rejects(
    rebuild({ log, language, db, projections, name: 'titles', signal: dying.signal, onProgress }),
    /killed/,
  );
  assert.deepEqual(await storedRows(db, titlesProjection), before);
  await db.query(`create table if not exists titles_next.left_over (a int)`);
  assert.equal((await rebuild({ log, language, db, projections, name: 'titles', compare: true })).identical, true);
  assert.equal((await db.query(`select 1 from information_schema.tables where table_name = 'left_over'`)).count, 0);
});

test('only one process rebuilds a projection at a time', async () => {
  const { db, log } = await setUp('twice');
  log.write(mixedHistory(27, { films: 20, sessions: 0 }));
  let second: Promise<unknown> | undefined;
  const meanwhile: Pick<MemoryLog, 'readAll'> = {
    async *readAll(options) {
      second ??= rebuild({ log, language, db, projections, name: 'titles' }).catch(String);
      await second;
      yield* log.readAll(options);
    },
  };
  await rebuild({ log: meanwhile, language, db, projections, name: 'titles' });
  assert.match(String(await second), /being rebuilt by another process/);
  await assert.rejects(
    rebuild({ log, language, db, projections, name: 'nothing' }),
    /There is no projection "nothing"\. There are: .*titles/,
  );
});

test('a rebuild parks what cannot be stored, and comes to the same rows as the live runner', async () => {
  const { db, log } = await setUp('poison');
  const chance = createChance(28);
  log.write(mixedHistory(29, { films: 30, sessions: 0 }));
  log.write(refusedTitle(chance));
  const end = log.write(mixedHistory(30, { films: 5, sessions: 0 }));
  await start(db, log, refusingProjections);
  await reach(db, end);
  const { consistency } = createQueries(db, projectionContexts);
  const parked = await consistency.parked(50);
  assert.ok(parked.length > 0);
  const result = await rebuild({ log, language, db, projections: refusingProjections, name: 'titles', compare: true });
  assert.deepEqual([result.identical, result.parked], [true, parked.length]);
  const eventIds = (events: readonly { eventId: string }[]): readonly string[] =>
    events.map(({ eventId }) => eventId).toSorted();
  assert.deepEqual(eventIds(await consistency.parked(50)), eventIds(parked));
});

test('a projection of a newer version is rebuilt before it is followed, one of an older version leaves the tables alone', async () => {
  const { db, log } = await setUp('version');
  const end = log.write(mixedHistory(31, { films: 10, sessions: 0 }));
  const shouting: Projection = {
    ...titlesProjection,
    version: titlesProjection.version + 1,
    editsOf: (entry) =>
      titlesProjection.editsOf(entry).map((edit) => ({
        ...edit,
        apply: (row) => {
          const next = edit.apply(row);
          return next && { ...next, name: String(next['name']).toUpperCase() };
        },
      })),
  };
  const old = await start(db, log, [titlesProjection]);
  await reach(db, end, ['titles']);
  await start(db, log, [shouting]);
  const { titles } = createQueries(db, projectionContexts);
  const isNew = async (): Promise<boolean> =>
    (await titles.all({ first: 1 })).rows.every(({ row }) => row.name === row.name.toUpperCase());
  while (!(await isNew())) await new Promise((resolve) => setTimeout(resolve, 10));
  await reach(db, log.write(mixedHistory(32, { films: 10, sessions: 0 })), ['titles']);
  while ((await old.health()).ok) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.match((await old.health()).detail, /made by a newer Reprise/);
  assert.deepEqual(await storedRows(db, titlesProjection), plainFold(shouting, await readAll(log)));
});
