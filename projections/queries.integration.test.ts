import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { KyselyPlugin } from 'kysely';
import type { Database } from '../ports/database.ts';
import { cleanUpAfter, startTestServices } from '../tests/harness/services.ts';
import type { StoredEvent } from './audit/event-index.projection.ts';
import { language, projectionContexts, standardProjections as projections } from './testing/standard.ts';
import { maySee } from '../domain/playback/playback-decision.ts';
import type { StoredTitle } from './catalog/titles.projection.ts';
import { migrate } from './db/migrate.ts';
import type { StoredAsset } from './media/assets.projection.ts';
import type { Page } from './db/page.ts';
import type { AssetStage } from './media/assets.rows.ts';
import type { StoredProgress } from './playback/progress.projection.ts';
import { BadCursor, createQueries } from './queries.ts';
import { createCheckpoints } from './runtime/checkpoints.ts';
import { createParkingLot } from './runtime/parking-lot.ts';
import { createProjector } from './runtime/projector.ts';
import { openFreshDatabase } from './testing/database.ts';
import { silentLogger } from '../ports/testing/silent-logger.ts';
import { filmHistory, mixedHistory } from './testing/history.ts';
import { createMemoryLog } from '../ports/testing/memory-event-log.ts';
import { plainFold } from './testing/plain-fold.ts';
import { createChance } from './testing/random.ts';
import { createMemorySignals } from '../ports/testing/memory-signals.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const { db } = await openFreshDatabase(urls.postgres, 'queries');
cleanUpAfter(file, () => db.close());
const log = createMemoryLog();
const signals = createMemorySignals();
const queries = createQueries(db, projectionContexts, signals);
const names = projections.map(({ name }) => name);
const NOBODY = '99999999-9999-4999-a999-999999999999';

const tables: Record<string, readonly unknown[]> = {};
before(async () => {
  await migrate(db, projections);
  const end = log.write(mixedHistory(41, { films: 60, sessions: 150 }));
  const projector = createProjector({ db, log, language, projections, signals, logger: silentLogger });
  await projector.start();
  cleanUpAfter(file, () => projector.stop());
  assert.equal(await queries.consistency.waitFor(String(end), names, 30_000), true);
  const events = [];
  for await (const event of log.readAll()) events.push(event);
  for (const projection of projections) Object.assign(tables, plainFold(projection, events));
});
const titles = () => tables['titles'] as readonly StoredTitle[];
const assets = () => tables['assets'] as readonly StoredAsset[];
const progress = () => tables['progress'] as readonly StoredProgress[];
const events = () => tables['events'] as readonly StoredEvent[];
const newest = <T>(rows: readonly T[], positionOf: (row: T) => bigint | null): readonly T[] =>
  rows.toSorted((a, b) => Number((positionOf(b) ?? 0n) - (positionOf(a) ?? 0n)));

/** Walks a list to its end; `between` happens after each page. */
async function walk<T>(
  ask: (after: string | undefined) => Promise<Page<T>>,
  between?: () => Promise<unknown>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ;) {
    const page = await ask(after);
    all.push(...page.rows.map(({ row }) => row));
    if (!page.hasNextPage) return all;
    after = page.rows.at(-1)?.cursor;
    await between?.();
  }
}

test('pages of the board are complete, in order and without repeats', async () => {
  const expected = newest(assets(), (row) => row.startedPosition).map(({ assetId }) => assetId);
  for (const first of [1, 7, 500]) {
    const found = await walk((cursor) => queries.assets.board({ first, after: cursor }));
    assert.deepEqual(
      found.map(({ assetId }) => assetId),
      expected,
    );
  }
});

