import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { KyselyPlugin } from 'kysely';
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
    `insert into titles.titles (title_id, asset_id, status, name, created_at, created_position, published_position, windows, rights_revision, revision, position)
     select gen_random_uuid(), gen_random_uuid(), case when n % 3 = 0 then 'published' else 'draft' end,
       'Film ' || md5(n::text) || case when n % 7500 = 0 then ' of the Great Whale' else '' end,
       now(), n, case when n % 3 = 0 then n end, '[]', -1, 1, n
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
