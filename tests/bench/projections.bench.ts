import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { eventIndexProjection } from '../../projections/audit/event-index.projection.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Database } from '../../ports/database.ts';
import { copyLine } from '../../projections/db/encode.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { language, standardProjections } from '../../projections/testing/standard.ts';
import { columnsOf, sqlType } from '../../projections/db/table.ts';
import type { AnyTable, Row } from '../../projections/db/table.ts';
import { progressProjection } from '../../projections/playback/progress.projection.ts';
import { createConsistency } from '../../projections/runtime/consistency.queries.ts';
import type { Projection } from '../../projections/runtime/projection.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { makeEvent } from '../../projections/testing/history.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { createChance } from '../../projections/testing/random.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, type Benchmark } from './bench.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';

const EVENTS = 100_000;
const BATCH = 500;
const ROUNDS = 3;

/** Heartbeats of as many viewers as there are events: nothing coalesces, each event is a row. */
function writeHeartbeats(log: MemoryLog): bigint {
  const chance = createChance(1);
  const durationMs = 5_400_000;
  const at = new Date(Date.UTC(2026, 0, 1)).toISOString();
  const heartbeat = () => {
    const [sessionId, titleId, profileId] = [chance.uuid(), chance.uuid(), chance.uuid()];
    const samples = [{ ts: 1, sta: 'p', pt: chance.below(durationMs), br: 3000, bl: 12_000, mtp: 20_000 }];
    const data = { sessionId, titleId, profileId, seq: 1, startedAt: at, receivedAt: at, durationMs, samples };
    return { stream: `playback-${sessionId}`, event: makeEvent(chance, 'playback.PlaybackHeartbeat', data) };
  };
  return log.write(Array.from({ length: EVENTS }, heartbeat));
}

/** As many ended sessions as there are events: the index of events holds no heartbeats. */
function writeEnds(log: MemoryLog): bigint {
  const chance = createChance(2);
  const end = () => {
    const [sessionId, titleId, profileId] = [chance.uuid(), chance.uuid(), chance.uuid()];
    const data = { sessionId, titleId, profileId, reason: 'quit', positionMs: chance.below(5_400_000) };
    return { stream: `playback-${sessionId}`, event: makeEvent(chance, 'playback.PlaybackEnded', data) };
  };
  return log.write(Array.from({ length: EVENTS }, end));
}

/** Our database, and a bare connection to the same. */
interface Bench {
  readonly db: Database;
  readonly client: pg.Client;
}

/** Empties the tables and sets the checkpoint to the beginning. */
async function reset(db: Database, { name, tables }: Projection): Promise<void> {
  for (const table of tables) await db.query(`truncate "${name}"."${table.name}"`);
  await db.query('update runtime.checkpoints set position = 0, epoch = epoch + 1, holder = null where consumer = $1', [
    `projection/${name}`,
  ]);
  await db.query('checkpoint');
}

async function follow(db: Database, log: MemoryLog, projection: Projection, end: bigint): Promise<number> {
  await reset(db, projection);
  const signals = createMemorySignals();
  const projector = createProjector({ db, log, language, signals, logger: silent, projections: [projection] });
  const taken = await seconds(async () => {
    await projector.start();
    if (!(await createConsistency(db, [projection], signals).waitFor(String(end), [projection.name], 120_000)))
      throw new Error('The projection never reached the end.');
  });
  await projector.stop();
  return EVENTS / taken;
}

/** The same rows by one upsert and one checkpoint in a transaction per 500, and nothing else. */
async function rawUnnest(
  { db, client }: Bench,
  projection: Projection,
  table: AnyTable,
  rows: readonly Row[],
): Promise<number> {
  await reset(db, projection);
  const columns = columnsOf(table);
  const arrays = columns.map(({ column }, index) => `$${index + 1}::${sqlType(column)}[]`).join(', ');
  const changes = columns.map(({ name }) => `${name} = excluded.${name}`).join(', ');
  const names = columns.map(({ name }) => name).join(', ');
  const key = columns
    .filter(({ property }) => table.key.includes(property))
    .map(({ name }) => name)
    .join(', ');
  const sql = `insert into "${projection.name}"."${table.name}" (${names}) select * from unnest(${arrays}) on conflict (${key}) do update set ${changes}`;
  const taken = await seconds(async () => {
    for (let start = 0; start < rows.length; start += BATCH) {
      const batch = rows.slice(start, start + BATCH);
      await client.query('begin');
      await client.query(`update runtime.checkpoints set position = position + 1 where consumer = $1`, [
        `projection/${projection.name}`,
      ]);
      await client.query(
        sql,
        columns.map(({ property }) => batch.map((row) => row[property])),
      );
      await client.query('commit');
    }
  });
  return rows.length / taken;
}

/** The same rows by one COPY into the same table with the same indexes. */
async function rawCopy(
  { db, client }: Bench,
  projection: Projection,
  table: AnyTable,
  rows: readonly Row[],
): Promise<number> {
  await reset(db, projection);
  const columns = columnsOf(table);
  const taken = await seconds(async () => {
    const stream = client.query(
      copyFrom(`copy "${projection.name}"."${table.name}" (${columns.map(({ name }) => name).join(', ')}) from stdin`),
    );
    for (let start = 0; start < rows.length; start += BATCH) {
      const lines = rows.slice(start, start + BATCH).map((row) => copyLine(row, columns));
      if (!stream.write(lines.join(''))) await once(stream, 'drain');
    }
    stream.end();
    await finished(stream);
  });
  return rows.length / taken;
}

async function rebuildRate(db: Database, log: MemoryLog, { name }: Projection): Promise<number> {
  await db.query('checkpoint');
  return EVENTS / (await seconds(() => rebuild({ db, log, language, name, projections: standardProjections })));
}

/** What the projections make of the log, against PostgreSQL given the same rows. The log is in memory: it has its own figures. */
export const projections: Benchmark = {
  name: 'projections',
  description:
    'events per second through a live projection and a rebuild, against the same rows by raw unnest and COPY',
  async *run(report) {
    await using scope = openScope();
    const { urls, closeFirst } = await startTestServices(scope.afterwards, { postgres: true });
    const db = openDatabase({ url: urls.postgres, log: silent });
    closeFirst(() => db.close());
    await migrate(db, standardProjections);
    const client = new pg.Client(urls.postgres);
    await client.connect();
    closeFirst(() => client.end());
    const measured = [
      [progressProjection, writeHeartbeats],
      [eventIndexProjection, writeEnds],
    ] as const;
    for (const [projection, write] of measured) {
      const log = createMemoryLog();
      const end = write(log);
      const events: RecordedEvent[] = [];
      for await (const event of log.readAll()) events.push(event);
      const [table] = projection.tables;
      if (table === undefined) continue;
      const rows = plainFold(projection, events)[table.name] ?? [];
      report(`${projection.name}: live`);
      const live = await paired(
        ROUNDS,
        () => follow(db, log, projection, end),
        () => rawUnnest({ db, client }, projection, table, rows),
      );
      yield rate(`projection-live-${projection.name}`, 'events/s', live);
      report(`${projection.name}: rebuild`);
      const rebuilt = await paired(
        ROUNDS,
        () => rebuildRate(db, log, projection),
        () => rawCopy({ db, client }, projection, table, rows),
      );
      yield rate(`projection-rebuild-${projection.name}`, 'events/s', rebuilt);
    }
  },
};
