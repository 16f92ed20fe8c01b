import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { EventLog, RecordedEvent } from '../../commands/ports/event-log.ts';
import { openEventLog } from '../../commands/store/event-log.ts';
import { projections } from '../../projections/all.ts';
import { openDatabase } from '../../projections/db/database.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createQueries } from '../../projections/queries.ts';
import type { Step } from '../../projections/runtime/apply.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { mixedHistory } from '../../projections/testing/history.ts';
import type { Addressed } from '../../projections/testing/history.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { createChance } from '../../projections/testing/random.ts';
import { storedRows } from '../../projections/testing/tables.ts';
import { startTestServices } from '../harness/services.ts';
import { silentLogger } from '../harness/silent-logger.ts';
import type { Orders } from './projector-process.ts';

const MAIN = fileURLToPath(new URL('projector-process.ts', import.meta.url));
const LEASE_MS = 600;
const steps: readonly Step[] = ['batch-taken', 'checkpoint-moved', 'rows-folded', 'rows-written', 'committed'];

type Blow = { readonly kind: 'crash'; readonly step: Step } | { readonly kind: 'kill' } | { readonly kind: 'freeze' } | { readonly kind: 'disconnect' };

interface Runner {
  readonly child: ChildProcess;
  readonly died: Promise<unknown>;
  isDead: boolean;
}

function spawnRunner(orders: Orders, onError: (text: string) => void): Runner {
  const child = spawn(process.execPath, [MAIN, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr?.setEncoding('utf8').on('data', onError);
  const runner: Runner = { child, died: once(child, 'exit').then(() => { runner.isDead = true; }), isDead: false };
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

test('two runners that fight, crash and freeze end with exactly the rows of a plain fold', { timeout: 180_000 }, async (t) => {
  const seed = Number(process.env['REPRISE_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  t.diagnostic(`seed ${seed} (repeat with REPRISE_TEST_SEED=${seed})`);
  const chance = createChance(seed);
  const { urls, closeFirst } = await startTestServices(t, { postgres: true, eventstore: true });
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  closeFirst(() => log.close());
  const db = openDatabase({ url: urls.postgres, log: silentLogger });
  closeFirst(() => db.close());
  await migrate(db);
  const { consistency } = createQueries(db);
  const names = projections.map(({ name }) => name);

  const said: string[] = [];
  const runners = new Set<Runner>();
  const start = (crash?: Orders['crash']): Runner => {
    const runner = spawnRunner({ eventStoreUrl: urls.eventstore, databaseUrl: urls.postgres, leaseMs: LEASE_MS, crash }, (text) => said.push(text));
    runners.add(runner);
    void runner.died.then(() => runners.delete(runner));
    return runner;
  };
  const end = async (runner: Runner): Promise<void> => {
    if (!runner.isDead) runner.child.kill('SIGKILL');
    await runner.died;
  };
  closeFirst(() => Promise.all([...runners].map(end)));

  const history = mixedHistory(seed, { films: 70, sessions: 120 });
  let written = 0;
  const write = async (count: number): Promise<bigint> => {
    const slice = history.slice(written, written + count);
    written += slice.length;
    return append(log, slice);
  };

  /** Writes until the runner is dead, so that it comes to the step at which it dies. */
  const writeUntilDead = async (runner: Runner): Promise<void> => {
    while (!runner.isDead && written < history.length) await write(2);
    assert.ok(runner.isDead, 'the history was too short for the crash');
  };

  const blows: readonly Blow[] = [
    ...steps.map((step): Blow => ({ kind: 'crash', step })),
    ...Array.from({ length: 4 }, (): Blow => chance.pick<Blow>([{ kind: 'kill' }, { kind: 'freeze' }, { kind: 'disconnect' }, { kind: 'crash', step: chance.pick(steps) }])),
    { kind: 'freeze' },
    { kind: 'disconnect' },
  ];
  const struck: Record<Blow['kind'], (blow: Blow, standby: Runner) => Promise<void>> = {
    async crash(blow, standby) {
      assert.equal(blow.kind, 'crash');
      const victim = start({ step: (blow as Extract<Blow, { kind: 'crash' }>).step, times: 1 + chance.below(12) });
      await once(victim.child.stdout as NodeJS.ReadableStream, 'data');
      // The victim stands by until the other one is gone.
      await end(standby);
      const rival = start();
      await writeUntilDead(victim);
      await end(rival);
    },
    async kill() {
      const victim = start();
      await write(10 + chance.below(60));
      await end(victim);
    },
    async freeze(_blow, frozen) {
      await write(20);
      frozen.child.kill('SIGSTOP');
      const heir = start();
      const position = await write(20);
      assert.equal(await consistency.waitFor(String(position), names, 40_000), true, 'nobody took over from a frozen runner');
      frozen.child.kill('SIGCONT');
      const later = await write(20);
      assert.equal(await consistency.waitFor(String(later), names, 40_000), true, 'the thawed runner and its heir got stuck');
      await end(heir);
    },
    async disconnect() {
      const rival = start();
      await write(20);
      await db.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and application_name = 'reprise'`).catch(() => {});
      await write(20);
      await end(rival);
    },
  };
  for (const blow of blows) {
    const standby = [...runners].find((runner) => !runner.isDead) ?? start();
    await struck[blow.kind](blow, standby);
  }
  for (const runner of [...runners]) if (chance.next() < 0.5) await end(runner);

  start();
  start();
  const last = await write(history.length);
  assert.equal(await consistency.waitFor(String(last), names, 60_000), true, `the end was never reached; ${said.join('')}`);
  const events: RecordedEvent[] = [];
  for await (const event of log.readAll()) events.push(event);
  assert.equal(events.length, history.length);
  assert.deepEqual(await consistency.parked(10), []);
  for (const projection of projections) assert.deepEqual(await storedRows(db, projection), plainFold(projection, events), projection.name);
  for (const name of names) assert.equal((await rebuild({ log, db, name, compare: true })).identical, true, name);
  assert.deepEqual(said, []);
});
