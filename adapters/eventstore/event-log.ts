import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  START,
  eventTypeFilter,
  excludeSystemEvents,
} from '@eventstore/db-client';
import type {
  AllStreamSubscription,
  AppendExpectedRevision,
  EventData,
  JSONType,
  Position as ClientPosition,
  ResolvedEvent,
  StreamingRead,
} from '@eventstore/db-client';
import { LogUnavailable } from '../../ports/event-log.ts';
import type {
  AppendResult,
  EventLog,
  ExpectedRevision,
  LogMessage,
  NewEvent,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
} from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import { mend } from './client-quirks.ts';
import { createGate } from './gate.ts';
import { asLogError, typeOf, withDeadline } from './outage.ts';
import { resubscribing } from './resubscribe.ts';

/** The server gives up on an append after its own 2 s at most; beyond this the reply is lost. */
const appendDeadlineMs = 5000;
/** A read that yields nothing for so long is broken: the client has no timer of its own for reads. */
const idleReadMs = 10_000;
/** gRPC's code for a broken HTTP/2 session. */
const grpcInternal = 13;
/** Bounds what a stalled connection keeps in memory; more waits in order. */
const appendsInFlight = 512;
/**
 * Events per call when reading backwards, whole pages at a time: leaving a call early resets its HTTP/2 stream, and servers
 * end connections that reset too often.
 */
const backwardsPage = 64;

/**
 * Opens the log. Use one per process: an error on one client's append stream makes the client library reject the appends of
 * every other client in the process (fact 17.1 of the protocol notes).
 * @param options.url `esdb://host:port?tls=false` or another EventStoreDB connection string
 */
export function openEventLog({ url, log }: { readonly url: string; readonly log: Logger }): EventLog {
  const closing = new AbortController();
  const gate = createGate(appendsInFlight);
  const connect = (): EventStoreDBClient => mend(EventStoreDBClient.connectionString(url));
  let client = connect();
  let healing: Promise<void> | undefined;
  /** Cancelling a call makes the client end its stream as if it were complete, so reads ask whether they were cut. */
  const disposed = new WeakSet<EventStoreDBClient>();

  /** Replaces a client whose connection hangs. The old one must be gone first: its errors hit the appends of the new one. */
  const heal = (broken: EventStoreDBClient, reason: string): void => {
    if (broken !== client || healing !== undefined || closing.signal.aborted) return;
    log.warn({ reason }, 'the connection to the event store hangs and is made anew');
    disposed.add(broken);
    healing = withDeadline(broken.dispose(), 2000, 'closing a broken connection', () => undefined)
      .catch(() => undefined)
      .then(() => {
        client = connect();
        healing = undefined;
      });
  };

  const ready = async (): Promise<EventStoreDBClient> => {
    if (closing.signal.aborted) throw new Error('The event log is closed; open a new one.');
    if (healing !== undefined) await healing;
    return client;
  };

  /** Runs one finished request; outages become `LogUnavailable`. */
  const request = async <T>(doing: string, run: (on: EventStoreDBClient) => Promise<T>): Promise<T> => {
    const on = await ready();
    try {
      return await withDeadline(run(on), appendDeadlineMs + 1000, doing, () => heal(on, `no answer while ${doing}`));
    } catch (error) {
      // A session that broke under the first call leaves the client with that failure for ever.
      if ((error as { code?: unknown }).code === grpcInternal) heal(on, (error as Error).message);
      throw asLogError(error, doing);
    }
  };

  const append = async (
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> => {
    try {
      const result = await gate(() =>
        request(`appending to ${stream}`, (on) =>
          on.appendToStream(stream, events.map(toEventData), {
            expectedRevision: toExpected(expected),
            deadline: appendDeadlineMs,
          }),
        ),
      );
      return { kind: 'appended', revision: result.nextExpectedRevision, position: result.position?.commit ?? 0n };
    } catch (error) {
      if (typeOf(error) !== 'wrong-expected-version') throw error;
      const { actualVersion } = error as { actualVersion: bigint | 'no_stream' };
      return { kind: 'wrong-revision', actual: actualVersion === 'no_stream' ? 'no-stream' : actualVersion };
    }
  };

  async function* readStream(
    stream: string,
    { direction = 'forwards', from, limit }: ReadStreamOptions = {},
  ): AsyncGenerator<RecordedEvent, void, undefined> {
    if (limit === 0) return;
    const forwards = direction === 'forwards';
    const on = await ready();
    const read = on.readStream(
      stream,
      {
        direction: forwards ? FORWARDS : BACKWARDS,
        fromRevision: from ?? (forwards ? START : END),
        ...(limit === undefined ? {} : { maxCount: limit }),
      },
      readable,
    );
    try {
      for await (const resolved of drain(read, `reading ${stream}`, () => disposed.has(on)))
        if (resolved.event !== undefined) yield toRecorded(resolved.event);
    } catch (error) {
      if (typeOf(error) !== 'stream-not-found') throw error;
    }
  }

  async function* readAll({
    direction = 'forwards',
    after,
    limit = Infinity,
    types,
  }: ReadAllOptions = {}): AsyncGenerator<RecordedEvent, void, undefined> {
    if (limit <= 0) return;
    let left = limit;
    for await (const event of direction === 'forwards'
      ? readForwards(after ?? 0n, types)
      : readBackwards(after, types, limit)) {
      yield event;
      if ((left -= 1) === 0) return;
    }
  }

  /** The client cannot filter a read, but a subscription can be left when it has caught up. */
  async function* readForwards(
    after: Position,
    types: readonly string[] | undefined,
  ): AsyncGenerator<RecordedEvent, void, undefined> {
    const leave = new AbortController();
    try {
      for await (const message of follow(after, types, AbortSignal.any([leave.signal, closing.signal]))) {
        if (message.kind === 'event') yield message.event;
        if (message.kind === 'caught-up') return;
      }
      throw cut('reading the log');
    } finally {
      leave.abort();
    }
  }

  async function* readBackwards(
    before: Position | undefined,
    types: readonly string[] | undefined,
    limit: number,
  ): AsyncGenerator<RecordedEvent, void, undefined> {
    let maxCount = Math.min(limit, backwardsPage);
    let end = before;
    for (;;) {
      const on = await ready();
      const read = on.readAll(
        { direction: BACKWARDS, fromPosition: end === undefined ? END : toClientPosition(end), maxCount },
        readable,
      );
      const page: RecordedEvent[] = [];
      for await (const { event } of drain(read, 'reading the log backwards', () => disposed.has(on)))
        if (event !== undefined) page.push(toRecorded(event));
      for (const event of page) if (isWanted(event.type, types)) yield event;
      if (page.length < maxCount) return;
      end = page.at(-1)?.position;
      maxCount = backwardsPage;
    }
  }

  /** One connection's worth of a subscription. */
  async function* follow(
    after: Position,
    types: readonly string[] | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<LogMessage, void, undefined> {
    if (signal.aborted) return;
    // Pushed into the readable side in order: the callbacks run inside the client's transform, ahead of the consumer.
    const checkpointReached = (on: AllStreamSubscription, { commit }: ClientPosition): void =>
      void on.push(new Mark({ kind: 'checkpoint', position: commit }));
    const filter =
      types === undefined
        ? excludeSystemEvents({ checkpointReached })
        : eventTypeFilter({ prefixes: [...types], checkpointReached });
    const subscription = (await ready()).subscribeToAll(
      { fromPosition: after === 0n ? START : toClientPosition(after), filter },
      readable,
    );
    subscription.on('error', () => undefined);
    subscription.on('caughtUp', () => subscription.push(new Mark({ kind: 'caught-up' })));
    const cancel = (): void => {
      subscription.unsubscribe().catch(() => undefined);
      subscription.destroy();
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const item of subscription as AsyncIterable<ResolvedEvent | Mark>) {
        if (item instanceof Mark) yield item.message;
        else if (item.event !== undefined) yield { kind: 'event', event: toRecorded(item.event) };
      }
    } catch (error) {
      if (!signal.aborted) throw asLogError(error, 'following the log');
    } finally {
      signal.removeEventListener('abort', cancel);
      cancel();
    }
  }

  return {
    append,
    readStream,
    readAll,
    subscribeAll: ({ after, types, signal, onInterruption }) => {
      const until = AbortSignal.any([signal, closing.signal]);
      return resubscribing((from) => follow(from, types, until), {
        after,
        signal: until,
        onInterruption: (error, attempt) => {
          log.warn({ err: error, attempt }, 'the subscription to the log was interrupted and resumes');
          onInterruption?.(error, attempt);
        },
      });
    },
    setMaxAge: async (stream, seconds) =>
      void (await request(`setting the age of ${stream}`, (on) => on.setStreamMetadata(stream, { maxAge: seconds }))),
    head: async () => {
      for await (const event of readBackwards(undefined, undefined, 1)) return event.position;
      return 0n;
    },
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await healing;
      disposed.add(client);
      await withDeadline(client.dispose(), 2000, 'closing', () => undefined).catch(() => undefined);
    },
  };
}

