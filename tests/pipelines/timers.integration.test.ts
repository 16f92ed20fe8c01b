import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { projectionContexts } from '../../projections/contexts.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createQueries } from '../../projections/queries.ts';
import { projectionsOf } from '../../projections/runtime/context.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { language } from '../../schemas/language.ts';
import { inbox } from '../harness/inbox.ts';
import { cleanUpAfter, startTestServices } from '../harness/services.ts';
import type { Afterwards } from '../harness/services.ts';

const { urls, closeFirst } = await startTestServices({ after }, { eventstore: true, postgres: true, nats: true });
const log = openEventLog({ url: urls.eventstore, log: silentLogger });
const db = openDatabase({ url: urls.postgres, log: silentLogger });
const bus = await connectNats({ url: urls.nats, log: silentLogger });
closeFirst(() => Promise.allSettled([log.close(), db.close(), bus.close()]));
const projections = projectionsOf(projectionContexts);
await migrate(db, projections);
const projector = createProjector({ log, language, db, signals: bus.signals, logger: silentLogger, projections });
await projector.start();
closeFirst(() => projector.stop());
const { consistency } = createQueries(db, projectionContexts, bus.signals);

/** Sets timers of as many instances, all of them due; resolves when the read model shows them. */
const setDueTimers = async (count: number): Promise<readonly string[]> => {
  const ids = Array.from({ length: count }, () => randomUUID());
  let token = '0';
  for (const processId of ids) {
    const data = { process: 'test', processId, name: 'wake', dueAt: new Date(Date.now() - 1000).toISOString() };
    const event = language.encode({ type: 'kernel.TimerSet', data }, randomUUID(), {
      $correlationId: processId,
      $causationId: processId,
      commandId: randomUUID(),
      actor: { kind: 'process', id: 'test' },
      occurredAt: new Date().toISOString(),
    });
    const appended = await log.append(`test-${processId}`, 'no-stream', [event]);
    if (appended.kind === 'appended') token = String(appended.position);
  }
  assert.equal(await consistency.waitFor(token, ['timers'], 30_000), true);
  return ids;
};

const start = async (t: Afterwards, dieAt?: string): Promise<ChildProcess> => {
  const settings = { ...urls, dieAt };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'timers-process.ts'), JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUpAfter(t, async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false }))
    if (String(chunk).includes('READY')) return child;
  throw new Error('the timers role ended before it was ready');
};

const firings = async (id: string): Promise<number> => {
  let count = 0;
  for await (const { type } of log.readStream(`test-${id}`)) if (type === 'kernel.TimerFired') count += 1;
  return count;
};
const allFired = async (ids: readonly string[]): Promise<void> => {
  for (const id of ids) await inbox().until(async () => (await firings(id)) > 0, 60_000);
};

for (const dieAt of ['before-append', 'before-commit'])
  test(`kill -9 ${dieAt} loses no timer and doubles none`, async (t) => {
    const ids = await setDueTimers(5);
    const doomed = await start(t, dieAt);
    if (doomed.signalCode === null) await once(doomed, 'exit');
    assert.equal(doomed.signalCode, 'SIGKILL');
    const fired = await Promise.all(ids.map(firings));
    assert.deepEqual(
      fired,
      ids.map(() => (dieAt === 'before-append' ? 0 : 1)),
    );
    await start(t);
    await allFired(ids);
    // What the dead one had fired is offered once more: only after another round does "once" mean anything.
    await allFired(await setDueTimers(1));
    assert.deepEqual(
      await Promise.all(ids.map(firings)),
      ids.map(() => 1),
    );
  });

test('of several instances, killed at random among hundreds of due timers, each timer fires once', async (t) => {
  const ids = await setDueTimers(300);
  const first = await start(t);
  await allFired(ids.slice(0, 20));
  first.kill('SIGKILL');
  await Promise.all([start(t), start(t)]);
  await allFired(ids);
  await allFired(await setDueTimers(1));
  const fired = await Promise.all(ids.map(firings));
  assert.deepEqual(
    fired.filter((count) => count !== 1),
    [],
  );
});
