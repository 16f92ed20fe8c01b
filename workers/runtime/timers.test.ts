import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { anyProcess } from '../../domain/kernel/context.ts';
import { requestsOf } from '../../domain/kernel/requests.ts';
import type { Process } from '../../domain/kernel/process.ts';
import { LogUnavailable } from '../../ports/event-log.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { DueTimers } from '../../ports/due-timers.ts';
import { createFakeClock } from '../../ports/testing/fake-clock.ts';
import { createMemoryCheckpoints } from '../../ports/testing/memory-checkpoints.ts';
import { createMemoryDueTimers } from '../../ports/testing/memory-due-timers.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { language } from '../../schemas/language.ts';
import { createProcessor } from './processor.ts';
import { createTimers } from './timers.ts';
import { timersOfLog } from '../testing/timers-of-log.ts';

const YEAR = 365 * 24 * 3600 * 1000;
const within = { timeout: 30_000 };

/** A subscription that is renewed every year, begun by an upload for want of anything else. Three times, then it rests. */
const renewal: Process<
  number,
  { readonly type: 'media.UploadStarted'; readonly data: { readonly uploadId: string } },
  never
> = {
  category: 'renewal',
  inputs: ['media.UploadStarted', 'kernel.TimerFired'],
  route: ({ data }) => data.uploadId,
  initial: 0,
  evolve: (renewals, event) => renewals + (event.type === 'kernel.TimerFired' ? 1 : 0),
  react: ({ event, at }, renewals, derive) => {
    const processId = event.type === 'kernel.TimerFired' ? event.data.processId : '';
    const id = event.type === 'media.UploadStarted' ? event.data.uploadId : processId;
    return renewals >= 3 ? [] : [requestsOf('renewal', id, derive).timer('renew', at, YEAR)];
  },
};

/** Processes, timers and a log in memory, under a clock that the test moves. */
function world(t: TestContext) {
  const log = createMemoryLog();
  const clock = createFakeClock();
  const timers = timersOfLog(t, log);
  const run = async (role: ReturnType<typeof createTimers>): Promise<ReturnType<typeof createTimers>> => {
    await role.start();
    t.after(() => role.stop());
    return role;
  };
  const startTimers = (how: { readonly log?: EventLog; readonly timers?: DueTimers } = {}) =>
    run(createTimers({ log, language, timers, clock, logger: silentLogger, ...how }));
  const startProcessor = () =>
    run(
      createProcessor({
        contexts: [{ name: 'test', deciders: [], processes: [anyProcess(renewal)] }],
        log,
        language,
        execute: executeOn(log),
        checkpoints: createMemoryCheckpoints(),
        parking: createMemoryParkingLot(),
        logger: silentLogger,
      }),
    );
  const write = (stream: string, type: string, data: object): bigint => {
    const event = language.encode({ type, data }, randomUUID(), {
      $correlationId: stream,
      $causationId: stream,
      commandId: randomUUID(),
      actor: { kind: 'staff', id: 'test' },
      occurredAt: new Date(clock.now()).toISOString(),
    });
    return log.write([{ stream, event }]);
  };
  const begin = (uploadId: string): void => {
    const fields = { uploadId, assetId: randomUUID(), titleId: randomUUID(), fileName: 'a', sizeBytes: 1 };
    write(`upload-${uploadId}`, 'media.UploadStarted', fields);
  };
  const fired = () => log.events.filter(({ type }) => type === 'kernel.TimerFired');
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  /** Moves the clock to the next instant that somebody waits for. */
  const set = (count: number): Promise<void> =>
    until(() => log.events.filter(({ type }) => type === 'kernel.TimerSet').length === count);
  return { log, clock, timers, startTimers, startProcessor, begin, write, fired, until, set };
}