test('lists can be narrowed by stage, status, stream, type and correlation', async () => {
  const byStage = await walk((cursor) => queries.assets.board({ first: 4, after: cursor, stage: 'ready' }));
  assert.deepEqual(byStage.length, assets().filter(({ stage }) => stage === 'ready').length);
  assert.ok(byStage.every(({ stage }) => stage === 'ready'));
  const drafts = await walk((cursor) => queries.titles.all({ first: 4, after: cursor, status: 'draft' }));
  assert.equal(drafts.length, titles().filter(({ status }) => status === 'draft').length);
  const all = events();
  const { stream, type, correlationId } = all[all.length >> 1] as StoredEvent;
  const narrowed = [
    [{ stream }, all.filter((event) => event.stream === stream)],
    [{ types: [type, 'no.Such'] }, all.filter((event) => event.type === type)],
    [{ correlationId: correlationId ?? '' }, all.filter((event) => event.correlationId === correlationId)],
    [{ types: [] }, []],
    [{ stream: 'a\u0000b' }, []],
  ] as const;
  for (const [filter, expected] of narrowed) {
    const found = await walk((cursor) => queries.eventIndex.events({ first: 9, after: cursor, ...filter }));
    assert.deepEqual(
      found.map(({ position }) => position),
      newest(expected, (row) => row.position).map(({ position }) => String(position)),
    );
  }
  assert.equal(await queries.eventIndex.count(), all.length);
});

test('published titles come newest publication first; search finds any part of a name in any case, literally', async () => {
  const published = newest(
    titles().filter(({ status }) => status === 'published'),
    (row) => row.publishedPosition,
  );
  const found = await walk((cursor) => queries.titles.published({ first: 5, after: cursor }));
  assert.deepEqual(
    found.map(({ titleId }) => titleId),
    published.map(({ titleId }) => titleId),
  );
  const search = async (text: string) => (await queries.titles.published({ first: 500, search: text })).rows.length;
  assert.equal(await search('fILM 1'), published.filter(({ name }) => name.includes('Film 1')).length);
  assert.equal(await search('ä\\ö'), published.length);
  assert.deepEqual(
    [await search('%'), await search('_'), await search('%Film%'), await search('nowhere'), await search('\u0000')],
    [0, 0, 0, 0, published.length],
  );
});

test('published titles for an audience are those that the playback decision shows, in whole pages', async () => {
  const published = await walk((cursor) => queries.titles.published({ first: 500, after: cursor }));
  for (const maturityCap of [0, 9, 12, 18])
    for (const kids of [false, true]) {
      const audience = { maturityCap, kids };
      const shown = await walk((cursor) => queries.titles.published({ first: 5, after: cursor, audience }));
      const expected = published.filter((title) => maySee({ caller: 'viewer', audience, title }));
      assert.deepEqual(
        shown.map(({ titleId }) => titleId),
        expected.map(({ titleId }) => titleId),
      );
    }
  assert.ok(new Set(published.map(({ age }) => age)).size > 3, 'the history has films of several ages');
});

test('a title and a film are found by id; anything that is no id names nothing', async () => {
  const [title, asset] = [
    titles()[0] as StoredTitle,
    assets().find(({ packageId }) => packageId !== null) as StoredAsset,
  ];
  assert.equal((await queries.titles.byId(title.titleId))?.name, title.name);
  const row = await queries.assets.byId(asset.assetId);
  assert.deepEqual(
    [row?.sizeBytes, row?.position, row?.jobs, row?.video],
    [Number(asset.sizeBytes), String(asset.position), asset.jobs, asset.video],
  );
  assert.deepEqual([...(await queries.titles.byIds([title.titleId, NOBODY, 'x'])).keys()], [title.titleId]);
  assert.deepEqual([...(await queries.assets.byIds([asset.assetId, NOBODY, '\u0000'])).keys()], [asset.assetId]);
  const sealed = await queries.assets.packageById(asset.packageId ?? '');
  assert.deepEqual([sealed?.assetId, sealed?.totalBytes], [asset.assetId, 7e9]);
  assert.deepEqual(
    await Promise.all([queries.titles.byId('x'), queries.assets.byId(NOBODY), queries.assets.packageById(`'; drop`)]),
    [undefined, undefined, undefined],
  );
});

test('films are counted per stage, stages without films too', async () => {
  const counts = await queries.assets.countByStage();
  const expected = (stage: AssetStage): number => assets().filter((row) => row.stage === stage).length;
  for (const [stage, count] of Object.entries(counts)) assert.equal(count, expected(stage as AssetStage), stage);
  assert.equal(counts.uploading, 0);
});

