import { openEventLog } from '../../commands/store/event-log.ts';
import { openDatabase } from '../../projections/db/database.ts';
import type { Step } from '../../projections/runtime/apply.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { createMemorySignals } from '../../projections/testing/signals.ts';
import { silentLogger } from '../harness/silent-logger.ts';

/** What the test tells this process, as JSON in its first argument. */
export interface Orders {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly leaseMs: number;
  /** Dies by SIGKILL when it comes to this step for the `times`-th time. */
  readonly crash?: { readonly step: Step; readonly times: number } | undefined;
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
let left = orders.crash?.times ?? 0;

const onStep = (_projection: string, step: Step): void => {
  if (step !== orders.crash?.step) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};

// The test's end, however it ends, is ours too.
process.stdin.on('end', () => process.exit(0)).resume();

const log = openEventLog({ url: orders.eventStoreUrl, log: silentLogger });
const db = openDatabase({ url: orders.databaseUrl, log: silentLogger });
const options = { leaseMs: orders.leaseMs, batchSize: 20, batchMs: 2, capacity: 100, onStep };
const projector = createProjector({ log, db, signals: createMemorySignals(), logger: silentLogger, options });
await projector.start();
process.stdout.write('RUNNING\n');
