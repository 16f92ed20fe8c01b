import {
  AckPolicy,
  connect,
  DeliverPolicy,
  DiscardPolicy,
  Events,
  nanos,
  NatsError,
  RetentionPolicy,
  StorageType,
  StringCodec,
} from 'nats';
import type { Consumer, JetStreamManager, JsMsg, NatsConnection } from 'nats';
import { QueueUnavailable } from '../../ports/queues.ts';
import type { ConsumeOptions, Delivery, QueueName, Queues } from '../../ports/queues.ts';
import type { Signals } from '../../ports/signals.ts';
import type { Logger } from '../../ports/logger.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { namespaceOf, type Namespace } from './namespace.ts';
import { DUPLICATE_WINDOW_SECONDS, streamSpecs, type StreamSpec } from './streams.ts';

/** A connection to NATS: signals over core, queues over JetStream. */
export interface NatsBus {
  readonly signals: Signals;
  readonly queues: Queues;
  /** The server's version. */
  readonly version: string;
  close(): Promise<void>;
}

/** How long one pull waits at the server for a message. Also the time after which a lost pull is asked again. */
const PULL_MS = 5_000;
/**
 * How soon a message comes again whose handler threw. Not as long as a pull: nats-server 2.9 counts a delivery wrongly that
 * comes due just when the pull that waited for it runs out.
 */
const RETRY_AFTER_ERROR_MS = 2_000;
const ENQUEUE_PATIENCE_MS = 15_000;
const codec = StringCodec();

/**
 * Connects to NATS and reconnects for ever. JetStream is delivery only: streams and consumers that the server lost are
 * made again by whoever misses them. A path in the URL goes before all names (see `namespaceOf`).
 * @throws when the first connection fails
 */
export const connectNats = async ({ url, log }: { url: string; log: Logger }): Promise<NatsBus> => {
  const names = namespaceOf(url);
  const connection = await connect({
    servers: names.servers,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    timeout: 5_000,
    name: 'reprise',
  }).catch((cause: unknown) => {
    throw new QueueUnavailable(`No NATS server answers at ${redact(url)}. Start it, or correct REPRISE_NATS_URL.`, {
      cause,
    });
  });
  void watch(connection, log);
  const manager = await connection.jetstreamManager({ checkAPI: false });
  const streams = createStreams(manager, names);
  return {
    signals: createSignals(connection, names, log),
    queues: {
      enqueue: (queue, payload, messageId) => enqueue(connection, streams, queue, payload, messageId),
      consume: (queue, options, handle) => consume({ connection, manager, streams, log }, queue, options, handle),
      depth: async (queue) => {
        try {
          await streams.ensure(queue);
          return (await manager.streams.info(streams.spec(queue).stream)).state.messages;
        } catch (cause) {
          throw new QueueUnavailable(`The queue ${queue} does not say how long it is: ${describe(cause)}.`, { cause });
        }
      },
    },
    version: connection.info?.version ?? 'unknown',
    close: () => connection.close(),
  };
};

const watch = async (connection: NatsConnection, log: Logger): Promise<void> => {
  for await (const status of connection.status()) {
    if (status.type === Events.Disconnect)
      log.warn({ server: JSON.stringify(status.data) }, 'NATS is gone; reconnecting');
    if (status.type === Events.Reconnect) log.info({ server: JSON.stringify(status.data) }, 'NATS is back');
  }
};

const createSignals = (connection: NatsConnection, names: Namespace, log: Logger): Signals => ({
  publish: (subject, payload) => {
    if (!connection.isClosed()) connection.publish(names.subject(subject), codec.encode(JSON.stringify(payload)));
  },
  subscribe: (subject, onMessage) => {
    const subscription = connection.subscribe(names.subject(subject), {
      callback: (error, message) => {
        if (error !== null) return log.warn({ subject, error: error.message }, 'a signal could not be received');
        try {
          onMessage(names.local(message.subject), JSON.parse(codec.decode(message.data)));
        } catch (cause) {
          log.warn({ subject: message.subject, error: String(cause) }, 'a signal could not be handled');
        }
      },
    });
    return () => subscription.unsubscribe();
  },
});

interface Streams {
  /** The queue's stream and subject, as this installation names them. */
  spec(queue: QueueName): StreamSpec;
  /** Makes the queue's stream where it is missing. Calls at the same time share one request. */
  ensure(queue: QueueName): Promise<void>;
}

const createStreams = (manager: JetStreamManager, names: Namespace): Streams => {
  const spec = (queue: QueueName): StreamSpec => ({
    ...streamSpecs[queue],
    stream: names.stream(streamSpecs[queue].stream),
    subject: names.subject(streamSpecs[queue].subject),
  });
  const running = new Map<QueueName, Promise<void>>();
  const make = async (queue: QueueName): Promise<void> => {
    const { stream, subject, maxBytes } = spec(queue);
    try {
      await manager.streams.info(stream);
    } catch (error) {
      if (!isMissing(error)) throw error;
      await manager.streams.add({
        name: stream,
        subjects: [subject],
        retention: RetentionPolicy.Workqueue,
        storage: StorageType.File,
        discard: DiscardPolicy.New,
        max_bytes: maxBytes,
        duplicate_window: nanos(DUPLICATE_WINDOW_SECONDS * 1000),
      });
    }
  };
  return {
    spec,
    ensure: (queue) => {
      const known = running.get(queue);
      if (known !== undefined) return known;
      const started = make(queue).finally(() => running.delete(queue));
      running.set(queue, started);
      return started;
    },
  };
};