test('open jobs are those that nobody has closed, with the position of their request', async () => {
  const film = filmHistory(createChance(77), 'Unfinished');
  const request = film.findIndex(({ event }) => event.type === 'kernel.JobRequested');
  const end = log.write(film.slice(0, request + 1));
  assert.equal(await queries.consistency.waitFor(String(end), ['jobs'], 20_000), true);
  const open = await queries.jobs.open();
  const requested = film[request];
  assert.ok(requested !== undefined);
  const { jobId, kind } = requested.event.data as { jobId: string; kind: string };
  const found = open.find((job) => job.jobId === jobId);
  assert.equal(found?.kind, kind);
  for await (const recorded of log.readStream(found?.stream ?? '', { from: found?.revision ?? 0n, limit: 1 }))
    assert.equal((recorded.data as { jobId: string }).jobId, jobId);
  const rows = tables['jobs'] as readonly { open: boolean }[];
  assert.equal(open.length, rows.filter((row) => row.open).length + 1);
});

test('continue watching lists what is worth resuming, most recent first', async () => {
  const byProfile = Map.groupBy(
    progress().filter(({ resumable }) => resumable),
    ({ profileId }) => profileId,
  );
  const [profileId] = [...byProfile].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [''];
  const expected = progress()
    .filter((row) => row.profileId === profileId && row.resumable)
    .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt) || a.titleId.localeCompare(b.titleId))
    .map(({ titleId }) => titleId);
  assert.ok(expected.length > 1);
  const found = await queries.progress.continueWatching(profileId, 50);
  assert.deepEqual(
    found.map(({ titleId }) => titleId),
    expected,
  );
  assert.equal((await queries.progress.continueWatching(profileId, 1)).length, 1);
  assert.deepEqual(await queries.progress.continueWatching('nobody', 50), []);
  const all = progress()
    .filter((row) => row.profileId === profileId)
    .map(({ titleId }) => titleId);
  assert.deepEqual(
    [...(await queries.progress.forTitles(profileId, [...all, NOBODY])).keys()].toSorted(),
    all.toSorted(),
  );
});

test('pages stay stable while rows are inserted', async () => {
  const chance = createChance(78);
  const before_ = (await walk((cursor) => queries.titles.all({ first: 500, after: cursor }))).map(
    ({ titleId }) => titleId,
  );
  const insert = async (): Promise<void> => {
    const end = log.write(filmHistory(chance, 'Inserted'));
    assert.equal(await queries.consistency.waitFor(String(end), ['titles'], 20_000), true);
  };
  const found = await walk((cursor) => queries.titles.all({ first: 9, after: cursor }), insert);
  assert.deepEqual(
    found.map(({ titleId }) => titleId),
    before_,
  );
});

test('a cursor of another list is refused, and nobody gets more than 500 rows', async () => {
  const cursor = (await queries.titles.all({ first: 1 })).rows[0]?.cursor;
  await assert.rejects(queries.assets.board({ first: 1, after: cursor }), BadCursor);
  assert.equal((await queries.eventIndex.events({ first: 1e9 })).rows.length, 500);
  assert.deepEqual(await queries.eventIndex.events({ first: -1 }), { rows: [], hasNextPage: true });
});

