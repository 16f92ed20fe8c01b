import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { startPostgres } from '../../platform/services/index.ts';
import { cleanUpAfter, makeTestDir } from '../harness/services.ts';
import {
  language,
  projectionContexts,
  standardProjections as projections,
} from '../../projections/testing/standard.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createQueries } from '../../projections/queries.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { mixedHistory } from '../../projections/testing/history.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { storedRows } from '../../projections/testing/tables.ts';
import { createProjector } from '../../projections/runtime/projector.ts';

const file = { after };

test(
  'while PostgreSQL is away the projector says so and tries again, and nothing is lost',
  { timeout: 120_000 },
  async () => {
    const dataDir = makeTestDir(file);
    let postgres = await startPostgres({ dataDir });
    cleanUpAfter(file, () => postgres.stop());
    const port = Number(new URL(postgres.url).port);
    const db = openDatabase({ url: postgres.url, log: silentLogger });
    cleanUpAfter(file, () => db.close());
    await migrate(db, projections);
    const log = createMemoryLog();
    const projector = createProjector({
      language,
      projections,
      db,
      log,
      signals: createMemorySignals(),
      logger: silentLogger,
      options: { leaseMs: 900 },
    });
    await projector.start();
    cleanUpAfter(file, () => projector.stop());
    const { consistency } = createQueries(db, projectionContexts);
    const names = projections.map(({ name }) => name);
    const history = mixedHistory(51, { films: 30, sessions: 30 });
    assert.equal(await consistency.waitFor(String(log.write(history.slice(0, 200))), names, 30_000), true);

    await postgres.stop();
    log.write(history.slice(200, 700));
    while ((await projector.health()).ok) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(await consistency.waitFor('1', names, 50), false, 'a reader is answered in time');
    postgres = await startPostgres({ dataDir, port });

    assert.equal(await consistency.waitFor(String(log.write(history.slice(700))), names, 60_000), true);
    const events: RecordedEvent[] = [];
    for await (const event of log.readAll()) events.push(event);
    for (const projection of projections)
      assert.deepEqual(await storedRows(db, projection), plainFold(projection, events), projection.name);
    assert.deepEqual(await projector.health(), { ok: true, detail: names.map((name) => `${name} live`).join('; ') });
  },
);
