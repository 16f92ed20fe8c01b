import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { readLogId } from '../../commands/pipeline/log-identity.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { loadConfig } from '../../platform/config.ts';
import { LogMismatch } from '../../platform/log/claim.ts';
import type { RoleName } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import type { Running } from '../../platform/serve.ts';
import type { ServiceUrls } from '../../platform/service-urls.ts';
import { startEventStore } from '../../platform/services/index.ts';
import type { Service } from '../../platform/services/index.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { language } from '../../schemas/language.ts';
import { inbox } from '../harness/inbox.ts';
import { reprise } from '../harness/reprise.ts';
import { makeTestDir, startTestServices, type Afterwards } from '../harness/services.ts';

const { until } = inbox<never>();
const ROLES: readonly RoleName[] = ['projector', 'processor', 'dispatcher', 'worker'];

/** An installation whose event store can be exchanged. */
interface Installation {
  readonly dataDir: string;
  readonly urls: ServiceUrls;
  readonly db: Database;
  /** An event store on a directory of its own, stopped after the test. */
  eventStore(dataDir: string): Promise<Service>;
  logAt(url: string): EventLog;
  serve(eventstore: string, roles?: readonly RoleName[]): Promise<Running>;
  /** `reprise COMMAND` on this installation. */
  command(eventstore: string, ...command: readonly string[]): ReturnType<typeof reprise>;
  titles(): Promise<readonly string[]>;
}

async function install(t: Afterwards): Promise<Installation> {
  const services = await startTestServices(t, { postgres: true, nats: true, redis: true });
  const { dataDir, closeFirst } = services;
  const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0' });
  const db = openDatabase({ url: services.urls.postgres, log: silentLogger });
  closeFirst(() => db.close());
  const urls = { ...services.urls, eventstore: '' };
  return {
    dataDir,
    urls,
    db,
    async eventStore(directory) {
      const service = await startEventStore({ dataDir: directory });
      closeFirst(() => service.stop());
      return service;
    },
    logAt(url) {
      const log = openEventLog({ url, log: silentLogger });
      closeFirst(() => log.close());
      return log;
    },
    async serve(eventstore, roles = ROLES) {
      const running = await serve(config, roles, { ...urls, eventstore }, silentLogger);
      closeFirst(() => running.stop());
      return running;
    },
    command: (eventstore, ...command) =>
      reprise(t, command, {
        REPRISE_DATA_DIR: dataDir,
        REPRISE_EVENTSTORE_URL: eventstore,
        REPRISE_DATABASE_URL: urls.postgres,
        REPRISE_NATS_URL: urls.nats,
        REPRISE_REDIS_URL: urls.redis,
      }),
    titles: async () =>
      (
        await db.query<{ name: string }>('select name from titles.titles order by name').catch(() => ({ rows: [] }))
      ).rows.map(({ name }) => name),
  };
}

async function createTitle(log: EventLog, name: string): Promise<void> {
  const [titleId, assetId] = [randomUUID(), randomUUID()];
  const outcome = await executeOn(log)({
    streamId: titleId,
    commandId: randomUUID(),
    correlationId: titleId,
    actor: { kind: 'process', id: 'test' },
    command: {
      type: 'CreateTitle',
      data: { titleId, assetId, details: { name, synopsis: null, releaseYear: null, attribution: null } },
      at: new Date().toISOString(),
    },
  });
  assert.equal(outcome.kind, 'committed');
}

const idOf = (log: EventLog): Promise<string | undefined> => readLogId({ log, language });
const refused = (attempt: Promise<unknown>, message: RegExp): Promise<void> =>
  assert.rejects(attempt, (error: unknown) => {
    assert.ok(error instanceof LogMismatch, String(error));
    assert.match(error.message, message);
    assert.match(error.message, /reprise adopt-log --rebuild/);
    return true;
  });

