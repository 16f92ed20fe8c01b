import type { QueueName } from '../../ports/queues.ts';

/** One JetStream stream per queue: delivery only, so a message is gone once it is acknowledged. */
export interface StreamSpec {
  readonly stream: string;
  readonly subject: string;
  /** -1: no limit. A full stream refuses new messages, so that the producer notices. */
  readonly maxBytes: number;
}

/** Seconds within which a repeated message id is dropped. */
export const DUPLICATE_WINDOW_SECONDS = 120;

export const streamSpecs: Readonly<Record<QueueName, StreamSpec>> = {
  'jobs.media': { stream: 'JOBS', subject: 'jobs.media', maxBytes: -1 },
  telemetry: { stream: 'TELEMETRY', subject: 'telemetry', maxBytes: 1024 ** 3 },
};
