import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { DatabaseUnavailable, DataRefused } from '../../ports/database.ts';
import { isOutage } from '../../ports/outage.ts';
import { silentLogger as log } from '../../ports/testing/silent-logger.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { openDatabase } from './database.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const db = openDatabase({ url: urls.postgres, log, connections: 3 });
cleanUpAfter(file, () => db.close());
await db.query(
  'create schema films; create table films.film_cards (film_id int primary key, note text, at timestamptz)',
);

interface Tables {
  readonly 'films.filmCards': { readonly filmId: number; readonly note: string | null; readonly at: string | null };
}
const notes = async (): Promise<unknown> => (await db.query('select note from films.film_cards order by film_id')).rows;

test('values come as the port promises them', async () => {
  const { rows, count } = await db.query(
    `select 9007199254740993::int8 as big, '2026-01-02 03:04:05.6+02'::timestamptz as at, '{"aB": [1]}'::jsonb as json, $1::text as given`,
    ['x'],
  );
  assert.deepEqual(
    [rows, count],
    [[{ big: 9007199254740993n, at: '2026-01-02T01:04:05.600Z', json: { aB: [1] }, given: 'x' }], 1],
  );
});

test('what throws in a transaction undoes it, and the connection goes on', async () => {
  for (let round = 0; round < 5; round += 1)
    await assert.rejects(
      db.transaction(async (session) => {
        await session.query(`insert into films.film_cards values (1, 'never')`);
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
  assert.deepEqual(await notes(), []);
});

test('a session’s settings end with it', async () => {
  await db.session((session) => session.query(`set application_name = 'only here'`));
  const names = await Promise.all(
    [1, 2, 3].map(
      async () =>
        (await db.query<{ name: string }>(`select current_setting('application_name') as name`)).rows[0]?.name,
    ),
  );
  assert.deepEqual(names, ['reprise', 'reprise', 'reprise']);
});

test(
  'rows go in by COPY; chunks that cannot be made end it, and the connection goes on',
  { timeout: 20_000 },
  async () => {
    const copy = 'copy films.film_cards (film_id, note) from stdin';
    await db.transaction((session) => session.copyIn(copy, ['1\tone\n2\t', 'two\n']));
    assert.deepEqual(await notes(), [{ note: 'one' }, { note: 'two' }]);
    function* breaking(): Generator<string> {
      yield '3\tthree\n';
      throw new TypeError('no more');
    }
    await db.session(async (session) => {
      await assert.rejects(session.copyIn(copy, breaking()), /no more/);
      await assert.rejects(session.copyIn(copy, ['not a number\tx\n']), DataRefused);
      await session.copyIn(copy, ['4\tfour\n']);
    });
    assert.deepEqual(await notes(), [{ note: 'one' }, { note: 'two' }, { note: 'four' }]);
  },
);

test('typed queries use the same pool and throw the same errors', async () => {
  const cards = db.kysely<Tables>();
  await cards.insertInto('films.filmCards').values({ filmId: 9, note: null, at: '2026-01-01T00:00:00Z' }).execute();
  const row = await cards.selectFrom('films.filmCards').selectAll().where('filmId', '=', 9).executeTakeFirst();
  assert.deepEqual(row, { filmId: 9, note: null, at: '2026-01-01T00:00:00.000Z' });
  await assert.rejects(
    cards.insertInto('films.filmCards').values({ filmId: 9, note: null, at: null }).execute(),
    DataRefused,
  );
  const absent = db.kysely<{ 'films.nothing': { readonly a: number } }>();
  await assert.rejects(absent.selectFrom('films.nothing').selectAll().execute(), isOutage);
});

test('a connection that the server ends is an outage, and the next statement has a new one', async () => {
  await assert.rejects(
    db.transaction(async (session) => {
      const { rows } = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
      await db.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await session.query('select 1');
    }),
    DatabaseUnavailable,
  );
  assert.equal((await db.query('select 1')).count, 1);
});

test('a server that is not there is an outage', async () => {
  const away = openDatabase({ url: 'postgres://reprise@127.0.0.1:1/none', log });
  await assert.rejects(away.query('select 1'), DatabaseUnavailable);
  await assert.rejects(away.kysely<Tables>().selectFrom('films.filmCards').selectAll().execute(), DatabaseUnavailable);
  await assert.rejects(
    away.transaction(async () => undefined),
    DatabaseUnavailable,
  );
  await away.close();
});
