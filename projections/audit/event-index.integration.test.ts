import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { createIndexesSql, createKeySql, createTableSql } from '../db/table.ts';
import { openFreshDatabase } from '../testing/database.ts';
import { eventIndex } from './event-index.projection.ts';
import { createEventIndexQueries, eventsSql } from './event-index.queries.ts';
import type { EventFilter } from './event-index.rows.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const { db } = await openFreshDatabase(urls.postgres, 'event_index');
cleanUpAfter(file, () => db.close());
const queries = createEventIndexQueries(db);

/** Of 1000 events 990 are of viewers, 8 of the pipeline and 2 of editors; one stream in ten has a hundred events. */
const MANY = 60_000;
const FILL = `
  insert into event_index.events
  select n, gen_random_uuid(),
    case when n % 1000 < 990 then 'playback-' else 'title-' end || md5((n / 2)::text)::uuid,
    0,
    case when n % 1000 < 990 then 'playback.Playback' || (array['Started', 'Ended'])[n % 2 + 1]
         when n % 1000 < 998 then 'media.AssetReady' else 'catalog.TitlePublished' end,
    now(),
    case when n % 1000 < 990 then 'viewer' when n % 1000 < 998 then 'process' when n % 4000 = 998 then '' else 'staff' end,
    null, md5((n / 50)::text)::uuid::text, null, null
  from generate_series(1, ${MANY}) n`;

before(async () => {
  await db.query('create schema event_index');
  for (const statement of [
    createTableSql('event_index', eventIndex),
    createKeySql('event_index', eventIndex),
    ...createIndexesSql('event_index', eventIndex, () => true),
    FILL,
  ])
    await db.query(statement);
  await db.query('vacuum analyze event_index.events');
});

const entityOf = async (n: number): Promise<string> =>
  String((await db.query(`select md5((${n} / 2)::text)::uuid::text as id`)).rows[0]?.id);
const correlationOf = async (n: number): Promise<string> => entityOf(Math.floor(n / 50) * 2);

/** Each filter beside the same in plain SQL. */
const filters = async (): Promise<readonly (readonly [EventFilter, string])[]> => {
  const [title, correlation] = [await entityOf(998), await correlationOf(30_000)];
  return [
    [{}, 'true'],
    [{ contexts: ['catalog', 'media'] }, `type ~ '^(catalog|media)[.]'`],
    [{ actorKinds: ['staff', 'process'] }, `actor_kind in ('staff', 'process')`],
    [{ contexts: ['playback'], actorKinds: ['staff'] }, 'false'],
    [{ types: ['playback.PlaybackEnded'], actorKinds: ['viewer'] }, `type = 'playback.PlaybackEnded'`],
    [{ search: 'PUBLISHED title' }, `type = 'catalog.TitlePublished'`],
    [{ search: '%' }, 'false'],
    [{ stream: `title-${title}` }, `stream = 'title-${title}'`],
    [{ stream: `title-${title}`, contexts: ['media'] }, 'false'],
    [
      { correlationId: correlation, types: ['playback.PlaybackEnded'] },
      `correlation_id = '${correlation}' and type like '%Ended'`,
    ],
    [{ search: correlation.toUpperCase() }, `correlation_id = '${correlation}' or stream like '%${correlation}'`],
    [{ search: title }, `stream like '%${title}' or correlation_id = '${title}'`],
  ];
};

test('each filter gives what it says, newest first, page by page', async () => {
  for (const [filter, plainly] of await filters()) {
    const expected = await db.query<{ position: bigint }>(
      `select position from event_index.events where ${plainly} order by position desc limit 130`,
    );
    const found: string[] = [];
    for (let cursor: string | undefined; found.length < 130;) {
      const page = await queries.events({ ...filter, first: 26, after: cursor });
      found.push(...page.rows.map(({ row }) => row.position));
      cursor = page.rows.at(-1)?.cursor;
      if (!page.hasNextPage) break;
    }
    assert.deepEqual(
      found,
      expected.rows.map(({ position }) => String(position)),
      JSON.stringify(filter),
    );
  }
});

test('no filter reads more than its page, however rare what it looks for is', async () => {
  for (const [filter] of await filters())
    for (const from of [undefined, BigInt(MANY)]) {
      const { sql, parameters } = eventsSql(filter, from, 51).compile(db.kysely());
      const { rows } = await db.query<{ 'QUERY PLAN': readonly [{ Plan: Record<string, unknown> }] }>(
        `explain (analyze, buffers, format json) ${sql}`,
        [...parameters],
      );
      const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {};
      const text = JSON.stringify(plan);
      assert.doesNotMatch(text, /Seq Scan/, JSON.stringify(filter));
      assert.match(text, /"Index Name":"(events_pkey|events_entity|events_correlation|events_kind)"/);
      const pages = Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']);
      assert.ok(pages < 600, `${JSON.stringify(filter)} touched ${pages} pages`);
    }
});

test('what there is to filter by is found without counting', async () => {
  assert.deepEqual(await queries.kinds(), [
    { type: 'catalog.TitlePublished', actorKind: null },
    { type: 'catalog.TitlePublished', actorKind: 'staff' },
    { type: 'media.AssetReady', actorKind: 'process' },
    { type: 'playback.PlaybackEnded', actorKind: 'viewer' },
    { type: 'playback.PlaybackStarted', actorKind: 'viewer' },
  ]);
});

test('what no text of PostgreSQL can hold fits nothing', async () => {
  for (const filter of [{ search: '\u0000' }, { contexts: ['\u0000'] }, { actorKinds: [] }, { contexts: [] }])
    assert.deepEqual(await queries.events({ first: 5, ...filter }), { rows: [], hasNextPage: false });
});