test('each question is one statement', async () => {
  const statements: unknown[] = [];
  const count: KyselyPlugin = {
    transformQuery({ node }) {
      statements.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const counted: Database = { ...db, kysely: <S>() => db.kysely<S>().withPlugin(count) };
  const asked = createQueries(counted, projectionContexts);
  const ids = titles()
    .slice(0, 20)
    .map(({ titleId }) => titleId);
  const questions = [
    () => asked.titles.byIds(ids),
    () => asked.titles.published({ first: 20 }),
    () => asked.titles.all({ first: 20 }),
    () => asked.assets.board({ first: 20 }),
    () =>
      asked.assets.byIds(
        assets()
          .slice(0, 20)
          .map(({ assetId }) => assetId),
      ),
    () => asked.assets.countByStage(),
    () => asked.assets.packageById(NOBODY),
    () => asked.progress.forTitles(NOBODY, ids),
    () => asked.progress.continueWatching(NOBODY, 20),
    () => asked.eventIndex.events({ first: 20 }),
    () => asked.consistency.status(),
  ];
  for (const ask of questions) {
    statements.length = 0;
    await ask();
    assert.equal(statements.length, 1, String(ask));
  }
});

test('waiting ends true when the position is reached and false when it is not, or makes no sense', async () => {
  const { consistency } = queries;
  const head = await log.head();
  const waiting = consistency.waitFor(String(head + 1n), names, 20_000);
  log.write(mixedHistory(43, { films: 1, sessions: 0 }));
  assert.equal(await waiting, true);
  assert.equal(await consistency.waitFor('999999999999', names, 60), false);
  for (const token of ['', '-1', 'x', '9'.repeat(40)])
    assert.equal(await consistency.waitFor(token, names, 20_000), false);
  assert.equal(await consistency.waitFor('1', ['no_such'], 20_000), false);
  assert.equal(await consistency.waitFor('1', [], 0), true);
  const withoutSignals = createQueries(db, projectionContexts).consistency;
  const polled = withoutSignals.waitFor(String((await log.head()) + 1n), names, 20_000);
  log.write(mixedHistory(44, { films: 1, sessions: 0 }));
  assert.equal(await polled, true);
});

test('the status names every projection, live and at the head of the log', async () => {
  const head = log.write(mixedHistory(45, { films: 1, sessions: 1 }));
  assert.equal(await queries.consistency.waitFor(String(head), names, 20_000), true);
  const status = await queries.consistency.status();
  assert.deepEqual(
    status.map(({ name, state, position, parked }) => ({ name, state, position, parked })),
    names.toSorted().map((name) => ({ name, state: 'live', position: String(head), parked: 0 })),
  );
});

test('what is parked comes page by page, newest first, also what several have parked; another cursor is refused', async () => {
  const lot = createParkingLot(db, signals);
  const consumers = ['processor/one', 'processor/two', 'dispatcher/x'];
  const leases = await Promise.all(consumers.map((name) => createCheckpoints(db).acquire(name, 'test', 60_000)));
  const wanted: string[] = [];
  for await (const event of log.readAll({ limit: 4 }))
    for (const lease of leases) {
      assert.ok(lease !== undefined);
      await lot.park(lease, { event, key: 'a', reason: 'no' });
      wanted.push(`${event.position} ${lease.consumer}`);
    }
  const seen: string[] = [];
  let after: string | undefined;
  for (let more = true; more;) {
    const { rows, hasNextPage } = await queries.consistency.parkedPage({ first: 2, after });
    seen.push(...rows.map(({ row }) => `${row.position} ${row.projection}`));
    after = rows.at(-1)?.cursor;
    more = hasNextPage;
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.deepEqual(seen.toSorted(), wanted.toSorted());
  const positions = seen.map((each) => Number(each.split(' ')[0]));
  assert.deepEqual(
    positions,
    positions.toSorted((a, b) => b - a),
  );
  const [title] = (await queries.assets.board({ first: 1 })).rows;
  await assert.rejects(queries.consistency.parkedPage({ first: 2, after: title?.cursor ?? '' }), BadCursor);
  await db.query('delete from runtime.parked_events where projection = any($1)', [consumers]);
});

test('what a follower parks is shown with the rest, with its key and reason', async () => {
  const lot = createParkingLot(db, signals);
  const lease = await createCheckpoints(db).acquire('processor/test', 'test', 60_000);
  assert.ok(lease !== undefined);
  for await (const event of log.readAll({ limit: 1 })) {
    await lot.park(lease, { event, key: 'a key', reason: 'no' });
    const shown = (await queries.consistency.parked(50)).filter(({ projection }) => projection === 'processor/test');
    assert.deepEqual(
      shown.map(({ key, error }) => [key, error]),
      [['a key', 'no']],
    );
    await lot.remove(lease, event.position);
  }
});
