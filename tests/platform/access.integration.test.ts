import assert from 'node:assert/strict';
import { chownSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from 'nats';
import pg from 'pg';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { namespaceOf } from '../../adapters/nats/namespace.ts';
import { startPostgres } from '../../platform/services/index.ts';
import { runOnCluster, type Cluster } from '../../platform/services/postgres-cluster.ts';
import { chooseBin, postgresUser } from '../../platform/services/postgres-programs.ts';
import { firstLine } from '../../platform/services/tcp.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { cleanUpAfter, makeTestDir, startOwnServices } from '../harness/services.ts';

const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
};

/** The same address as somebody who does not know the password. */
const asStranger = (url: string, user = 'reprise'): string =>
  url.replace(/\/\/[^@]*@/, url.startsWith('postgres') ? `//${user}:guessed@` : '//');

test('no local service lets in who does not know its password, and no command line tells it', async (t) => {
  const { urls, services } = await startOwnServices(t, { postgres: true, nats: true, redis: true, eventstore: true });

  await assert.rejects(ask(asStranger(urls.postgres), 'select 1'), { code: '28P01' });
  await assert.rejects(ask(asStranger(urls.postgres, 'postgres'), 'select 1'), { code: '28000' });
  assert.deepEqual(await ask(urls.postgres, 'select rolsuper from pg_roles where rolname = current_user'), [[false]]);
  await assert.rejects(ask(urls.postgres, "copy (select 1) to program 'true'"), { code: '42501' });

  const port = Number(new URL(urls.redis).port);
  assert.match((await firstLine('127.0.0.1', port, 'PING\r\n')) ?? '', /^-NOAUTH/);

  const names = namespaceOf(urls.nats);
  await assert.rejects(connect({ servers: [...names.servers] }), { code: 'AUTHORIZATION_VIOLATION' });
  await (await connect({ servers: [...names.servers], ...names.credentials })).close();

  for (const url of [asStranger(urls.eventstore), urls.eventstore.replace(/:[^:@]+@/, ':guessed@')]) {
    const stranger = openEventLog({ url, log: silentLogger });
    await assert.rejects(stranger.head(), /password/);
    await assert.rejects(
      stranger.append('a-1', 'any', [{ id: crypto.randomUUID(), type: 'a', data: {}, metadata: {} as never }]),
    );
    await stranger.close();
  }
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  assert.equal(typeof (await log.head()), 'bigint');
  await log.close();

  for (const { pid, url } of Object.values(services)) {
    const [, password = ''] = /:([^:@]+)@/.exec(url) ?? [];
    assert.ok(password.length >= 40, url);
    if (process.platform === 'linux') assert.ok(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(password));
  }
});

/** A cluster as version 0.1.0 made it: everybody is trusted, and the role of the rows is the superuser. */
async function makeOldCluster(dataDir: string): Promise<void> {
  const directory = join(dataDir, 'postgres');
  const env = { PATH: process.env['PATH'] };
  const cluster: Cluster = { directory, bin: await chooseBin(directory), env, user: await postgresUser() };
  mkdirSync(cluster.directory, { mode: 0o700 });
  if (cluster.user !== undefined) chownSync(cluster.directory, cluster.user.uid, cluster.user.gid);
  await runOnCluster(cluster, 'initdb', (path) => ['-D', path, '-U', 'reprise', '-E', 'UTF8', '--auth=trust']);
  const alone = (database: string, statements: readonly string[]) =>
    runOnCluster(
      cluster,
      'postgres',
      (path) => ['--single', '-D', path, '-c', 'exit_on_error=on', database],
      statements.map((each) => `${each}\n`).join(''),
    );
  await alone('postgres', ['create database reprise;']);
  await alone('reprise', [
    'create extension pg_trgm;',
    'create schema "Odd name";',
    'create type "Odd name".mood as enum (\'good\');',
    'create table "Odd name".kept (id bigint generated always as identity, n serial, mood "Odd name".mood, name text);',
    'create index on "Odd name".kept using gin (name gin_trgm_ops);',
    'create view "Odd name".seen as select * from "Odd name".kept;',
    'create sequence "Odd name".alone;',
    'create function "Odd name".one() returns int language sql as \'select 1\';',
    'create schema shadow;',
    'create table shadow.parts (id int) partition by range (id);',
    'insert into "Odd name".kept (name) values (\'row\');',
  ]);
}

test('a cluster that trusted everybody is moved over by the next start, with its rows and whoever owned them', async (t) => {
  const dataDir = makeTestDir(t);
  await makeOldCluster(dataDir);
  const lines: string[] = [];
  const postgres = await startPostgres({ dataDir, log: (line) => lines.push(line) });
  cleanUpAfter(t, () => postgres.stop());
  assert.deepEqual(lines, ['PostgreSQL gets a password, and its role loses the rights of a superuser']);
  assert.deepEqual(await ask(postgres.url, 'select name from "Odd name".kept'), [['row']]);
  const owners = await ask(
    postgres.url,
    `select what, pg_get_userbyid(owner) from (
       select nspname::text as what, nspowner as owner from pg_namespace where nspname in ('Odd name', 'shadow')
       union all select c.oid::regclass::text, relowner from pg_class c join pg_namespace n on n.oid = relnamespace where nspname in ('Odd name', 'shadow')
       union all select proname, proowner from pg_proc join pg_namespace n on n.oid = pronamespace where nspname = 'Odd name'
       union all select typname, typowner from pg_type join pg_namespace n on n.oid = typnamespace where nspname in ('Odd name', 'shadow')
       union all select datname, datdba from pg_database where datname = 'reprise') as owned
       where pg_get_userbyid(owner) <> 'reprise'`,
  );
  assert.deepEqual(owners, []);
  // What migrations and rebuilds do.
  for (const sql of [
    'create extension if not exists pg_trgm',
    'create schema made_later',
    'alter schema "Odd name" rename to odd',
    'alter table odd.kept add column more int',
    'drop schema odd, shadow cascade',
  ])
    await ask(postgres.url, sql);
  assert.deepEqual(await ask(postgres.url, "select rolname from pg_roles where rolname !~ '^pg_' order by 1"), [
    ['postgres'],
    ['reprise'],
  ]);
  await assert.rejects(ask(asStranger(postgres.url), 'select 1'), { code: '28P01' });
});

test('a password that was lost is made again, and the rows stay', async (t) => {
  const dataDir = makeTestDir(t);
  const first = await startPostgres({ dataDir });
  cleanUpAfter(t, () => first.stop());
  await ask(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  rmSync(join(dataDir, 'secrets'), { recursive: true });
  const port = Number(new URL(first.url).port);
  const second = await startPostgres({ dataDir, port });
  cleanUpAfter(t, () => second.stop());
  assert.notEqual(second.url, first.url);
  assert.deepEqual(await ask(second.url, 'select answer from kept'), [[42]]);
  await assert.rejects(ask(first.url, 'select 1'), { code: '28P01' });
});
