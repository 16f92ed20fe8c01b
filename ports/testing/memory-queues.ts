import { QueueUnavailable } from '../queues.ts';
import type { ConsumeOptions, Delivery, QueueName, Queues } from '../queues.ts';

/** Queues in memory, and everything that they took. Keeps queues.contract.ts. */
export interface MemoryQueues extends Queues {
  /** Messages that were stored: repeats of a message id are not among them. */
  readonly enqueued: readonly { readonly queue: QueueName; readonly payload: unknown; readonly messageId: string }[];
  /** While they are away, nothing can be enqueued. */
  setAway(away: boolean): void;
}

interface Message {
  readonly json: string;
  readonly sequence: number;
  deliveries: number;
  /** Nobody gets it before: it was handed back for later, or somebody works on it. Milliseconds of `performance.now()`. */
  notBefore: number;
}

interface Queue {
  readonly messages: Map<number, Message>;
  readonly ids: Set<string>;
  readonly wakers: Set<() => void>;
  sequence: number;
}

/** As a NATS server takes them when nobody has configured anything else. */
const MAX_BYTES = 1024 * 1024;
const RETRY_AFTER_ERROR_MS = 50;

export function createMemoryQueues(): MemoryQueues {
  const queues = new Map<QueueName, Queue>();
  let away = false;
  const enqueued: { queue: QueueName; payload: unknown; messageId: string }[] = [];
  const queueOf = (name: QueueName): Queue => {
    const queue = queues.get(name) ?? { messages: new Map(), ids: new Set(), wakers: new Set(), sequence: 0 };
    queues.set(name, queue);
    return queue;
  };
  return {
    enqueued,
    setAway: (value) => {
      away = value;
    },
    async enqueue(name, payload, messageId) {
      if (away) throw new QueueUnavailable(`The queue ${name} did not take a message.`);
      const json = JSON.stringify(payload);
      if (Buffer.byteLength(json) > MAX_BYTES) throw new RangeError('the message is too large');
      const queue = queueOf(name);
      if (queue.ids.has(messageId)) return;
      queue.ids.add(messageId);
      const sequence = (queue.sequence += 1);
      queue.messages.set(sequence, { json, sequence, deliveries: 0, notBefore: 0 });
      enqueued.push({ queue: name, payload: JSON.parse(json), messageId });
      wake(queue);
    },
    consume: async <T>(name: QueueName, options: ConsumeOptions, handle: (delivery: Delivery<T>) => Promise<void>) => {
      const queue = queueOf(name);
      await Promise.all(Array.from({ length: options.concurrency }, () => work(queue, options, handle)));
    },
    depth: async (name) => queueOf(name).messages.size,
  };
}

const wake = (queue: Queue): void => {
  for (const waker of queue.wakers) waker();
};

/** One message at a time, until aborted. */
const work = async <T>(
  queue: Queue,
  { signal, ackWaitMs }: ConsumeOptions,
  handle: (delivery: Delivery<T>) => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    const now = performance.now();
    const waiting = [...queue.messages.values()];
    const message = waiting.find(({ notBefore }) => notBefore <= now);
    if (message === undefined) {
      await change(queue, Math.min(...waiting.map(({ notBefore }) => notBefore)) - now, signal);
      continue;
    }
    message.deliveries += 1;
    message.notBefore = now + ackWaitMs;
    const delivery = deliver<T>(queue, message, ackWaitMs);
    await handle(delivery).catch(() => delivery.retry(RETRY_AFTER_ERROR_MS));
  }
};

const deliver = <T>(queue: Queue, message: Message, ackWaitMs: number): Delivery<T> => {
  const hold = (ms: number): void => {
    message.notBefore = performance.now() + ms;
    wake(queue);
  };
  return {
    payload: JSON.parse(message.json) as T,
    sequence: message.sequence,
    deliveryCount: message.deliveries,
    working: () => hold(ackWaitMs),
    ack: async () => void queue.messages.delete(message.sequence),
    retry: (delayMs) => hold(Math.max(0, delayMs)),
    discard: () => void queue.messages.delete(message.sequence),
  };
};

/** Until something happens in the queue, or time brings a message back. */
const change = (queue: Queue, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = Number.isFinite(ms) ? setTimeout(done, ms) : undefined;
    function done(): void {
      clearTimeout(timer);
      queue.wakers.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    }
    queue.wakers.add(done);
    signal.addEventListener('abort', done, { once: true });
  });