test('a process lives through years, each timer fires once, and two instances change nothing', within, async (t) => {
  const w = world(t);
  await w.startProcessor();
  await Promise.all([w.startTimers(), w.startTimers()]);
  const ids = Array.from({ length: 20 }, () => randomUUID());
  for (const id of ids) w.begin(id);
  const start = w.clock.now();
  for (let year = 1; year <= 3; year += 1) {
    await w.set(ids.length * year);
    w.clock.set(start + year * YEAR - 1);
    assert.equal(w.fired().length, ids.length * (year - 1), 'nothing fires before it is due');
    w.clock.set(start + year * YEAR);
    await w.until(() => w.fired().length >= ids.length * year);
  }
  w.clock.set(start + 30 * YEAR);
  await w.until(async () => (await w.timers.nextAfter(0)) === undefined);
  assert.equal(w.fired().length, 3 * ids.length);
  for (const id of ids) {
    const mine = w.fired().filter(({ stream }) => stream === `renewal-${id}`);
    assert.deepEqual(
      mine.map(({ data }) => (data as { dueAt: string }).dueAt),
      [1, 2, 3].map((year) => new Date(start + year * YEAR).toISOString()),
    );
  }
});

test('what came due while nobody looked fires at the start, with how late it was', within, async (t) => {
  const w = world(t);
  await w.startProcessor();
  w.begin(randomUUID());
  await w.set(1);
  w.clock.set(w.clock.now() + YEAR + 5_000);
  const role = await w.startTimers();
  await w.until(() => w.fired().length === 1);
  const [only] = w.fired();
  assert.ok(only !== undefined);
  const { dueAt, firedAt } = only.data as { dueAt: string; firedAt: string };
  assert.equal(Date.parse(firedAt) - Date.parse(dueAt), 5_000);
  assert.equal((await role.health()).ok, true);
});

test(
  'timers of one process that all came due while it slept fire once each, in the order in which they were due, by two roles',
  within,
  async (t) => {
    const w = world(t);
    const processId = randomUUID();
    const start = w.clock.now();
    const days = Array.from({ length: 30 }, (_, day) => ({
      name: `day-${(day * 7) % 30}`,
      dueAt: new Date(start + day * 86_400_000).toISOString(),
    }));
    for (const { name, dueAt } of days.toReversed())
      w.write(`renewal-${processId}`, 'kernel.TimerSet', { process: 'renewal', processId, name, dueAt });
    // Whoever asks first is answered last.
    let asked = 0;
    const log: EventLog = {
      ...w.log,
      async *readStream(stream, options) {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, 40 - asked)));
        yield* w.log.readStream(stream, options);
      },
    };
    await w.until(async () => (await w.timers.nextAfter(0)) !== undefined);
    w.clock.set(start + 31 * 86_400_000);
    await Promise.all([w.startTimers({ log }), w.startTimers({ log })]);
    await w.until(async () => w.fired().length >= 30 && (await w.timers.nextAfter(0)) === undefined);
    assert.deepEqual(
      w.fired().map(({ data }) => (data as { name: string }).name),
      days.map(({ name }) => name),
    );
  },
);

test('a timer that comes due while others are looked for does not wait for the next look', within, async (t) => {
  const w = world(t);
  const processId = randomUUID();
  const dueAt = new Date(w.clock.now() + 1_000).toISOString();
  w.write(`renewal-${processId}`, 'kernel.TimerSet', { process: 'renewal', processId, name: 'renew', dueAt });
  await w.until(async () => (await w.timers.nextAfter(0)) !== undefined);
  await w.startTimers({
    timers: {
      ...w.timers,
      onChange: () => () => undefined,
      take: async (...args) => {
        const taken = await w.timers.take(...args);
        w.clock.set(Date.parse(dueAt) + 1);
        return taken;
      },
    },
  });
  await w.until(() => w.fired().length === 1);
});

