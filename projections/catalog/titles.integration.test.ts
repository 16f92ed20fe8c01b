import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { KyselyPlugin } from 'kysely';
import { maySee } from '../../domain/playback/playback-decision.ts';
import type { Database } from '../../ports/database.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { migrate } from '../db/migrate.ts';
import { openFreshDatabase } from '../testing/database.ts';
import { titlesProjection } from './titles.projection.ts';
import { createTitleQueries } from './titles.queries.ts';

const MANY = 30_000;
const file = { after };
const { urls } = await startTestServices(file, { postgres: true });

async function withTitles(name: string, projection: Pick<typeof titlesProjection, keyof typeof titlesProjection>) {
  const { db } = await openFreshDatabase(urls.postgres, name);
  cleanUpAfter(file, () => db.close());
  const warnings: string[] = [];
  await migrate(db, [projection], { warn: (_fields, message) => void warnings.push(message ?? '') });
  await db.query(
    `insert into titles.titles (title_id, asset_id, status, name, created_at, created_position, published_position, windows, tags, rights_revision, revision, position)
     select gen_random_uuid(), gen_random_uuid(), case when n % 3 = 0 then 'published' else 'draft' end,
       'Film ' || md5(n::text) || case when n % 7500 = 0 then ' of the Great Whale' else '' end,
       now(), n, case when n % 3 = 0 then n end, '[]', '[]', -1, 1, n
     from generate_series(1, ${MANY}) n`,
  );
  await db.query('vacuum analyze titles.titles');
  return { db, warnings };
}

/** The plans that the queries of `ask` really get. */
async function plansOf(db: Database, ask: (asked: Database) => Promise<unknown>): Promise<readonly string[]> {
  const statements: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  const note: KyselyPlugin = {
    transformQuery({ node }) {
      if (node.kind === 'SelectQueryNode') {
        const compiled = db.kysely<unknown>().getExecutor().compileQuery(node, { queryId: 'plan' });
        statements.push(compiled);
      }
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await ask({ ...db, kysely: <S>() => db.kysely<S>().withPlugin(note) });
  return Promise.all(
    statements.map(async ({ sql, parameters }) => {
      const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, parameters);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    }),
  );
}

test('a search for part of a name is answered from the trigram index, for editors and for viewers', async () => {
  const { db, warnings } = await withTitles('trigrams', titlesProjection);
  assert.deepEqual(warnings, []);
  const queries = createTitleQueries(db);
  assert.equal((await queries.all({ first: 20, search: 'gREAT wHALE' })).rows.length, 4);
  assert.equal((await queries.published({ first: 20, search: 'Great Whale' })).rows.length, 4);
  assert.equal((await queries.all({ first: 20, search: 'great_whale' })).rows.length, 0);
  const plans = await plansOf(db, async (asked) => {
    await createTitleQueries(asked).all({ first: 20, search: 'Great Whale' });
    await createTitleQueries(asked).published({ first: 20, search: 'Great Whale' });
  });
  assert.equal(plans.length, 2);
  for (const plan of plans) assert.match(plan, /Bitmap Index Scan on titles_name/, plan);
});

test('without the extension a search finds the same, and the log says what to do', async () => {
  const [table] = titlesProjection.tables;
  const indexes = table.indexes.map((index) => ('needs' in index ? { ...index, needs: 'no_such_extension' } : index));
  const { db, warnings } = await withTitles('no_trigrams', { ...titlesProjection, tables: [{ ...table, indexes }] });
  assert.match(warnings.join(), /no_such_extension.*create extension/s);
  assert.equal((await createTitleQueries(db).all({ first: 20, search: 'great whale' })).rows.length, 4);
});

test('tags in use are counted', async () => {
  const { db } = await withTitles('tags', titlesProjection);
  const queries = createTitleQueries(db);
  assert.deepEqual(await queries.tags(), []);
  const { rows } = await db.query<{ title_id: string }>('select title_id from titles.titles order by title_id limit 2');
  for (const [index, { title_id }] of rows.entries())
    await db.query('update titles.titles set tags = $2::jsonb where title_id = $1', [
      title_id,
      JSON.stringify(index === 0 ? ['art', 'sport'] : ['sport']),
    ]);
  assert.deepEqual(await queries.tags(), [
    { tag: 'art', titles: 1 },
    { tag: 'sport', titles: 2 },
  ]);
});

test('lists by place and instant hold what the playback decision shows', async () => {
  const { db } = await withTitles('windows', titlesProjection);
  const [start, end] = [Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 1)];
  let seed = 5;
  const one = <T>(...of: readonly T[]): T => of[(seed = (seed * 48_271) % 2_147_483_647) % of.length] as T;
  const window = () => {
    const [startMs, endMs, territories] = [one(start, end), one(null, end, end + 1000), one([], ['DE'], ['DE', 'FR'])];
    return {
      windowId: 'w',
      isEnded: false,
      model: one('FREE' as const, 'SVOD' as const),
      territories,
      except: territories.length === 0 ? one([], ['FR'], ['DE', 'CH']) : [],
      start: new Date(startMs).toISOString(),
      end: endMs === null ? null : new Date(endMs).toISOString(),
      startMs,
      endMs,
      maxHeight: null,
    };
  };
  await db.query('delete from titles.titles where published_position is null or published_position > 900');
  const { rows } = await db.query<{ title_id: string }>('select title_id from titles.titles');
  assert.equal(rows.length, 300);
  for (const { title_id } of rows)
    await db.query('update titles.titles set windows = $2::jsonb where title_id = $1', [
      title_id,
      JSON.stringify(Array.from({ length: one(0, 1, 1, 2) }, window)),
    ]);
  const queries = createTitleQueries(db);
  const all = (await queries.published({ first: 500 })).rows.map(({ row }) => row);
  for (const territory of ['DE', 'FR', 'CH', null])
    for (const at of [start - 1, start, end - 1, end, end + 1000])
      for (const titlesWithoutRights of ['free', 'closed'] as const) {
        const where = { territory, at, titlesWithoutRights };
        const shown = (await queries.published({ first: 500, where })).rows.map(({ row }) => row);
        const expected = all.filter((title) => maySee({ caller: 'viewer', audience: undefined, title, where }));
        assert.deepEqual(
          shown.map(({ titleId }) => titleId),
          expected.map(({ titleId }) => titleId),
          JSON.stringify(where),
        );
      }
});
