import { testPeople } from '../../workers/testing/people.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { domainContexts } from '../../domain/contexts.ts';
import { createFakeClock } from '../../ports/testing/fake-clock.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createDueTimers } from '../../projections/kernel/timers.queries.ts';
import { createQueries } from '../../projections/queries.ts';
import { createCheckpoints } from '../../projections/runtime/checkpoints.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { projectionContexts, standardProjections } from '../../projections/testing/standard.ts';
import { language } from '../../schemas/language.ts';
import { playback } from '../../workers/playback/index.ts';
import { createTelemetryWriter } from '../../workers/playback/telemetry-writer.ts';
import { createDispatcher } from '../../workers/runtime/dispatcher.ts';
import { createJobWorker } from '../../workers/runtime/job-worker.ts';
import { createProcessor } from '../../workers/runtime/processor.ts';
import { createTimers } from '../../workers/runtime/timers.ts';
import { FILM_MS, playedSession } from '../../workers/testing/played-session.ts';
import { inbox } from '../harness/inbox.ts';
import { startTestServices } from '../harness/services.ts';

const HOUR_MS = 3600_000;

/** Everything between a player's queue and the summary, on real services, under a clock that the test moves. */
async function start(t: TestContext) {
  const { urls, closeFirst } = await startTestServices(t, { eventstore: true, postgres: true, nats: true });
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  const bus = await connectNats({ url: urls.nats, log: silentLogger });
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  closeFirst(() => Promise.allSettled([log.close(), bus.close(), db.close()]));
  await migrate(db, standardProjections);
  const queries = createQueries(db, projectionContexts, bus.signals);
  const clock = createFakeClock(Date.now());
  const parking = createMemoryParkingLot();
  const shared = {
    ...{ log, language, parking, execute: executeOn(log), checkpoints: createCheckpoints(db), logger: silentLogger },
    ...{ queues: bus.queues, signals: bus.signals },
  };
  const session = () => playedSession({ ...shared, clock });
  /** Until the read model shows what the session's process has set. */
  const timed = async (one: ReturnType<typeof session>, events: number): Promise<void> => {
    await inbox().until(async () => (await one.closing()).length >= events);
    assert.equal(await queries.consistency.waitFor(String(await log.head()), ['timers'], 30_000), true);
  };
  /** Sends a heartbeat as the gateway does, and waits until it stands in the log. */
  const report = async (one: ReturnType<typeof session>, seq: number): Promise<void> => {
    await bus.queues.enqueue('telemetry', one.heartbeat(seq), `${one.ids.sessionId}/${seq}`);
    await inbox().until(async () => (await one.events('heartbeats')).length === seq);
  };
  const summary = async (one: ReturnType<typeof session>) => {
    await inbox().until(async () => (await one.summaries()).length > 0, 60_000);
    return (await one.summaries())[0];
  };
  const startRoles = async (): Promise<void> => {
    const roles = [
      createProjector({ ...shared, db, projections: standardProjections }),
      createProcessor({ ...shared, contexts: domainContexts }),
      createTimers({ ...shared, timers: createDueTimers(queries.timers, queries.consistency, bus.signals), clock }),
      createDispatcher({ ...shared, openJobs: queries.jobs.open }),
      createTelemetryWriter(shared),
      createJobWorker({
        ...shared,
        people: testPeople(),
        contexts: [playback],
        store: undefined as never,
        settings: {},
        worker: 'test',
      }),
    ];
    closeFirst(() => Promise.all(roles.map((role) => role.stop())));
    for (const role of roles) await role.start();
    // What begins before the process does is none of its business: it is at work once it has heard of one of these.
    const tried: ReturnType<typeof session>[] = [];
    await inbox().until(async () => {
      const one = session();
      tried.push(one);
      await one.start();
      return (await Promise.all(tried.map(({ closing }) => closing()))).some((types) => types.length > 0);
    });
  };
  return { clock, parking, session, startRoles, timed, report, summary };
}

test('what players report comes to a summary, at the end or when they vanish, and the past is left alone', async (t) => {
  const w = await start(t);
  const past = w.session();
  await past.start();
  await past.end(1000);
  await w.startRoles();
  const [ending, vanishing] = [w.session(), w.session()];
  for (const one of [ending, vanishing]) {
    await one.start();
    await w.report(one, 1);
    await w.report(one, 2);
  }
  await ending.end(21_000);
  await w.timed(ending, 3);
  await w.timed(vanishing, 1);
  w.clock.set(w.clock.now() + 120_000);
  const figures = { watchedMs: 30_000, furthestMs: 30_000, averageKbps: 1500, heartbeats: 2 };
  const quit = await w.summary(ending);
  assert.deepEqual({ ...quit, ...figures, outcome: 'quit', lastMs: 21_000 }, quit);
  assert.deepEqual(await vanishing.summaries(), []);
  w.clock.set(w.clock.now() + FILM_MS + 6 * HOUR_MS);
  const vanished = await w.summary(vanishing);
  assert.deepEqual({ ...vanished, ...figures, outcome: 'vanished', lastMs: 30_000 }, vanished);
  assert.deepEqual([await past.closing(), await past.summaries()], [[], []]);
  assert.deepEqual(await w.parking.parked('processor/closing'), []);
});
