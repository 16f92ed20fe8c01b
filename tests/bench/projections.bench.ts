import pg from 'pg';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Database } from '../../ports/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { language, standardProjections } from '../../projections/testing/standard.ts';
import { createConsistency } from '../../projections/runtime/consistency.queries.ts';
import type { Projection } from '../../projections/runtime/projection.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { createChance } from '../../projections/testing/random.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, type Benchmark } from './bench.ts';
import { histories } from './projection-histories.ts';
import { foldAndCopy, rawUnnest, reset } from './raw-tables.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';

const EVENTS = 100_000;
const ROUNDS = 3;

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

async function rebuildRate(db: Database, log: MemoryLog, { name }: Projection): Promise<number> {
  return EVENTS / (await seconds(() => rebuild({ db, log, language, name, projections: standardProjections })));
}

/** What the projections make of the log, against PostgreSQL given the same rows. The log is in memory: it has its own figures. */
export const projections: Benchmark = {
  name: 'projections',
  description:
    'events per second through a live projection and a rebuild, against the same rows by raw unnest and by a fold and COPY',
  async *run(report) {
    await using scope = openScope();
    const { urls, closeFirst } = await startTestServices(scope.afterwards, { postgres: true });
    const db = openDatabase({ url: urls.postgres, log: silent });
    closeFirst(() => db.close());
    await migrate(db, standardProjections);
    const client = new pg.Client(urls.postgres);
    await client.connect();
    closeFirst(() => client.end());
    for (const [projection, write] of histories) {
      const log = createMemoryLog();
      const chance = createChance(1);
      const end = log.write(Array.from({ length: EVENTS }, () => write(chance)));
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
        () => foldAndCopy({ db, client }, projection, events),
      );
      yield rate(`projection-rebuild-${projection.name}`, 'events/s', rebuilt);
    }
  },
};
