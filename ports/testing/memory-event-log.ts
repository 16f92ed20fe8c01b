import { LogUnavailable } from '../event-log.ts';
import type {
  AppendResult,
  EventLog,
  ExpectedRevision,
  LogMessage,
  MaxAgeSet,
  NewEvent,
  RecordedEvent,
} from '../event-log.ts';

/** A log in memory that keeps the port's contract (event-log.contract.ts), for tests and measurements of what stands above it. */
export interface MemoryLog extends EventLog {
  /** Everything that was accepted, in order. */
  readonly events: readonly RecordedEvent[];
  /** Appends without expectation and without a copy, so that large histories cost nothing. @returns the last position. */
  write(events: readonly { readonly stream: string; readonly event: NewEvent }[]): bigint;
  /** While it is away, everything throws `LogUnavailable`; subscriptions resume when it is back. */
  setAway(away: boolean): void;
  /** Breaks every live subscription, as a log does that goes away for good. */
  breakSubscriptions(): void;
}

/** What the embedded node and EventStoreDB take in one append, in bytes of JSON. */
const MAX_APPEND_BYTES = 1024 * 1024;
/** Between two events there is room for the positions of retention settings. */
const STEP = 100_000n;

interface Stream {
  readonly events: RecordedEvent[];
  readonly revisionOf: Map<string, number>;
  maxAgeMs: number;
}

