import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { startNats, startPostgres, startRedis } from '../../platform/services/index.ts';
import { isSameProcess, identify } from '../../platform/services/process-identity.ts';
import { firstLine } from '../../platform/services/tcp.ts';
import { cleanUpAfter, makeTestDir, startOwnServices } from '../harness/services.ts';

const select = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.at(-1)?.[0];
  } finally {
    await client.end();
  }
};

const greetRedis = (url: string): Promise<string | undefined> => {
  const { port, password } = new URL(url);
  return firstLine('127.0.0.1', Number(port), `AUTH ${password}\r\n`);
};

test('each local service answers at its url on 127.0.0.1', async (t) => {
  const { urls, services } = await startOwnServices(t, { postgres: true, nats: true, redis: true });
  assert.equal(await select(urls.postgres, 'select current_database()'), 'reprise');
  assert.equal(await select(urls.postgres, 'show fsync'), 'on');
  assert.equal(await select(urls.postgres, 'show listen_addresses'), '127.0.0.1');
  assert.match((await firstLine('127.0.0.1', Number(new URL(urls.nats).port))) ?? '', /^INFO .*"jetstream":true/);
  assert.equal(await greetRedis(urls.redis), '+OK');
  for (const service of Object.values(services)) assert.match(service.version, /^\d+\.\d+/);
});

test('rows outlive a restart of PostgreSQL, and stop() leaves neither process nor pid file', async (t) => {
  const dataDir = makeTestDir(t);
  const first = await startPostgres({ dataDir });
  cleanUpAfter(t, () => first.stop());
  await select(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  assert.deepEqual(await first.exited, { code: 0, signal: null, asked: true });
  assert.equal(identify(first.pid), undefined);
  assert.equal(existsSync(join(dataDir, 'postgres.pid')), false);
  const second = await startPostgres({ dataDir });
  cleanUpAfter(t, () => second.stop());
  assert.equal(await select(second.url, 'select answer from kept'), 42);
});

test('Redis starts empty, whatever it left behind', async (t) => {
  const dataDir = makeTestDir(t);
  mkdirSync(join(dataDir, 'redis/temp-1.rdb'), { recursive: true });
  writeFileSync(join(dataDir, 'redis/dump.rdb'), 'REDIS0010 cut sho');
  const redis = await startRedis({ dataDir });
  cleanUpAfter(t, () => redis.stop());
  assert.equal(await greetRedis(redis.url), '+OK');
  assert.deepEqual(readdirSync(join(dataDir, 'redis')), ['redis.conf']);
});

test('a PostgreSQL cluster that lost its version, or itself, is named with what to do', async (t) => {
  for (const [version, says] of [
    ['', /PG_VERSION is empty, .*Move that directory away: everything in it is filled again/],
    ['fifteen', /PG_VERSION is damaged, .*Move that directory away/],
    [undefined, /postgres is not empty and has no file PG_VERSION: .*Move it away/],
    ['1', /was made by PostgreSQL 1, which is not installed\. Install it .* or move that directory away/],
  ] as const) {
    const dataDir = makeTestDir(t);
    mkdirSync(join(dataDir, 'postgres/base'), { recursive: true });
    if (version !== undefined) writeFileSync(join(dataDir, 'postgres/PG_VERSION'), `${version}\n`);
    await assert.rejects(startPostgres({ dataDir }), { name: 'ServiceFailed', message: says });
  }
});

test('a busy port is named, with what to do', async (t) => {
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  cleanUpAfter(t, () => stranger.close());
  const address = stranger.address();
  assert(typeof address === 'object' && address !== null);
  await assert.rejects(startRedis({ dataDir: makeTestDir(t), port: address.port }), {
    name: 'ServiceFailed',
    message: `Port ${address.port} of 127.0.0.1, wanted for redis, is busy. Stop what listens there, or choose another port.`,
  });
});

test('a second start on a data directory in use is refused and harms nobody', async (t) => {
  const dataDir = makeTestDir(t);
  const first = await startRedis({ dataDir });
  cleanUpAfter(t, () => first.stop());
  await assert.rejects(startRedis({ dataDir }), /is in use: process \d+ already runs redis on it/);
  assert.equal(await greetRedis(first.url), '+OK');
});

test('children of a parent that was killed outright do not stay behind', async (t) => {
  const dataDir = makeTestDir(t);
  const services = join(import.meta.dirname, '../../platform/services/index.ts');
  const script = `
    const { startNats, startRedis } = await import(${JSON.stringify(services)})
    const both = await Promise.all([startNats, startRedis].map((start) => start({ dataDir: ${JSON.stringify(dataDir)} })))
    console.log('PIDS ' + both.map(({ pid }) => pid).join(' '))
    setInterval(() => {}, 1000)`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUpAfter(t, () => parent.kill('SIGKILL'));
  let output = '';
  for await (const chunk of parent.stdout) {
    output += String(chunk);
    if (output.includes('\n')) break;
  }
  const pids = output.replace('PIDS ', '').trim().split(' ').map(Number);
  assert.equal(pids.length, 2);
  const children = pids.map((pid) => identify(pid) ?? assert.fail(`process ${pid} does not run`));
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  // Where the kernel does not do it at once, the next start on the same directory does.
  const next = await Promise.all([startNats({ dataDir }), startRedis({ dataDir })]);
  cleanUpAfter(t, () => Promise.all(next.map((service) => service.stop())));
  assert.deepEqual(children.map(isSameProcess), [false, false]);
});

test('a pid file that points at a stranger leaves the stranger alone', async (t) => {
  const dataDir = makeTestDir(t);
  const first = await startRedis({ dataDir });
  const record = JSON.parse(readFileSync(join(dataDir, 'redis.pid'), 'utf8'));
  await first.stop();
  const stranger = spawn('sleep', ['600']);
  cleanUpAfter(t, () => stranger.kill('SIGKILL'));
  const identity = identify(stranger.pid ?? 0) ?? assert.fail('the stranger does not run');
  // Pid and start time fit, as if the clock had wrapped; only the command line differs.
  const child = { pid: identity.pid, startedAt: identity.startedAt };
  writeFileSync(
    join(dataDir, 'redis.pid'),
    JSON.stringify({ ...record, child, parent: { pid: 1, startedAt: 'never' } }),
  );
  const second = await startRedis({ dataDir });
  cleanUpAfter(t, () => second.stop());
  assert.equal(isSameProcess(identity), true);
});