const enqueue = async (
  connection: NatsConnection,
  streams: Streams,
  queue: QueueName,
  payload: unknown,
  messageId: string,
): Promise<void> => {
  const bytes = codec.encode(JSON.stringify(payload));
  const deadline = performance.now() + ENQUEUE_PATIENCE_MS;
  for (let attempt = 1; ; attempt++) {
    try {
      await connection.jetstream().publish(streams.spec(queue).subject, bytes, { msgID: messageId, timeout: 3_000 });
      return;
    } catch (cause) {
      if (cause instanceof NatsError && cause.code === 'MAX_PAYLOAD_EXCEEDED') throw cause;
      if (connection.isClosed() || performance.now() > deadline)
        throw new QueueUnavailable(
          `The queue ${queue} did not take a message: ${describe(cause)}. Check that NATS runs with JetStream and has disk space.`,
          { cause },
        );
      // Nobody listens on the subject: the server lost the stream (a wiped directory) or has none yet.
      if (isMissing(cause)) await streams.ensure(queue).catch(() => undefined);
      else await pause(backoffMs(attempt, 100, 2_000));
      if (attempt > 1) await pause(backoffMs(attempt, 50, 2_000));
    }
  }
};

interface Link {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly streams: Streams;
  readonly log: Logger;
}

const consume = async <T>(
  link: Link,
  queue: QueueName,
  options: ConsumeOptions,
  handle: (delivery: Delivery<T>) => Promise<void>,
): Promise<void> => {
  const { connection, log } = link;
  const bind = shareable(() => bindConsumer(link, queue, options));
  const check = shareable((consumer: Consumer) => consumer.info());
  // One pull per free slot. The client's own `consume()` asks for the next message as soon as one has arrived, which
  // would hoard deliveries here, unworked, until their ack wait passes.
  const slot = async (): Promise<void> => {
    let consumer: Consumer | undefined;
    for (let failures = 0; !options.signal.aborted && !connection.isClosed();) {
      try {
        consumer ??= await bind();
        const message = await pull(consumer, options.signal);
        failures = 0;
        if (message !== undefined) await handleMessage(message, queue, log, handle);
        // A pull from a consumer that the server lost is met with silence, not with an error: ask after it.
        else if (!options.signal.aborted) await check(consumer);
      } catch (error) {
        consumer = undefined;
        failures++;
        if (failures > 1)
          log.warn({ queue, error: describe(error), failures }, 'cannot pull from the queue; trying again');
        await pause(backoffMs(failures, 100, 5_000), options.signal);
      }
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, slot));
};

const bindConsumer = async (
  { connection, manager, streams }: Link,
  queue: QueueName,
  options: ConsumeOptions,
): Promise<Consumer> => {
  const { stream, subject } = streams.spec(queue);
  await streams.ensure(queue);
  const ackWait = nanos(options.ackWaitMs);
  try {
    const { config } = await manager.consumers.info(stream, options.durable);
    if (config.ack_wait !== ackWait) await manager.consumers.update(stream, options.durable, { ack_wait: ackWait });
  } catch (error) {
    if (!isMissing(error)) throw error;
    await manager.consumers.add(stream, {
      durable_name: options.durable,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      filter_subject: subject,
      ack_wait: ackWait,
      max_deliver: -1,
      max_ack_pending: 10_000,
    });
  }
  return connection.jetstream().consumers.get(stream, options.durable);
};

const pull = async (consumer: Consumer, signal: AbortSignal): Promise<JsMsg | undefined> => {
  const messages = await consumer.fetch({ max_messages: 1, expires: PULL_MS, bind: true });
  const stop = (): void => void messages.close();
  signal.addEventListener('abort', stop, { once: true });
  // Aborted while the pull was on its way: the event is over, and the pull would be waited for to its end.
  if (signal.aborted) stop();
  try {
    for await (const message of messages) return message;
    return undefined;
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

const handleMessage = async <T>(
  message: JsMsg,
  queue: QueueName,
  log: Logger,
  handle: (delivery: Delivery<T>) => Promise<void>,
): Promise<void> => {
  const { seq, info } = message;
  const fields = { queue, sequence: seq, deliveryCount: info.redeliveryCount };
  let payload: T;
  try {
    payload = message.json<T>();
  } catch {
    log.error(fields, 'a message that is not JSON was discarded');
    return message.term();
  }
  try {
    await handle({
      payload,
      sequence: seq,
      deliveryCount: info.redeliveryCount,
      working: () => message.working(),
      // A lost acknowledgement is a redelivery, which every handler must bear anyway.
      ack: async () =>
        void (await message
          .ackAck({ timeout: 5_000 })
          .catch((error: unknown) =>
            log.warn({ ...fields, error: describe(error) }, 'an acknowledgement was not confirmed'),
          )),
      retry: (delayMs) => message.nak(Math.max(0, Math.round(delayMs))),
      discard: () => message.term(),
    });
  } catch (error) {
    log.error({ ...fields, error: describe(error) }, 'handling a message failed; it comes again');
    message.nak(RETRY_AFTER_ERROR_MS);
  }
};

/** Lets calls made while one is running share its result. */
const shareable = <A extends unknown[], T>(run: (...args: A) => Promise<T>): ((...args: A) => Promise<T>) => {
  let running: Promise<T> | undefined;
  return (...args) =>
    (running ??= run(...args).finally(() => {
      running = undefined;
    }));
};

/** 404: no such stream or consumer; 503: nobody serves the subject. */
const isMissing = (error: unknown): boolean =>
  error instanceof NatsError && (error.code === '404' || error.code === '503' || error.api_error?.code === 404);

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const redact = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');
