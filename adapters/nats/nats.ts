import { connect, Events, NatsError, StringCodec } from 'nats';
import type { NatsConnection } from 'nats';
import type { Logger } from '../../ports/logger.ts';
import { QueueUnavailable } from '../../ports/queues.ts';
import type { QueueName, Queues } from '../../ports/queues.ts';
import type { Signals } from '../../ports/signals.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { consume } from './consume.ts';
import { describe, isUnanswered } from './failures.ts';
import { namespaceOf } from './namespace.ts';
import { createReplicas } from './replicas.ts';
import { createSignals } from './signals.ts';
import { NoRoom } from './room.ts';
import { createStreams } from './streams.ts';
import type { Streams } from './streams.ts';

/** A connection to NATS: signals over core, queues over JetStream. */
export interface NatsBus {
  readonly signals: Signals;
  readonly queues: Queues;
  /** Bytes that the queue's stream may hold; -1: no limit. @throws QueueUnavailable when the server has no room for it */
  capacity(queue: QueueName): Promise<number>;
  /**
   * Tells the queues which log they serve; what they hold of another one is thrown away, now or before anybody consumes. Never
   * rejects: queues that are out of reach are asked again when they are used.
   */
  serveLog(logId: string): Promise<void>;
  /** The server's version. */
  readonly version: string;
  close(): Promise<void>;
}

const ENQUEUE_PATIENCE_MS = 15_000;
/** How soon a message is offered again that no server took. */
const ELECTION_LOOK_MS = 1_000;
const codec = StringCodec();

/** How NATS is reached. */
export interface NatsOptions {
  /** Servers of a cluster with commas between them; see `namespaceOf` for the path. */
  readonly url: string;
  readonly log: Logger;
  /** Servers that keep a copy of each stream. Default: three in a cluster that can hold them, else one. */
  readonly replicas?: number | undefined;
}

/**
 * Connects to NATS and reconnects for ever. JetStream is delivery only: streams and consumers that the server lost are
 * made again by whoever misses them. A path in the URL goes before all names (see `namespaceOf`).
 * @throws when the first connection fails
 */
export const connectNats = async ({ url, log, replicas: configured }: NatsOptions): Promise<NatsBus> => {
  const names = namespaceOf(url);
  const connection = await connect({
    servers: [...names.servers],
    ...names.credentials,
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
  const streams = createStreams(manager, names, createReplicas(manager, connection, configured, log), log);
  return {
    signals: createSignals(connection, names, log),
    queues: {
      enqueue: (queue, payload, messageId) => enqueue(connection, streams, queue, payload, messageId),
      consume: (queue, options, handle) => consume({ connection, manager, streams, log }, queue, options, handle),
      depth: async (queue) => {
        try {
          return await streams.depth(queue);
        } catch (cause) {
          if (cause instanceof NoRoom) throw cause;
          throw new QueueUnavailable(`The queue ${queue} does not say how long it is: ${describe(cause)}.`, { cause });
        }
      },
    },
    serveLog: (logId) =>
      streams
        .belongTo(logId)
        .catch((error: unknown) => log.warn({ error: describe(error) }, 'the queues could not be looked at yet')),
    capacity: (queue) => streams.capacity(queue),
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
      await connection.jetstream().publish(streams.nameOf(queue).subject, bytes, {
        // Queues of one stream share its memory of message ids.
        msgID: `${queue}/${messageId}`,
        timeout: 3_000,
      });
      return;
    } catch (cause) {
      if (cause instanceof NatsError && cause.code === 'MAX_PAYLOAD_EXCEEDED') throw cause;
      if (connection.isClosed() || performance.now() > deadline)
        throw new QueueUnavailable(
          `The queue ${queue} did not take a message: ${describe(cause)}. Check that NATS runs with JetStream and has disk space.`,
          { cause },
        );
      // Nobody listens on the subject: the server lost the stream (a wiped directory), has none yet, or a cluster elects its
      // leader. Then it does not answer the question either, and there may be one before that is given up.
      if (isUnanswered(cause))
        await Promise.race([
          pause(ELECTION_LOOK_MS),
          streams.ensure(queue).catch((error: unknown) => {
            // There will be none soon: who asks is told, and not kept waiting.
            if (error instanceof NoRoom) throw error;
          }),
        ]);
      else await pause(backoffMs(attempt, 100, 2_000));
      if (attempt > 1) await pause(backoffMs(attempt, 50, 1_000));
    }
  }
};

const redact = (url: string): string => url.replaceAll(/(\/\/|,)[^@/,]*@/g, '$1');
