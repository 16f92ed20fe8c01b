import { z } from 'zod';
import type { Delivery, Queues } from '../../ports/queues.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Role } from '../../ports/role.ts';
import { longRunning } from '../runtime/long-running.ts';
import { reportFailure } from './failure-report.ts';
import { Heartbeat, RequestReport } from './heartbeat.ts';
import { keepMilestones } from './milestone-retention.ts';
import { createSessionWriter } from './session-writer.ts';

export interface TelemetryDeps {
  /** The log that holds `heartbeats-…` streams. */
  readonly log: EventLog;
  readonly execute: Execute;
  readonly checkpoints: Checkpoints;
  readonly queues: Queues;
  readonly logger: Logger;
  /** Sessions that are written at the same time in this process. */
  readonly concurrency?: number;
}

/**
 * Takes heartbeats off the queue and appends each to its session's stream, once and in order. Acknowledges after the append,
 * and after the failure that it may report is a milestone.
 */
export function createTelemetryWriter(deps: TelemetryDeps): Role {
  const { log, queues, logger, concurrency = 256 } = deps;
  const write = createSessionWriter(log);
  let written = 0;
  const handle = async (delivery: Delivery<unknown>): Promise<void> => {
    const heartbeat = Heartbeat.safeParse(delivery.payload);
    if (!heartbeat.success) {
      const report = RequestReport.safeParse(delivery.payload);
      if (report.success) {
        await write(report.data);
        return delivery.ack();
      }
      logger.error(
        { sequence: delivery.sequence, error: z.prettifyError(heartbeat.error) },
        'a heartbeat of the wrong shape was dropped',
      );
      return delivery.discard();
    }
    if (await write(heartbeat.data)) written += 1;
    await reportFailure(deps, heartbeat.data);
    await delivery.ack();
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
