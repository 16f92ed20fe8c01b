import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { parkEvents } from '../../projections/runtime/parked.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { filmHistory } from '../../projections/testing/history.ts';
import { createChance } from '../../projections/testing/random.ts';
import { reach } from '../../projections/testing/reach.ts';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { standardContexts, standardProjections as projections } from '../contexts.ts';
import { lookAtReadModels } from './read-models.ts';

const { urls } = await startTestServices({ after }, { postgres: true });
const { language } = standardContexts;

test('the doctor tells what is open, parked and paused, and says nothing of a database without tables', async (t) => {
  const { db, url } = await openFreshDatabase(urls.postgres, 'doctor');
  cleanUpAfter(t, () => db.close());
  const look = async () => (await lookAtReadModels({ postgres: url })).map(({ fact, trouble }) => [fact, trouble]);
  assert.deepEqual(await look(), [['none yet, or out of reach', undefined]]);
  await migrate(db, projections);
  const [log, signals] = [createMemoryLog(), createMemorySignals()];
  const projector = createProjector({ log, language, db, signals, logger: silentLogger, projections });
  await projector.start();
  cleanUpAfter(t, () => projector.stop());
  const history = filmHistory(createChance(3), 'A film');
  const asked = history.findIndex(({ event }) => event.type === 'kernel.JobRequested');
  await reach(
    db,
    log.write(history.slice(0, asked + 1)),
    projections.map(({ name }) => name),
  );
  const [models, jobs] = await look();
  assert.match(models?.[0] ?? '', /titles live/);
  assert.deepEqual([models?.[1], jobs], [undefined, ['open: 1 probe', undefined]]);

  const [event] = log.events;
  assert.ok(event !== undefined);
  const entry = { recorded: event, fact: undefined, reason: 'a bug' };
  await parkEvents(db, 'processor/ingest', [{ entry, key: 'a-key', blocks: true, error: 'a bug' }]);
  await db.query(`update runtime.projections set state = 'paused' where name = 'titles'`);
  const [sick] = await look();
  assert.match(sick?.[1] ?? '', /titles is paused .*\. processor\/ingest has parked 1 event/);
});
