import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { projections } from '../all.ts';
import { createCheckpoints } from '../runtime/checkpoints.ts';
import { openFreshDatabase } from '../testing/database.ts';
import type { Database } from './database.ts';
import { consumerOf, migrate } from './migrate.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });

const fresh = async (): Promise<Database> => {
  const { db } = await openFreshDatabase(urls.postgres, 'migrate');
  cleanUpAfter(file, () => db.close());
  return db;
};

test('several processes may migrate at once, and again later', async () => {
  const db = await fresh();
  await Promise.all([migrate(db), migrate(db), migrate(db)]);
  await migrate(db);
  const { rows } = await db.pool.query<{ name: string }>('select name from runtime.projections order by name');
  assert.deepEqual(
    rows.map(({ name }) => name),
    projections.map(({ name }) => name).toSorted(),
  );
  for (const { name, tables } of projections)
    for (const table of tables) await db.pool.query(`select 1 from "${name}"."${table.name}"`);
});

test('a database of a newer Reprise is refused with advice', async () => {
  const db = await fresh();
  await migrate(db);
  await db.pool.query(`insert into runtime.migrations (id, name) values (999, 'from the future')`);
  await assert.rejects(migrate(db), /migration 999.*Run that version/s);
});

test('a projection that has a new name keeps its rows, its place and what it parked', async () => {
  const db = await fresh();
  const [projection] = projections;
  assert.ok(projection !== undefined);
  const renamed = { ...projection, name: 'renamed', formerly: [projection.name] };
  await migrate(db, [projection]);
  await db.pool.query('update runtime.checkpoints set position = 42 where consumer = $1', [
    consumerOf(projection.name),
  ]);
  await db.pool.query(
    `insert into runtime.parked_events (projection, position, event_id, stream, type, key, blocks, error, event)
     values ($1, 7, 'e', 's', 't', 'k', true, 'no', '{}')`,
    [projection.name],
  );
  await db.pool.query(`create table "${projection.name}".mark (a int)`);
  await migrate(db, [renamed]);
  await migrate(db, [renamed]);
  await db.pool.query('select * from renamed.mark');
  const one = async (sql: string): Promise<unknown> => (await db.pool.query(sql)).rows;
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
  await db.pool.query('create table renamed.mark (a int)');
  await migrate(db, [{ ...projection, name: 'renamed', formerly: [projection.name] }]);
  await db.pool.query('select * from renamed.mark');
  const { rows } = await db.pool.query('select name from runtime.projections');
  assert.deepEqual(rows, [{ name: 'renamed' }]);
});

test('a lease is exclusive until it is released or expires, and each taking has a new epoch', async () => {
  const db = await fresh();
  await migrate(db);
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
  await migrate(db);
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
  await migrate(db);
  const checkpoints = createCheckpoints(db);
  const asked = await Promise.all(
    Array.from({ length: 8 }, (_, index) => checkpoints.acquire('race', `holder-${index}`, 60_000)),
  );
  assert.equal(asked.filter((lease) => lease !== undefined).length, 1);
});