test('a timer that was moved while the read model lagged does not fire at its old instant', within, async (t) => {
  const w = world(t);
  await w.startProcessor();
  const id = randomUUID();
  w.begin(id);
  await w.set(1);
  const dueAt = new Date(w.clock.now() + 1).toISOString();
  // The read model believes that it is due; the process' stream knows better.
  w.timers.set({ process: 'renewal', processId: id, name: 'renew', dueAt, position: '1' });
  w.clock.set(w.clock.now() + YEAR - 1);
  let asked = 0;
  await w.startTimers({
    timers: {
      ...w.timers,
      take: async (...args) => {
        const taken = await w.timers.take(...args);
        asked += taken;
        return taken;
      },
    },
  });
  await w.until(() => asked > 0);
  assert.equal(w.fired().length, 0);
});

/** Timers that are set in the log and due, without a process; shown by a read model that nobody brings up to date. */
function dueNow(w: ReturnType<typeof world>, count: number, shown = w.timers) {
  const dueAt = new Date(w.clock.now() - 1).toISOString();
  return Array.from({ length: count }, () => {
    const timer = { process: 'renewal', processId: randomUUID(), name: 'renew', dueAt };
    const set = (): void =>
      shown.set({ ...timer, position: String(w.write(`renewal-${timer.processId}`, 'kernel.TimerSet', timer)) });
    set();
    return { ...timer, set };
  });
}

test(
  'a read model that stands still keeps no timer from firing, and is not asked again and again',
  within,
  async (t) => {
    const w = world(t);
    let [looks, offered] = [0, 0];
    const still = createMemoryDueTimers();
    dueNow(w, 230, still);
    await new Promise((resolve) => setImmediate(resolve));
    await w.startTimers({
      timers: {
        ...still,
        take: async (...args) => {
          looks += 1;
          const taken = await still.take(...args);
          offered += taken;
          return taken;
        },
      },
    });
    await w.until(() => w.fired().length === 230 && w.clock.next() !== undefined);
    assert.equal(new Set(w.fired().map(({ stream }) => stream)).size, 230);
    // Two pages hold them; there are two rounds: one that fires, one that finds nothing else to do.
    assert.deepEqual([looks, offered], [4, 460]);
  },
);

test('a timer that cannot be fired is told of and holds up no other', within, async (t) => {
  const w = world(t);
  const still = createMemoryDueTimers();
  const broken = dueNow(w, 60, still);
  const log: EventLog = {
    ...w.log,
    readStream: (stream, options) => {
      if (broken.some(({ processId }) => stream.endsWith(processId))) throw new Error('not understood');
      return w.log.readStream(stream, options);
    },
  };
  const fine = dueNow(w, 3, still);
  const role = await w.startTimers({ log, timers: still });
  await w.until(() => w.fired().length === fine.length && w.clock.next() !== undefined);
  assert.deepEqual(await role.health(), { ok: false, detail: '60 due timers cannot be fired: not understood' });
});

test('a timer that is set again to an instant at which it fired fires again', within, async (t) => {
  const w = world(t);
  const [timer] = dueNow(w, 1);
  await w.startTimers();
  await w.until(() => w.fired().length === 1);
  timer?.set();
  await w.until(() => w.fired().length === 2);
  await w.until(async () => (await w.timers.nextAfter(0)) === undefined);
});

test('an event store that is away loses no timer, and the health says so meanwhile', within, async (t) => {
  const w = world(t);
  await w.startProcessor();
  for (let n = 0; n < 3; n += 1) w.begin(randomUUID());
  await w.set(3);
  let away = true;
  const log: EventLog = {
    ...w.log,
    append: async (...args) => {
      if (away) throw new LogUnavailable('the log is away');
      return w.log.append(...args);
    },
  };
  const role = await w.startTimers({ log });
  w.clock.set(w.clock.now() + YEAR);
  await w.until(async () => !(await role.health()).ok);
  away = false;
  await w.until(() => w.fired().length === 3);
  await w.until(async () => (await role.health()).ok);
});
