import { z } from 'zod';
import type { Delivery, Queues } from '../../ports/queues.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Role } from '../../ports/role.ts';
import { longRunning } from '../runtime/long-running.ts';
import { Heartbeat } from './heartbeat.ts';
import { createSessionWriter } from './session-writer.ts';

export interface TelemetryDeps {
  /** The log that holds `playback-…` streams; may be a cluster of its own. */
  readonly log: EventLog;
  readonly queues: Queues;
  readonly logger: Logger;
  /** Sessions that are written at the same time in this process. */
  readonly concurrency?: number;
}

/** Takes heartbeats off the queue and appends each to its session's stream, once and in order. Acknowledges after the append. */
export function createTelemetryWriter({ log, queues, logger, concurrency = 32 }: TelemetryDeps): Role {
  const write = createSessionWriter(log);
  let written = 0;
  const handle = async (delivery: Delivery<unknown>): Promise<void> => {
    const heartbeat = Heartbeat.safeParse(delivery.payload);
    if (!heartbeat.success) {
      logger.error(
        { sequence: delivery.sequence, error: z.prettifyError(heartbeat.error) },
        'a heartbeat of the wrong shape was dropped',
      );
      return delivery.discard();
    }
    if (await write(heartbeat.data)) written += 1;
    await delivery.ack();
  };
  return longRunning(
    'telemetry',
    [
      (signal) =>
        queues.consume('telemetry', { durable: 'telemetry-writer', concurrency, ackWaitMs: 30_000, signal }, handle),
    ],
    () => `${written} heartbeats written since the start`,
  );
}
