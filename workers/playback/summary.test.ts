import { testPeople } from '../testing/people.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { domainContexts } from '../../domain/contexts.ts';
import { createFakeClock } from '../../ports/testing/fake-clock.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { createMemoryQueues } from '../../ports/testing/memory-queues.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { authorOf } from '../../schemas/kernel/metadata.ts';
import type { Metadata } from '../../schemas/kernel/metadata.ts';
import { language } from '../../schemas/language.ts';
import { createDispatcher } from '../runtime/dispatcher.ts';
import { createJobWorker } from '../runtime/job-worker.ts';
import { createProcessor } from '../runtime/processor.ts';
import { createTimers } from '../runtime/timers.ts';
import { FILM_MS, playedSession } from '../testing/played-session.ts';
import { playback } from './index.ts';
import { createSessionWriter } from './session-writer.ts';
import { timersOfLog } from '../testing/timers-of-log.ts';

const within = { timeout: 30_000 };
const HOUR_MS = 3600_000;

/** All that summarises, on a log in memory and under a clock that the test moves. */
function world(t: TestContext) {
  const log = createMemoryLog();
  const clock = createFakeClock();
  const timers = timersOfLog(t, log);
  const checkpoints = createMemoryCheckpoints();
  const parking = createMemoryParkingLot();
  const shared = { log, language, execute: executeOn(log), checkpoints, parking, logger: silentLogger };
  const queues = createMemoryQueues();
  const signals = createMemorySignals();
  const start = async (): Promise<void> => {
    const roles = [
      createProcessor({ ...shared, contexts: domainContexts }),
      createTimers({ ...shared, timers, clock }),
      createDispatcher({ ...shared, queues, signals, openJobs: async () => [] }),
      createJobWorker({
        ...shared,
        contexts: [playback],
        people: testPeople(),
        queues,
        signals,
        store: undefined as never,
        settings: {},
        worker: 'test',
      }),
    ];
    for (const role of roles) {
      await role.start();
      t.after(() => role.stop());
    }
    // What begins before the process does is none of its business: it is at work once it has heard of one of these.
    const tried: ReturnType<typeof session>[] = [];
    await until(async () => {
      const one = session();
      tried.push(one);
      await one.start();
      return (await Promise.all(tried.map(({ closing }) => closing()))).some((types) => types.length > 0);
    });
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const write = createSessionWriter(log);
  const session = () => playedSession({ ...shared, clock });
  return { log, clock, parking, write, start, until, session };
}

test('a playback that ended is summarised, with the heartbeats that came late', within, async (t) => {
  const w = world(t);
  await w.start();
  const one = w.session();
  await one.start();
  await w.write(one.heartbeat(1));
  w.clock.set(w.clock.now() + 25_000);
  const endedAt = new Date(w.clock.now()).toISOString();
  await one.end(21_000);
  await w.until(async () => (await one.closing()).length === 3);
  await w.write(one.heartbeat(2));
  assert.deepEqual(await one.summaries(), []);
  w.clock.set(w.clock.now() + 120_000);
  await w.until(async () => (await one.summaries()).length > 0);
  assert.deepEqual(await one.summaries(), [
    {
      ...one.ids,
      startedAt: one.startedAt,
      endedAt,
      outcome: 'quit',
      furthestMs: 30_000,
      lastMs: 21_000,
      watchedMs: 30_000,
      startDelayMs: null,
      stalls: 0,
      stalledMs: 0,
      droppedFrames: 0,
      averageKbps: 1500,
      heartbeats: 2,
      ...{ definition: 2, failureCode: null, began: true, durationMs: FILM_MS, watched: [{ fromMs: 0, toMs: 30_000 }] },
      ...{ coveredMs: 30_000, switches: 0, bytes: null, missing: 0, requests: 0, starved: 0 },
      clockAheadMs: -(2 ** 31 - 1),
    },
  ]);
  const caused = w.log.events.filter(({ data }) => JSON.stringify(data).includes(one.ids.sessionId));
  const viewer = { kind: 'viewer', id: one.ids.profileId };
  const authors = caused.map(({ type, metadata }) => [type, authorOf((metadata as Metadata).actor)]);
  assert.ok(authors.some(([type]) => type === 'kernel.JobCompleted'));
  assert.deepEqual(
    authors,
    caused.map(({ type }) => [type, viewer]),
  );
  assert.deepEqual(await one.closing(), [
    'kernel.TimerSet',
    'kernel.TimerCancelled',
    'kernel.TimerSet',
    'kernel.TimerFired',
    'kernel.JobRequested',
    'kernel.CommandRequested',
  ]);
});

test('a playback whose player vanished is summarised when nothing more can be heard of it', within, async (t) => {
  const w = world(t);
  await w.start();
  const one = w.session();
  await one.start();
  w.clock.set(w.clock.now() + 30_000);
  const lastHeard = new Date(w.clock.now()).toISOString();
  await w.write(one.heartbeat(1));
  await w.until(async () => (await one.closing()).length === 1);
  w.clock.set(w.clock.now() + FILM_MS + 6 * HOUR_MS);
  await w.until(async () => (await one.summaries()).length > 0);
  const [summary] = await one.summaries();
  assert.deepEqual([summary?.['outcome'], summary?.['endedAt']], ['vanished', lastHeard]);
});

test(
  'playbacks of the past are left alone; one that ends now is summarised though its start was not heard',
  within,
  async (t) => {
    const w = world(t);
    const [past, running] = [w.session(), w.session()];
    for (const each of [past, running]) await each.start();
    await past.end(1000);
    await w.start();
    await running.end(1000);
    await w.until(async () => (await running.closing()).length === 1);
    w.clock.set(w.clock.now() + 120_000);
    await w.until(async () => (await running.summaries()).length > 0);
    assert.deepEqual([await past.closing(), await past.summaries()], [[], []]);
    assert.deepEqual(await w.parking.parked('processor/closing'), []);
  },
);
