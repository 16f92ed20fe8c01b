import { randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Database } from '../../ports/database.ts';
import { projectionContexts } from '../../projections/contexts.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createDueTimers } from '../../projections/kernel/timers.queries.ts';
import { timersProjection } from '../../projections/kernel/timers.projection.ts';
import { createQueries } from '../../projections/queries.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { standardProjections } from '../../projections/testing/standard.ts';
import { systemClock } from '../../runtime/system-clock.ts';
import { language } from '../../schemas/language.ts';
import { createTimers } from '../../workers/runtime/timers.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, type Benchmark } from './bench.ts';
import { counting, type CountingLog } from './counting-log.ts';
import { anEvent, callsPerSecond, readAndAppend } from './events.ts';
import { openScope } from './scope.ts';
import { silent } from './silent.ts';

const ROUNDS = 7;
/** Timers of a round, all due at once: many times what the role takes at a time. */
const TIMERS = 2000;
/** Timers that fired long ago, and as many that are not due for years: both stay in the table. */
const OTHERS = 100_000;
/** As many as the role fires at a time. */
const IN_FLIGHT = 200;

/** How fast due timers fire, from the read model through the process' stream and back to the read model. */
export const timers: Benchmark = {
  name: 'timers',
  description: 'due timers fired, against the same appends with nothing around them',
  async *run(report) {
    await using scope = openScope();
    const { urls, closeFirst } = await startTestServices(scope.afterwards, {
      eventstore: true,
      postgres: true,
      nats: true,
    });
    const log = counting(openEventLog({ url: urls.eventstore, log: silent }));
    const db = openDatabase({ url: urls.postgres, log: silent });
    const { signals, close } = await connectNats({ url: urls.nats, log: silent });
    closeFirst(() => Promise.allSettled([log.close(), db.close(), close()]));
    await migrate(db, standardProjections);
    await fillTable(db);
    const projections = [timersProjection];
    const projector = createProjector({ log, language, db, signals, logger: silent, projections });
    await projector.start();
    closeFirst(() => projector.stop());
    const { timers: queries, consistency } = createQueries(db, projectionContexts, signals);
    const due = createDueTimers(queries, consistency, signals);

    const fire = (instances: number) => async () => {
      const token = await setDueTimers(log);
      if (!(await consistency.waitFor(token, ['timers'], 60_000))) throw new Error('The timers were never shown.');
      const roles = Array.from({ length: instances }, () =>
        createTimers({ log, language, timers: due, clock: systemClock, logger: silent }),
      );
      const taken = await seconds(async () => {
        const done = log.appended('wakes-', TIMERS);
        await Promise.all(roles.map((role) => role.start()));
        await done;
      });
      await Promise.all(roles.map((role) => role.stop()));
      return TIMERS / taken;
    };
    const appends = () =>
      callsPerSecond(TIMERS, IN_FLIGHT, () => log.append(`bare-${randomUUID()}`, 'no-stream', [anEvent()]));
    const byHand = async () => {
      const ids = Array.from({ length: TIMERS }, () => randomUUID());
      await Promise.all(ids.map((id) => log.append(`bare-${id}`, 'no-stream', [anEvent()])));
      return callsPerSecond(TIMERS, IN_FLIGHT, async () => readAndAppend(log, `bare-${ids.pop()}`));
    };
    await fire(1)();
    report(`${ROUNDS} rounds of ${TIMERS} due timers`);
    yield rate('timers fired, against an append', 'timers/s', await paired(ROUNDS, fire(1), appends));
    yield rate('timers fired, against a read and an append', 'timers/s', await paired(ROUNDS, fire(1), byHand));
    yield rate('timers fired by two instances, against one', 'timers/s', await paired(ROUNDS, fire(2), fire(1)));
  },
};

/** Sets timers that are due, each of another instance. @returns where the last one stands */
async function setDueTimers(log: CountingLog): Promise<string> {
  let last = 0n;
  await callsPerSecond(TIMERS, 256, async () => {
    const processId = randomUUID();
    const data = { process: 'wakes', processId, name: 'wake', dueAt: new Date(Date.now() - 1000).toISOString() };
    const metadata = { ...anEvent().metadata, actor: { kind: 'process', id: 'wakes' } as const };
    const event = language.encode({ type: 'kernel.TimerSet', data }, randomUUID(), metadata);
    const appended = await log.append(`wakes-${processId}`, 'no-stream', [event]);
    if (appended.kind === 'appended' && appended.position > last) last = appended.position;
  });
  return String(last);
}

const fillTable = (db: Database) =>
  db.query(
    `insert into timers.timers (process, process_id, name, due_at, position)
     select 'old', gen_random_uuid(), 'wake', due, 1 from generate_series(1, $1),
       (values (null), (now() + interval '10 years')) as dues (due)`,
    [OTHERS],
  );
