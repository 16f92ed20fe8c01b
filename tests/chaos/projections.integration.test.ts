import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { language, standardProjections as realProjections } from '../../projections/testing/standard.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import type { Step } from '../../projections/runtime/apply.ts';
import { createConsistency } from '../../projections/runtime/consistency.queries.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { mixedHistory } from '../../projections/testing/history.ts';
import type { Addressed } from '../../projections/testing/history.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { createChance } from '../../projections/testing/random.ts';
import { storedRows } from '../../projections/testing/tables.ts';
import { tallyProjection } from '../../projections/testing/tally.projection.ts';
import { inbox } from '../harness/inbox.ts';
import { rounds, roundsTimeout } from '../harness/rounds.ts';
import { startTestServices } from '../harness/services.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { Orders } from './projector-process.ts';

const MAIN = fileURLToPath(new URL('projector-process.ts', import.meta.url));
const projections = [...realProjections, tallyProjection];
const LEASE_MS = 600;
const steps: readonly Step[] = ['batch-taken', 'checkpoint-moved', 'rows-folded', 'rows-written', 'committed'];

type Blow = { readonly kind: 'crash' | 'freeze'; readonly step: Step } | { readonly kind: 'kill' | 'disconnect' };

interface Runner {
  readonly child: ChildProcess;
  readonly died: Promise<unknown>;
  isDead: boolean;
  isReady: boolean;
  /** It came to the step at which it kills or stops itself. */
  isStruck: boolean;
}

function spawnRunner(orders: Orders, onError: (text: string) => void): Runner {
  const child = spawn(process.execPath, [MAIN, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr?.setEncoding('utf8').on('data', onError);
  const runner: Runner = {
    child,
    died: once(child, 'exit').then(() => {
      runner.isDead = true;
    }),
    isDead: false,
    isReady: false,
    isStruck: false,
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    runner.isReady = true;
    if (text.includes('STRUCK')) runner.isStruck = true;
  });
  return runner;
}

async function append(log: EventLog, events: readonly Addressed[]): Promise<bigint> {
  let last = 0n;
  for (const { stream, event } of events) {
    const result = await log.append(stream, 'any', [event]);
    assert.equal(result.kind, 'appended');
    if (result.kind === 'appended') last = result.position;
  }
  return last;
}

test(
  'two runners that fight, crash and freeze end with exactly the rows of a plain fold',
  { timeout: roundsTimeout(300_000) },
  async (t) => {
    const seed = Number(process.env['REPRISE_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    t.diagnostic(`seed ${seed} (repeat with REPRISE_TEST_SEED=${seed})`);
    const chance = createChance(seed);
    const { urls, closeFirst } = await startTestServices(t, { postgres: true, eventstore: true });
    const log = openEventLog({ url: urls.eventstore, log: silentLogger });
    closeFirst(() => log.close());
    const db = openDatabase({ url: urls.postgres, log: silentLogger });
    closeFirst(() => db.close());
    await migrate(db, projections);
    const consistency = createConsistency(db, projections);
    const names = projections.map(({ name }) => name);

    const output: string[] = [];
    const runners = new Set<Runner>();
    const start = (blow?: Orders['blow']): Runner => {
      const runner = spawnRunner(
        { eventStoreUrl: urls.eventstore, databaseUrl: urls.postgres, leaseMs: LEASE_MS, blow },
        (text) => output.push(text),
      );
      runners.add(runner);
      void runner.died.then(() => runners.delete(runner));
      return runner;
    };
    const end = async (runner: Runner): Promise<void> => {
      if (!runner.isDead) runner.child.kill('SIGKILL');
      await runner.died;
    };
    const endAll = (): Promise<unknown> => Promise.all([...runners].map(end));
    closeFirst(endAll);

    let rest: readonly Addressed[] = [];
    let count = 0;
    const write = async (events: number): Promise<bigint> => {
      if (rest.length < events) rest = [...rest, ...mixedHistory(chance.below(2 ** 31), { films: 20, sessions: 30 })];
      const position = await append(log, rest.slice(0, events));
      rest = rest.slice(events);
      count += events;
      return position;
    };
    const reached = async (position: bigint, otherwise: string): Promise<void> =>
      assert.equal(
        await consistency.waitFor(String(position), names, 40_000),
        true,
        `${otherwise}; seed ${seed}; ${output.join('')}`,
      );

    /** Starts two runners that do themselves in at a step, and writes until one of them has come to it. */
    const strike = async (signal: 'SIGKILL' | 'SIGSTOP', step: Step): Promise<Runner> => {
      await endAll();
      const pair = [
        start({ signal, step, times: 1 + chance.below(10) }),
        start({ signal, step, times: 1 + chance.below(10) }),
      ];
      // Written before, it would only make the history long, on a slow machine endlessly.
      await inbox().until(async () => pair.some(({ isReady, isDead }) => isReady || isDead), 60_000);
      for (;;) {
        const struck = pair.find(({ isStruck }) => isStruck);
        if (struck !== undefined) return struck;
        assert.equal(
          pair.every(({ isDead }) => isDead),
          false,
          output.join(''),
        );
        await write(2);
        // Not a wait for something: it only keeps the history short while the runners get at it.
        await sleep(5);
      }
    };

    const deal: Readonly<Record<Blow['kind'], (step: Step) => Promise<void>>> = {
      async crash(step) {
        await (
          await strike('SIGKILL', step)
        ).died;
      },
      async freeze(step) {
        const frozen = await strike('SIGSTOP', step);
        start();
        await reached(await write(40), 'nobody took over from a frozen runner');
        frozen.child.kill('SIGCONT');
        await reached(await write(40), 'the thawed runner and its heir got stuck');
      },
      async kill() {
        start();
        await write(10 + chance.below(60));
        await end(chance.pick([...runners]));
      },
      async disconnect() {
        start();
        await write(20);
        await db
          .query(
            `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and application_name = 'reprise'`,
          )
          .catch(() => {});
        await write(20);
      },
    };
    const blows: readonly Blow[] = [
      ...steps.map((step): Blow => ({ kind: 'crash', step })),
      { kind: 'freeze', step: 'batch-taken' },
      { kind: 'kill' },
      { kind: 'freeze', step: 'rows-folded' },
      { kind: 'disconnect' },
      { kind: 'kill' },
      { kind: 'freeze', step: 'batch-taken' },
    ];
    for (let round = 0; round < rounds(1); round += 1)
      for (const blow of blows) await deal[blow.kind]('step' in blow ? blow.step : 'committed');
    await endAll();
    start();
    start();
    await reached(await write(200), 'the end was never reached');
    const events: RecordedEvent[] = [];
    for await (const event of log.readAll()) events.push(event);
    assert.equal(events.length, count);
    assert.deepEqual(await consistency.parked(10), []);
    for (const projection of projections)
      assert.deepEqual(
        await storedRows(db, projection),
        plainFold(projection, events),
        `${projection.name}; seed ${seed}`,
      );
    for (const name of names)
      assert.equal((await rebuild({ log, language, db, projections, name, compare: true })).identical, true, name);
    assert.deepEqual(output, []);
  },
);
