import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Step } from '../../projections/runtime/apply.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { language, standardProjections as projections } from '../../projections/testing/standard.ts';
import { tallyProjection } from '../../projections/testing/tally.projection.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';

/** What the test tells this process, as JSON in its first argument. */
export interface Orders {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly leaseMs: number;
  /** Sends itself this signal when it comes to this step for the `times`-th time. */
  readonly blow?: { readonly signal: 'SIGKILL' | 'SIGSTOP'; readonly step: Step; readonly times: number } | undefined;
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders;
const { blow } = orders;
let left = blow?.times ?? 0;

const onStep = (_projection: string, step: Step): void => {
  if (step !== blow?.step) return;
  left -= 1;
  if (left !== 0) return;
  process.stdout.write('STRUCK\n');
  process.kill(process.pid, blow.signal);
};

// The test's end, however it ends, is ours too.
process.stdin.on('end', () => process.exit(0)).resume();

const log = openEventLog({ url: orders.eventStoreUrl, log: silentLogger });
const db = openDatabase({ url: orders.databaseUrl, log: silentLogger, idleInTransactionMs: 1_000 });
const options = { leaseMs: orders.leaseMs, batchSize: 20, catchUpBatchSize: 50, batchMs: 2, capacity: 100, onStep };
const projector = createProjector({
  log,
  language,
  db,
  signals: createMemorySignals(),
  logger: silentLogger,
  options,
  projections: [...projections, tallyProjection],
});
await projector.start();
process.stdout.write('READY\n');