const readable = { highWaterMark: 128 };

/** Something between events in a subscription's stream. */
class Mark {
  readonly message: LogMessage;
  constructor(message: LogMessage) {
    this.message = message;
  }
}

const toExpected = (expected: ExpectedRevision): AppendExpectedRevision =>
  expected === 'no-stream' ? 'no_stream' : expected === 'stream-exists' ? 'stream_exists' : expected;

const toClientPosition = (position: Position): ClientPosition => ({ commit: position, prepare: position });

const toEventData = ({ id, type, data, metadata }: NewEvent): EventData => ({
  id,
  type,
  contentType: 'application/json',
  data: data as JSONType,
  metadata,
});

const isWanted = (type: string, types: readonly string[] | undefined): boolean =>
  types === undefined ? !type.startsWith('$') : types.some((prefix) => type.startsWith(prefix));

function toRecorded({
  id,
  type,
  streamId,
  revision,
  position,
  created,
  data,
  metadata,
}: NonNullable<ResolvedEvent['event']>): RecordedEvent {
  return {
    id,
    type,
    stream: streamId,
    revision,
    position: position?.commit ?? 0n,
    recordedAt: created,
    data,
    metadata,
  };
}

const cut = (doing: string): LogUnavailable =>
  new LogUnavailable(`The connection to the event store was closed while ${doing}. Read again.`);

/** Yields a finite read to its end. Leaving early cancels the call; silence while somebody waits breaks it. */
async function* drain<T>(
  read: StreamingRead<T>,
  doing: string,
  wasCut: () => boolean,
): AsyncGenerator<T, void, undefined> {
  let waiting = true;
  const timer = setTimeout(() => {
    if (waiting) read.destroy(Object.assign(new Error(`nothing came for ${idleReadMs} ms`), { type: 'timeout' }));
    else timer.refresh();
  }, idleReadMs);
  let ended = false;
  // After the last look at it a broken read still emits its error; without a listener that would end the process.
  read.on('error', () => undefined);
  try {
    for await (const item of read) {
      waiting = false;
      yield item;
      waiting = true;
      timer.refresh();
    }
    ended = true;
    if (wasCut()) throw cut(doing);
  } catch (error) {
    ended ||= typeOf(error) === 'stream-not-found';
    throw asLogError(error, doing);
  } finally {
    clearTimeout(timer);
    if (!ended) read.cancel().catch(() => undefined);
  }
}
