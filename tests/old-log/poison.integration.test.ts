import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Database } from '../../ports/database.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createQueries } from '../../projections/queries.ts';
import type { Projection } from '../../projections/runtime/projection.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { retryParked } from '../../projections/runtime/retry-parked.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { projectionContexts, standardProjections } from '../../projections/testing/standard.ts';
import { language } from '../../schemas/language.ts';
import { readOldLog } from '../fixtures/old-log/load.ts';
import { cleanUpAfter, startTestServices } from '../harness/services.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const titleId = '5eed0000-0000-4000-8000-000000000001';
const poisoned = ['titles', 'progress'];

/** As version 0.1.0 folded: what PostgreSQL refused stopped its key. */
const projectionsOfThen: readonly Projection[] = standardProjections.map((projection) => ({
  ...projection,
  editsOf(entry) {
    const { type, data } = entry.recorded;
    if (!poisoned.includes(projection.name)) return projection.editsOf(entry);
    const text = JSON.stringify(data);
    if (type === 'catalog.TitleCreated' && text.includes('\\u0000')) throw new Error('invalid byte sequence');
    if (text.includes('2147483648')) throw new Error('out of range for type integer');
    return projection.editsOf(entry);
  },
}));

/** A database of an installation whose read models were blocked by both poisons. */
async function blockedDatabase(t: { after(fn: () => Promise<void>): void }, name: string) {
  const { db } = await openFreshDatabase(urls.postgres, name);
  cleanUpAfter(t, () => db.close());
  await migrate(db, standardProjections);
  const log = createMemoryLog();
  const end = log.write([...readOldLog('poison')].map(({ stream, ...event }) => ({ stream, event: event as never })));
  const given = { log, language, db, signals: createMemorySignals(), logger: silentLogger };
  const projector = createProjector({ ...given, projections: projectionsOfThen });
  await projector.start();
  const { consistency } = createQueries(db, projectionContexts);
  assert.equal(
    await consistency.waitFor(
      String(end),
      standardProjections.map((each) => each.name),
      20_000,
    ),
    true,
  );
  await projector.stop();
  const parked = await consistency.parked(50);
  assert.deepEqual(new Set(parked.map(({ projection }) => projection)), new Set(poisoned));
  return { db, log };
}

async function assertWhole(db: Database): Promise<void> {
  const { consistency, titles, progress } = createQueries(db, projectionContexts);
  assert.deepEqual(await consistency.parked(50), []);
  const title = await titles.byId(titleId);
  assert.deepEqual([title?.status, title?.name], ['unpublished', 'The \uFFFD film']);
  const [row] = await progress.continueWatching('5eed0000-0000-4000-8000-000000000004', 5);
  assert.equal(row?.positionMs, 300_000, 'the later session counts');
}

for (const [how, unblock] of [
  ['a retry', (db: Database, name: string) => retryParked({ db, language, name, projections: standardProjections })],
  [
    'a rebuild',
    (db: Database, name: string, log: ReturnType<typeof createMemoryLog>) =>
      rebuild({ log, language, db, name, projections: standardProjections }),
  ],
] as const)
  test(`what an old log's poison had blocked goes on after ${how}`, async (t) => {
    const { db, log } = await blockedDatabase(t, how.replace(' ', '_'));
    for (const name of poisoned) await unblock(db, name, log);
    await assertWhole(db);
  });
