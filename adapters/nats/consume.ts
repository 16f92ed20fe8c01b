import { AckPolicy, DeliverPolicy, nanos } from 'nats';
import type { Consumer, JetStreamManager, JsMsg, NatsConnection } from 'nats';
import type { Logger } from '../../ports/logger.ts';
import type { ConsumeOptions, Delivery, QueueName } from '../../ports/queues.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { describe, isMissing } from './failures.ts';
import type { Streams } from './streams.ts';

/** How long one pull waits at the server for a message. Also the time after which a lost pull is asked again. */
const PULL_MS = 5_000;
/** How often the server shows that it still knows a pull. After two of them in silence the pull is asked again. */
const SIGN_OF_LIFE_MS = 1_000;
/** Longest pause before a pull that failed is tried again: what an election costs beside itself. */
const RETRY_PULL_MS = 1_000;
/**
 * How soon a message comes again whose handler threw. Not as long as a pull: nats-server 2.9 counts a delivery wrongly that
 * comes due just when the pull that waited for it runs out.
 */
const RETRY_AFTER_ERROR_MS = 2_000;

/** What consuming needs of a connection. */
export interface Link {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly streams: Streams;
  readonly log: Logger;
}

/** Works on a queue until told to stop, `concurrency` messages at a time. */
export const consume = async <T>(
  link: Link,
  queue: QueueName,
  options: ConsumeOptions,
  handle: (delivery: Delivery<T>) => Promise<void>,
): Promise<void> => {
  const { connection, log } = link;
  const bind = shareable(() => bindConsumer(link, queue, options));
  let bound: Consumer | undefined;
  // A consumer that the server lost is met with silence or with "no responders"; so is one whose servers elect a leader. These do not
  // answer this question either, which says nothing of the consumer: so it is asked beside the pulls, which find the leader as soon as there is one.
  const check = shareable(async (): Promise<void> => {
    const asked = bound;
    await asked?.info().catch((error: unknown) => {
      if (isMissing(error) && bound === asked) bound = undefined;
    });
  });
  // One pull per free slot. The client's own `consume()` asks for the next message as soon as one has arrived, which
  // would hoard deliveries here, unworked, until their ack wait passes.
  const slot = async (): Promise<void> => {
    for (let failures = 0; !options.signal.aborted && !connection.isClosed();) {
      try {
        bound ??= await bind();
        const message = await pull(bound, options.signal);
        failures = 0;
        if (message !== undefined) await handleMessage(message, queue, log, handle);
        else if (!options.signal.aborted) void check();
      } catch (error) {
        failures++;
        void check();
        if (failures > 1)
          log.warn({ queue, error: describe(error), failures }, 'cannot pull from the queue; trying again');
        await pause(backoffMs(failures, 100, RETRY_PULL_MS), options.signal);
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
  const { stream, subject } = streams.nameOf(queue);
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
  const messages = await consumer.fetch({
    max_messages: 1,
    expires: PULL_MS,
    idle_heartbeat: SIGN_OF_LIFE_MS,
    bind: true,
  });
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
