import type { Delivery, Queues } from '../../ports/queues.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Role } from '../../ports/role.ts';
import { longRunning } from '../runtime/long-running.ts';
import { reportFailure } from './failure-report.ts';
import { entriesOf, readTelemetry } from './heartbeat.ts';
import { keepMilestones } from './milestone-retention.ts';
import { createSessionWriter } from './session-writer.ts';

export interface TelemetryDeps {
  /** The log that holds `heartbeats-…` streams. */
  readonly log: EventLog;
  readonly execute: Execute;
  readonly checkpoints: Checkpoints;
  readonly queues: Queues;
  readonly logger: Logger;
  /** Messages that are written at the same time in this process. A message holds up to some hundred heartbeats. */
  readonly concurrency?: number;
}

/**
 * Takes heartbeats off the queue and appends each to its session's stream, once and in order. Acknowledges after the appends,
 * and after the failures that they may report are milestones.
 */
export function createTelemetryWriter(deps: TelemetryDeps): Role {
  const { log, queues, logger, concurrency = 32 } = deps;
  const write = createSessionWriter(log);
  let written = 0;
  const handleOne = async (entry: unknown, sequence: number): Promise<void> => {
    const telemetry = readTelemetry(entry);
    if ('wrong' in telemetry) {
      logger.error({ sequence, error: telemetry.wrong }, 'a heartbeat of the wrong shape was dropped');
      return;
    }
    const isNew = await write(telemetry);
    if ('reportId' in telemetry) return;
    if (isNew) written += 1;
    await reportFailure(deps, telemetry);
  };
  const handle = async ({ payload, sequence, ack }: Delivery<unknown>): Promise<void> => {
    const results = await Promise.allSettled(entriesOf(payload).map((entry) => handleOne(entry, sequence)));
    // The message comes again as a whole: what is written already is known then.
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    await ack();
  };
  return longRunning(
    'telemetry',
    [
      async (signal) => {
        await keepMilestones(deps, signal);
        await untilAborted(signal);
      },
      (signal) =>
        queues.consume('telemetry', { durable: 'telemetry-writer', concurrency, ackWaitMs: 30_000, signal }, handle),
    ],
    () => `${written} heartbeats written since the start`,
  );
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
