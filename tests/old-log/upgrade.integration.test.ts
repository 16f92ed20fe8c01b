import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardProjections } from '../../projections/testing/standard.ts';
import { storedRows } from '../../projections/testing/tables.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { readOldReadModels } from '../fixtures/old-log/load.ts';
import type { OldTable } from '../fixtures/old-log/load.ts';
import { inbox } from '../harness/inbox.ts';
import { assetOf, endOf, filmsIn, repeated, uploadMore } from './films.ts';
import type { Film } from './films.ts';
import { startOldInstallation } from './old-installation.ts';
import type { OldInstallation } from './old-installation.ts';
import { leavePlaces } from './old-places.ts';

type Row = Readonly<Record<string, unknown>>;

/** Uploads of the old log, named for where they stand. The first has not arrived yet, the others go on by themselves. */
const UNDER_WAY = [
  ...['upload-open', 'upload-complete', 'nothing-carried-out', 'title-not-created', 'probe-unclaimed', 'probe-running'],
  ...['probe-done-unheard', 'probe-not-recorded', 'encode-not-requested', 'encode-retrying', 'encode-released'],
  ...['encoding-not-completed', 'encoding-completed-package-not-planned', 'package-running', 'not-sealed'],
  ...['sealed-unheard', 'sealed-poster-running', 'sealed-poster-retrying', 'poster-not-attached'],
  ...['finished-not-carried-out', 'ready-media-not-attached', 'notes'],
];
/** Those in which today's worker finds no picture. */
const REFUSED = ['probe-unclaimed', 'encode-retrying', 'package-running'];
const BESIDE = 'beside';

/** Starts today's roles, and waits until every film has ended and all that was said is heard. @returns the films by name */
async function goOn(old: OldInstallation): Promise<ReadonlyMap<string, Film>> {
  const byName = new Map(filmsIn(await old.events()).map((film) => [film.name, film]));
  const films = UNDER_WAY.map((name) => byName.get(name) ?? assert.fail(`the old log has no ${name}`));
  const refused = new Set(films.filter(({ name }) => REFUSED.includes(name)).map(({ assetId }) => assetId));
  await old.upgrade((input) => refused.has(input.assetId));
  const [open = assert.fail()] = films;
  films.push(await uploadMore(old.log, open, BESIDE));
  await inbox().until(async () => {
    const events = await old.events();
    return films.every((film) => endOf(film, events) !== undefined) && (await old.isHeard(events));
  }, 120_000);
  return new Map(films.map((film) => [film.name, film]));
}

/** What must hold after every upgrade. */
async function checkEnds(old: OldInstallation, films: ReadonlyMap<string, Film>): Promise<readonly DecodedEvent[]> {
  const events = await old.events();
  const ends = Object.fromEntries([...films.values()].map((film) => [film.name, endOf(film, events)]));
  const expected = (name: string): string =>
    name === 'notes' ? 'rejected: not-a-film' : REFUSED.includes(name) ? 'rejected: no-video' : 'ready';
  assert.deepEqual(ends, Object.fromEntries([...UNDER_WAY, BESIDE].map((name) => [name, expected(name)])));
  const parked = await old.db.query('select projection, type, error from runtime.parked_events');
  assert.deepEqual(parked.rows, [], 'nothing is parked');
  assert.deepEqual(repeated(events), [], 'nothing happened twice');
  return events.slice(old.before.length);
}

test('an upload of 0.1.0 goes on from wherever it stood, on a database that is filled from the log', async (t) => {
  const old = await startOldInstallation(t);
  const films = await goOn(old);
  const news = await checkEnds(old, films);

  await t.test('films that had ended stay as they are', () => {
    const known = new Set<string>([...films.values()].map(({ assetId }) => assetId));
    const packages = new Set<string>(
      news.flatMap(({ data }) => ('packageId' in data && 'assetId' in data ? [data.packageId] : [])),
    );
    const strange = news.filter((event) => {
      if (event.type === 'media.TrackSegmented') return !packages.has(event.data.packageId);
      if (event.type.startsWith('catalog.') || event.type === 'kernel.LogStarted') return false;
      return !known.has(assetOf(event) ?? '');
    });
    // 0.1.0 wrote no word of a refusal, so that it is heard once more: of a film that was rejected for it then.
    assert.deepEqual(
      strange.map(({ type }) => type),
      ['kernel.CommandRefused', 'kernel.CommandRequested'],
    );
  });

  await t.test('their rows are those that 0.1.0 had', async () => {
    const unended = new Set([...films.values()].flatMap(({ assetId, titleId }) => [assetId, titleId] as string[]));
    const past = readOldReadModels('hand-made');
    let compared = 0;
    for (const projection of standardProjections) {
      const model = past[projection.name] ?? past[projection.formerly?.[0] ?? ''];
      // Every row of the index has a place in the log.
      if (model === undefined || projection.name === 'event_index') continue;
      const now = await storedRows(old.db, projection);
      for (const table of projection.tables) {
        const before: OldTable | undefined = model.tables[table.name];
        if (before === undefined) continue;
        const columns = Object.keys(before.columns).filter((name) => name in table.columns && !PLACES.has(name));
        const keyOf = (row: Row): string => table.key.map((name) => String(row[name])).join();
        const ended = (rows: readonly Row[]): readonly Row[] =>
          rows
            .filter((row) => !unended.has(String(row['assetId'] ?? row['titleId'])))
            .map((row) => placeless(Object.fromEntries(columns.map((name) => [name, row[name]]))))
            .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        assert.deepEqual(ended((now[table.name] ?? []).filter(isShown)), ended(before.rows), table.name);
        compared += ended(before.rows).length;
      }
    }
    assert.ok(compared > 40, `${compared} rows were compared`);
  });
});

test('an installation of 0.1.0 goes on from its checkpoints, with what it had parked', async (t) => {
  const old = await startOldInstallation(t);
  await leavePlaces(old);
  const films = await goOn(old);
  const news = await checkEnds(old, films);
  const strangers = news.filter((event) => event.type === 'kernel.CommandRefused');
  assert.deepEqual(strangers, [], 'what was handled before is not handled differently');
  const { rows } = await old.db.query<{ consumer: string }>('select consumer from runtime.checkpoints');
  const names = new Set(rows.map(({ consumer }) => consumer));
  assert.ok(
    names.has('dispatcher/jobs') && !names.has('dispatcher/media'),
    'the dispatcher has its place under its new name',
  );
});

/** Of a film that was begun and never shown there is a row since, which no query gives. */
const isShown = (row: Row): boolean => row['begunSessionId'] === undefined || row['sessionId'] !== null;

/** Columns that tell of the place in a log, or of the time when it was appended; and times of jobs inside of a column. */
const PLACES = new Set([
  ...['position', 'createdAt', 'createdPosition', 'publishedAt', 'publishedPosition', 'startedAt', 'startedPosition'],
  ...['recordedAt', 'updatedAt', 'sessionStartedAt', 'revision', 'requestedAt', 'finishedAt'],
]);

/** A row as JSON has it, without its places: bigints as decimal text. */
const placeless = (row: Row): Row =>
  JSON.parse(
    JSON.stringify(row, (name, value: unknown) =>
      PLACES.has(name) ? undefined : typeof value === 'bigint' ? String(value) : value,
    ),
  ) as Row;
