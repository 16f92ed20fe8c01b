import { BACKWARDS, END, FORWARDS, START } from '@eventstore/db-client';
import type {
  EventStoreDBClient,
  ReadStreamOptions as ClientReadOptions,
  ResolvedEvent,
  StreamingRead,
} from '@eventstore/db-client';
import { LogUnavailable } from '../../ports/event-log.ts';
import type { Position, ReadAllOptions, ReadStreamOptions, RecordedEvent } from '../../ports/event-log.ts';
import type { Connection } from './connection.ts';
import { toClientPosition, toRecorded } from './convert.ts';
import { itemsOf, readable } from './items.ts';
import { asLogError, typeOf } from './outage.ts';
import { follow } from './subscription.ts';

/** A read that yields nothing for so long is broken: the client has no timer of its own for reads. */
const idleReadMs = 10_000;
/**
 * Events per call when reading backwards, whole pages at a time: leaving a call early resets its HTTP/2 stream, and servers
 * end connections that reset too often.
 */
const backwardsPage = 64;

type Read = StreamingRead<ResolvedEvent>;

/** The events of one stream; nothing if it does not exist. */
export function readStream(
  connection: Connection,
  stream: string,
  { direction = 'forwards', from, limit }: ReadStreamOptions = {},
): AsyncIterable<RecordedEvent> {
  const forwards = direction === 'forwards';
  const options: ClientReadOptions = {
    direction: forwards ? FORWARDS : BACKWARDS,
    fromRevision: from ?? (forwards ? START : END),
    ...(limit === undefined ? {} : { maxCount: limit }),
  };
  return limit === 0
    ? nothing()
    : drain(connection, `reading ${stream}`, (on) => on.readStream(stream, options, readable));
}

async function* nothing(): AsyncGenerator<never, void, undefined> {}

/** The events of the whole log, in its order, that are of the wanted types. */
export function readAll(
  connection: Connection,
  { direction = 'forwards', after, limit = Infinity, types }: ReadAllOptions = {},
): AsyncIterable<RecordedEvent> {
  return direction === 'forwards'
    ? readForwards(connection, after ?? 0n, types, limit)
    : readBackwards(connection, after, types, limit);
}

/** The client cannot filter a read, but a subscription can be left when it has caught up. */
async function* readForwards(
  connection: Connection,
  after: Position,
  types: readonly string[] | undefined,
  limit: number,
): AsyncGenerator<RecordedEvent, void, undefined> {
  if (limit <= 0) return;
  let left = limit;
  for await (const message of follow(connection, after, types, connection.closed)) {
    if (message.kind === 'caught-up') return;
    if (message.kind !== 'event') continue;
    yield message.event;
    if ((left -= 1) === 0) return;
  }
  throw cut('reading the log');
}

async function* readBackwards(
  connection: Connection,
  before: Position | undefined,
  types: readonly string[] | undefined,
  limit: number,
): AsyncGenerator<RecordedEvent, void, undefined> {
  if (limit <= 0) return;
  let left = limit;
  let maxCount = Math.min(limit, backwardsPage);
  let end = before;
  for (;;) {
    const options = {
      direction: BACKWARDS,
      fromPosition: end === undefined ? END : toClientPosition(end),
      maxCount,
    } as const;
    const page: RecordedEvent[] = [];
    for await (const event of drain(connection, 'reading the log backwards', (on) => on.readAll(options, readable)))
      page.push(event);
    for (const event of page) {
      if (!isWanted(event.type, types)) continue;
      yield event;
      if ((left -= 1) === 0) return;
    }
    if (page.length < maxCount) return;
    end = page.at(-1)?.position;
    maxCount = backwardsPage;
  }
}

const isWanted = (type: string, types: readonly string[] | undefined): boolean =>
  types === undefined ? !type.startsWith('$') : types.some((prefix) => type.startsWith(prefix));

/**
 * Runs a finite read to its end; a stream that does not exist yields nothing. Leaving early cancels the
 * call; silence while somebody waits breaks it.
 */
async function* drain(
  connection: Connection,
  doing: string,
  start: (on: EventStoreDBClient) => Read,
): AsyncGenerator<RecordedEvent, void, undefined> {
  const on = await connection.client();
  const read = start(on);
  let waiting = true;
  const timer = setTimeout(() => {
    if (waiting) read.destroy(Object.assign(new Error(`nothing came for ${idleReadMs} ms`), { type: 'timeout' }));
    else timer.refresh();
  }, idleReadMs);
  let ended = false;
  // After the last look at it a broken read still emits its error; without a listener that would end the process.
  read.on('error', () => undefined);
  try {
    for await (const item of itemsOf<ResolvedEvent>(read)) {
      const event = toRecorded(item);
      if (event === undefined) continue;
      waiting = false;
      yield event;
      waiting = true;
      timer.refresh();
    }
    ended = true;
    if (connection.wasReplaced(on)) throw cut(doing);
  } catch (error) {
    ended ||= typeOf(error) === 'stream-not-found';
    if (typeOf(error) !== 'stream-not-found') throw asLogError(error, doing);
  } finally {
    clearTimeout(timer);
    if (!ended) read.cancel().catch(() => undefined);
  }
}

const cut = (doing: string): LogUnavailable =>
  new LogUnavailable(`The connection to the event store was closed while ${doing}. Read again.`);