test('a log that is not the one that read models, checkpoints and films come from', { timeout: 180_000 }, async (t) => {
  const it = await install(t);
  const [first, copied] = [makeTestDir(t), makeTestDir(t)];
  const before = await it.eventStore(first);
  const log = it.logAt(before.url);

  await t.test('of processes that start at once on a new log, all know the same one', async () => {
    const all = await Promise.all(ROLES.map((role) => it.serve(before.url, [role])));
    const { rows } = await it.db.query<{ log_id: string }>('select log_id from runtime.log_memory');
    assert.deepEqual(rows, [{ log_id: await idOf(log) }]);
    await createTitle(log, 'one');
    await until(async () => (await it.titles()).length === 1);
    await Promise.all(all.map((each) => each.stop()));
  });
  await log.close();
  await before.stop();
  cpSync(first, copied, { recursive: true });
  const original = await it.eventStore(first);
  const present = it.logAt(original.url);
  const logId = (await idOf(present)) ?? assert.fail('no identity');

  await t.test('an older copy is refused, also when something has written to it since', async () => {
    const running = await it.serve(original.url);
    await createTitle(present, 'two');
    await until(async () => (await it.titles()).length === 2);
    await running.stop();
    const older = await it.eventStore(copied);
    const olderLog = it.logAt(older.url);
    await refused(
      it.serve(older.url),
      new RegExp(`holds the log ${logId} up to position .* come from the log ${logId}`),
    );
    for (const name of ['x', 'y', 'z']) await createTitle(olderLog, name);
    await refused(it.serve(older.url), /other events than were seen/);
  });

  await t.test(
    'an empty one is refused by the start and named by the doctor, and nothing is written to it',
    async () => {
      const empty = await it.eventStore(makeTestDir(t));
      await refused(
        it.serve(empty.url),
        new RegExp(`holds nothing, but the read models .* come from the log ${logId}`),
      );
      const doctor = await it.command(empty.url, 'doctor');
      assert.equal(doctor.code, 1);
      assert.match(doctor.stderr, new RegExp(`^✗ log: .*${logId}.*adopt-log --rebuild`, 'm'));
      const rebuild = await it.command(empty.url, 'projections', 'rebuild', 'titles');
      assert.equal(rebuild.code, 1);
      assert.match(rebuild.stderr, /adopt-log/);
      assert.equal(await it.logAt(empty.url).head(), 0n);
      assert.deepEqual(await it.titles(), ['one', 'two']);
    },
  );

  await t.test('the right one is taken as ever, without what the queues hold of another', async () => {
    const bus = await connectNats({ url: it.urls.nats, log: silentLogger });
    await bus.serveLog('another');
    await bus.queues.enqueue('telemetry', 'of another log', randomUUID());
    const running = await it.serve(original.url);
    assert.equal(await bus.queues.depth('telemetry'), 0);
    await bus.close();
    await running.stop();
  });

  await t.test('a foreign one is refused, also by its films alone, until it is adopted', async () => {
    const foreign = await it.eventStore(makeTestDir(t));
    const other = await install(t);
    const running = await other.serve(foreign.url);
    await createTitle(other.logAt(foreign.url), 'foreign');
    await running.stop();
    const foreignId = await idOf(it.logAt(foreign.url));
    await refused(it.serve(foreign.url), new RegExp(`holds the log ${foreignId} .* the log ${logId} `));
    const asked = await it.command(foreign.url, 'adopt-log');
    assert.equal(asked.code, 1);
    assert.deepEqual(await it.titles(), ['one', 'two']);
    const adopted = await it.command(foreign.url, 'adopt-log', '--rebuild');
    assert.equal(adopted.code, 0, adopted.stderr);
    assert.ok(adopted.stderr.includes(String(foreignId)));
    const now = await it.serve(foreign.url);
    await until(async () => (await it.titles()).join() === 'foreign');
    await refused(it.serve(original.url), /come from the log/);
    await now.stop();
    await it.db.query('drop schema runtime cascade');
    await refused(
      it.serve(original.url),
      /^The event store \S+ holds the log \S+ up to position \d+, but the films in /,
    );
    assert.ok(existsSync(join(it.dataDir, 'media/log.json')));
  });

  await t.test('roles at work stop when the log under them is exchanged', async () => {
    const own = makeTestDir(t);
    const victim = await it.eventStore(own);
    const other = await install(t);
    const running = await other.serve(victim.url);
    await victim.stop();
    rmSync(join(own, 'eventstore'), { recursive: true });
    const again = await startEventStore({ dataDir: own, port: Number(new URL(victim.url).port) });
    try {
      await until(async () => running.failed.aborted);
      assert.ok(running.failed.reason instanceof LogMismatch);
    } finally {
      await running.stop();
      await again.stop();
    }
  });
});

test('a database that is dropped under running roles is filled again', { timeout: 120_000 }, async (t) => {
  const it = await install(t);
  const store = await it.eventStore(makeTestDir(t));
  const log = it.logAt(store.url);
  const running = await it.serve(store.url);
  const names: string[] = [];
  const all = async (): Promise<void> => {
    const name = `title ${names.length}`;
    names.push(name);
    await createTitle(log, name);
    await until(async () => (await it.titles()).join() === names.join(), 30_000);
  };
  await all();
  const consumers = async (): Promise<readonly string[]> =>
    (
      await it.db.query<{ consumer: string }>('select consumer from runtime.checkpoints').catch(() => ({ rows: [] }))
    ).rows.map(({ consumer }) => consumer);

  for (const statement of [
    'drop schema titles cascade',
    'drop table titles.titles',
    'drop table runtime.checkpoints',
    'drop table runtime.log_memory',
    "delete from runtime.checkpoints where consumer = 'projection/titles'",
    'drop schema runtime cascade',
  ])
    await t.test(statement, async () => {
      await it.db.query(statement);
      await all();
    });

  await t.test('drop database', async () => {
    const before = await consumers();
    const url = new URL(it.urls.postgres);
    const server = openDatabase({
      url: Object.assign(new URL(url), { pathname: '/postgres' }).href,
      log: silentLogger,
    });
    await server.query(`drop database "${url.pathname.slice(1)}" with (force)`);
    await server.close();
    await all();
    // By name: on a busy machine some begin so late that more come back than there were.
    await until(async () => {
      const now = new Set(await consumers());
      return before.every((consumer) => now.has(consumer));
    });
  });
  assert.equal(running.failed.aborted, false);
  for (const role of running.roles) await until(async () => (await role.health()).ok);
});
