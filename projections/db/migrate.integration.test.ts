import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { standardProjections as projections } from '../testing/standard.ts';
import { createCheckpoints } from '../runtime/checkpoints.ts';
import { openFreshDatabase } from '../testing/database.ts';
import type { Database } from '../../ports/database.ts';
import { migrate } from './migrate.ts';
import { consumerOf } from './read-model-schema.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });

const fresh = async (): Promise<Database> => {
  const { db } = await openFreshDatabase(urls.postgres, 'migrate');
  cleanUpAfter(file, () => db.close());
  return db;
};

test('several processes may migrate at once, and again later', async () => {
  const db = await fresh();
  await Promise.all([migrate(db, projections), migrate(db, projections), migrate(db, projections)]);
  await migrate(db, projections);
  const { rows } = await db.query<{ name: string }>('select name from runtime.projections order by name');
  assert.deepEqual(
    rows.map(({ name }) => name),
    projections.map(({ name }) => name).toSorted(),
  );
  for (const { name, tables } of projections)
    for (const table of tables) await db.query(`select 1 from "${name}"."${table.name}"`);
});

test('a database of a newer Reprise is refused with advice', async () => {
  const db = await fresh();
  await migrate(db, projections);
  await db.query(`insert into runtime.kysely_migration (name, timestamp) values ('9999-from-the-future', '')`);
  await assert.rejects(migrate(db, projections), /migration 9999-from-the-future.*Run that version/s);
});

/** The tables as version 0.1.0 made them, with one read model that has another name today. */
const OF_VERSION_0_1_0 = `
  create schema runtime;
  create table runtime.migrations (id integer primary key, name text not null, applied_at timestamptz not null default now());
  create table runtime.checkpoints (
    consumer text primary key, position bigint not null default 0, epoch bigint not null default 0, holder text,
    expires_at timestamptz not null default now(), updated_at timestamptz not null default now()
  );
  create table runtime.projections (
    name text primary key, version integer not null, state text not null default 'stopped',
    previous_version integer, previous_position bigint
  );
  create table runtime.parked_events (
    projection text not null, position bigint not null, event_id text not null, stream text not null, type text not null,
    key text not null, blocks boolean not null, error text not null, event text not null,
    parked_at timestamptz not null default now(), primary key (projection, position)
  );
  create index parked_events_key on runtime.parked_events (projection, key);
  insert into runtime.migrations (id, name) values (1, 'checkpoints');
  insert into runtime.projections (name, version) values ('watch_progress', 1);
  insert into runtime.checkpoints (consumer, position, epoch) values ('projection/watch_progress', 77, 3);
  create schema watch_progress;
  create table watch_progress.progress (profile_id uuid, title_id uuid);
  insert into watch_progress.progress values (gen_random_uuid(), gen_random_uuid());
`;

test('a database of version 0.1.0 is taken over, and version 0.1.0 refuses it afterwards', async () => {
  const db = await fresh();
  await db.query(OF_VERSION_0_1_0);
  await migrate(db, projections);
  const rows = async (text: string): Promise<unknown> => (await db.query(text)).rows;
  assert.deepEqual(await rows('select count(*) from progress.progress'), [{ count: 1n }]);
  assert.deepEqual(
    await rows(`select position, epoch from runtime.checkpoints where consumer = 'projection/progress'`),
    [{ position: 77n, epoch: 4n }],
  );
  assert.deepEqual(await rows(`select 1 from pg_namespace where nspname = 'watch_progress'`), []);
  // What version 0.1.0 does with a number that it does not know is to refuse.
  assert.deepEqual(await rows('select id from runtime.migrations order by id'), [{ id: 1 }, { id: 1000 }]);
});

test('a projection that has a new name keeps its rows, its position and what it parked', async () => {
  const db = await fresh();
  const [projection] = projections;
  assert.ok(projection !== undefined);
  const renamed = { ...projection, name: 'renamed', formerly: [projection.name] };
  await migrate(db, [projection]);
  await db.query('update runtime.checkpoints set position = 42 where consumer = $1', [consumerOf(projection.name)]);
  await db.query(
    `insert into runtime.parked_events (projection, position, event_id, stream, type, key, blocks, error, event)
     values ($1, 7, 'e', 's', 't', 'k', true, 'no', '{}')`,
    [projection.name],
  );
  await db.query(`create table "${projection.name}".mark (a int)`);
  await migrate(db, [renamed]);
  await migrate(db, [renamed]);
  await db.query('select * from renamed.mark');
  const one = async (sql: string): Promise<unknown> => (await db.query(sql)).rows;
  assert.deepEqual(await one('select name from runtime.projections'), [{ name: 'renamed' }]);
  assert.deepEqual(await one('select consumer, position from runtime.checkpoints'), [
    { consumer: consumerOf('renamed'), position: 42n },
  ]);
  assert.deepEqual(await one('select projection, position from runtime.parked_events'), [
    { projection: 'renamed', position: 7n },
  ]);
  assert.deepEqual(await one(`select 1 from pg_namespace where nspname = '${projection.name}'`), []);
});

test('of two names that both have tables the new one stays', async () => {
  const db = await fresh();
  const [projection] = projections;
  assert.ok(projection !== undefined);
  await migrate(db, [projection, { ...projection, name: 'renamed' }]);
  await db.query('create table renamed.mark (a int)');
  await migrate(db, [{ ...projection, name: 'renamed', formerly: [projection.name] }]);
  await db.query('select * from renamed.mark');
  const { rows } = await db.query('select name from runtime.projections');
  assert.deepEqual(rows, [{ name: 'renamed' }]);
});

test('a lease is exclusive until it is released or expires, and each taking has a new epoch', async () => {
  const db = await fresh();
  await migrate(db, projections);
  const checkpoints = createCheckpoints(db);
  const first = await checkpoints.acquire('c', 'one', 60_000);
  assert.ok(first);
  assert.equal(first.position, 0n);
  assert.equal(await checkpoints.acquire('c', 'two', 60_000), undefined);
  assert.equal(await checkpoints.save(first, 7n), true);
  await checkpoints.release(first);
  const second = await checkpoints.acquire('c', 'two', 0);
  assert.ok(second);
  assert.deepEqual([second.position, second.epoch > first.epoch], [7n, true]);
  const third = await checkpoints.acquire('c', 'three', 60_000);
  assert.ok(third, 'an expired lease is free');
});

test('whoever lost a lease can neither save nor renew, and its release frees nothing', async () => {
  const db = await fresh();
  await migrate(db, projections);
  const checkpoints = createCheckpoints(db);
  const zombie = await checkpoints.acquire('c', 'one', 0);
  const owner = await checkpoints.acquire('c', 'two', 60_000);
  assert.ok(zombie && owner);
  assert.equal(await checkpoints.save(zombie, 9n), false);
  assert.equal(await checkpoints.renew(zombie, 60_000), false);
  await checkpoints.release(zombie);
  assert.equal(await checkpoints.acquire('c', 'three', 60_000), undefined);
  assert.equal(await checkpoints.renew(owner, 60_000), true);
  assert.equal(await checkpoints.save(owner, 10n), true);
});

test('of many who ask at once for a free lease one gets it', async () => {
  const db = await fresh();
  await migrate(db, projections);
  const checkpoints = createCheckpoints(db);
  const asked = await Promise.all(
    Array.from({ length: 8 }, (_, index) => checkpoints.acquire('race', `holder-${index}`, 60_000)),
  );
  assert.equal(asked.filter((lease) => lease !== undefined).length, 1);
});