/** @param now the clock of `recordedAt` and of the streams' ages, milliseconds since 1970 */
export function createMemoryLog(now: () => number = Date.now): MemoryLog {
  const all: RecordedEvent[] = [];
  const streams = new Map<string, Stream>();
  const ages: MaxAgeSet[] = [];
  const wakers = new Set<() => void>();
  let generation = 0;
  let away = false;
  let closed = false;

  const wake = (): void => {
    for (const waker of wakers) waker();
  };
  const demand = (): void => {
    if (closed) throw new Error('the log is closed');
    if (away) throw new LogUnavailable('the log is away');
  };
  const streamOf = (name: string): Stream => {
    const known = streams.get(name) ?? { events: [], revisionOf: new Map(), maxAgeMs: Infinity };
    streams.set(name, known);
    return known;
  };
  const record = (name: string, event: NewEvent): RecordedEvent => {
    const stream = streamOf(name);
    const revision = stream.events.length;
    const position = BigInt(all.length + 1) * STEP;
    const recorded = { ...event, stream: name, revision: BigInt(revision), position, recordedAt: new Date(now()) };
    stream.events.push(recorded);
    if (!stream.revisionOf.has(event.id)) stream.revisionOf.set(event.id, revision);
    all.push(recorded);
    return recorded;
  };
  /** Where the last event of a repeat stands; undefined when the events are not all there, one after the other. */
  const repeated = (
    stream: Stream,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): RecordedEvent | undefined => {
    const first = expected === 'no-stream' ? 0 : typeof expected === 'bigint' ? Number(expected) + 1 : undefined;
    const at = events.map(({ id }, index) =>
      first === undefined
        ? stream.events[stream.revisionOf.get(id) ?? -1]
        : stream.events.slice(first + index, first + index + 1).find((event) => event.id === id),
    );
    return at.includes(undefined) ? undefined : at.at(-1);
  };
  const decide = (stream: Stream, expected: ExpectedRevision, events: readonly NewEvent[]): AppendResult | 'write' => {
    const last = stream.events.length - 1;
    const wrong: AppendResult = { kind: 'wrong-revision', actual: last < 0 ? 'no-stream' : BigInt(last) };
    const loose = expected === 'any' || expected === 'stream-exists';
    if (expected === 'stream-exists' && last < 0) return wrong;
    if (loose ? !stream.revisionOf.has(events[0]?.id ?? '') : expected === (last < 0 ? 'no-stream' : BigInt(last)))
      return 'write';
    const repeat = repeated(stream, events, expected);
    return repeat === undefined ? wrong : { kind: 'appended', revision: repeat.revision, position: repeat.position };
  };
  const lastPosition = (): bigint => all.at(-1)?.position ?? 0n;

  return {
    events: all,
    write(events) {
      for (const { stream, event } of events) record(stream, event);
      wake();
      return lastPosition();
    },
    setAway(value) {
      away = value;
      wake();
    },
    breakSubscriptions() {
      generation += 1;
      wake();
    },
    async append(name, expected, events) {
      demand();
      const json = JSON.stringify(events);
      if (Buffer.byteLength(json) > MAX_APPEND_BYTES) throw new RangeError('the events are too large for one append');
      const stream = streamOf(name);
      const decision = decide(stream, expected, events);
      if (decision !== 'write') return decision;
      const last = (JSON.parse(json) as NewEvent[]).map((event) => record(name, event)).at(-1);
      wake();
      return {
        kind: 'appended',
        revision: last?.revision ?? BigInt(stream.events.length - 1),
        position: last?.position ?? lastPosition(),
      };
    },
    async *readStream(name, { direction = 'forwards', from, limit = Infinity } = {}) {
      demand();
      const { events = [], maxAgeMs = Infinity } = streams.get(name) ?? {};
      const oldest = now() - maxAgeMs;
      const young = events.filter(({ recordedAt }) => recordedAt.getTime() >= oldest);
      const wanted =
        direction === 'forwards'
          ? young.filter(({ revision }) => revision >= (from ?? 0n))
          : young.filter(({ revision }) => from === undefined || revision <= from).toReversed();
      yield* wanted.slice(0, limit);
    },
    async *readAll({ direction = 'forwards', after, limit = Infinity, types } = {}) {
      demand();
      const forwards = direction === 'forwards';
      const end = all.length;
      let left = limit;
      let index = forwards
        ? indexAfter(after ?? 0n)
        : Math.min(end, after === undefined ? end : indexBefore(after)) - 1;
      for (; index >= 0 && index < end && left > 0; index += forwards ? 1 : -1) {
        const event = all[index] as RecordedEvent;
        if (!fits(event, types)) continue;
        left -= 1;
        yield event;
      }
    },
    async *subscribeAll({ after, types, signal, onInterruption }): AsyncGenerator<LogMessage, void, undefined> {
      let index = indexAfter(after);
      let caughtUp = false;
      let passedOver = 0;
      let interrupted = false;
      const mine = generation;
      while (!signal.aborted && !closed) {
        if (mine !== generation) throw new Error('the log is gone');
        if (away && !interrupted) onInterruption?.(new LogUnavailable('the log is away'), 1);
        interrupted = away;
        const event = away ? undefined : all[index];
        if (event !== undefined) {
          index += 1;
          if (fits(event, types)) yield { kind: 'event', event };
          // like the real store: now and then, and nothing for what is left over when all is quiet
          else if ((passedOver += 1) % CHECKPOINT_INTERVAL === 0)
            yield { kind: 'checkpoint', position: event.position };
          continue;
        }
        if (!caughtUp && !away) {
          caughtUp = true;
          yield { kind: 'caught-up' };
          continue;
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        wakers.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
        await promise;
        wakers.delete(resolve);
      }
    },
    async setMaxAge(name, seconds) {
      demand();
      streamOf(name).maxAgeMs = seconds === undefined ? Infinity : seconds * 1000;
      const since = ages.filter(({ position }) => position > lastPosition()).length + 1;
      ages.push({ stream: name, seconds, position: lastPosition() + BigInt(since) });
    },
    async *readMaxAges(after) {
      demand();
      yield* ages.filter(({ position }) => position > after);
    },
    async head() {
      demand();
      return lastPosition();
    },
    async end() {
      demand();
      const age = ages.at(-1)?.position ?? 0n;
      return age > lastPosition() ? age : lastPosition();
    },
    async close() {
      closed = true;
      wake();
    },
  };
}

/** Events that are passed over between two checkpoints. */
const CHECKPOINT_INTERVAL = 32;

const indexAfter = (position: bigint): number => Number(position / STEP);
const indexBefore = (position: bigint): number => Number((position - 1n) / STEP);
const fits = (event: RecordedEvent, types: readonly string[] | undefined): boolean =>
  types?.some((prefix) => event.type.startsWith(prefix)) ?? true;
