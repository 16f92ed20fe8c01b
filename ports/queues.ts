import { Outage } from './outage.ts';

/** One delivery of a queued message. Exactly one of `ack`, `retry` and `discard` ends it. */
export interface Delivery<T> {
  readonly payload: T;
  /** 1 for the first delivery, more for later ones. It names no delivery: a server may tell the same number twice. */
  readonly deliveryCount: number;
  /** Sequence of the message in its queue. */
  readonly sequence: number;
  /** Tells the queue that work goes on; call it more often than the queue's ack wait. */
  working(): void;
  ack(): Promise<void>;
  /** Hands the message back, to be delivered again after `delayMs`. */
  retry(delayMs: number): void;
  discard(): void;
}

export interface ConsumeOptions {
  /** Durable consumer name shared by all workers of a kind. */
  readonly durable: string;
  /** Messages in flight in this process. */
  readonly concurrency: number;
  /** Milliseconds without `working()` after which a delivery is given to somebody else. */
  readonly ackWaitMs: number;
  readonly signal: AbortSignal;
}

/** Queues that deliver at least once (JetStream). Delivery only, never truth. */
export interface Queues {
  /** Resolves when the queue has stored it. A repeated `messageId` within the window is dropped by the queue. */
  enqueue(queue: QueueName, payload: unknown, messageId: string): Promise<void>;
  consume<T>(
    queue: QueueName,
    options: ConsumeOptions,
    handle: (delivery: Delivery<T>) => Promise<void>,
  ): Promise<void>;
  /** Messages that are not done with. */
  depth(queue: QueueName): Promise<number>;
}

/** `jobs.{kind}` carries `JobMessage`s of one kind to workers, `telemetry` carries heartbeats to the telemetry writer. */
export type QueueName = `jobs.${string}` | 'telemetry';

/** The queue's server did not store a message in time: an outage, to be retried by the caller's policy. */
export class QueueUnavailable extends Outage {
  override name = 'QueueUnavailable';
}
