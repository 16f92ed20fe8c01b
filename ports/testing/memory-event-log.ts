import type { EventLog, LogMessage, NewEvent, RecordedEvent } from '../event-log.ts';
import type { Addressed } from '../../projections/testing/history.ts';

/** A log in memory with the port's semantics, for tests and measurements of what stands above the log. */
export interface MemoryLog extends EventLog {
  /** Appends without expectation. @returns the last position. */
  write(events: readonly Addressed[]): bigint;
  /** Breaks every live subscription, as a log does that goes away for good. */
  breakSubscriptions(): void;
}

const RECORDED_AT = Date.UTC(2026, 0, 1);

export function createMemoryLog(): MemoryLog {
  const all: RecordedEvent[] = [];
  const revisions = new Map<string, bigint>();
  const wakers = new Set<() => void>();
  let generation = 0;

  const record = (stream: string, event: NewEvent): void => {
    const revision = (revisions.get(stream) ?? -1n) + 1n;
    revisions.set(stream, revision);
    const position = BigInt(all.length + 1) * 10n;
    all.push({ ...event, stream, revision, position, recordedAt: new Date(RECORDED_AT + all.length) });
  };
  const wake = (): void => {
    for (const waker of wakers) waker();
  };
  const indexAfter = (position: bigint): number => Number(position / 10n);
  const fits = (event: RecordedEvent, types: readonly string[] | undefined): boolean =>
    types?.some((prefix) => event.type.startsWith(prefix)) ?? true;
  const lastPosition = (): bigint => all.at(-1)?.position ?? 0n;

  return {
    write(events) {
      for (const { stream, event } of events) record(stream, event);
      wake();
      return lastPosition();
    },
    breakSubscriptions() {
      generation += 1;
      wake();
    },
    async append(stream, _expected, events) {
      for (const event of events) record(stream, event);
      wake();
      return { kind: 'appended', revision: revisions.get(stream) ?? 0n, position: lastPosition() };
    },
    async *readStream(stream) {
      for (const event of all) if (event.stream === stream) yield event;
    },
    async *readAll({ after = 0n, types, limit = Infinity } = {}) {
      const end = all.length;
      let left = limit;
      for (let index = indexAfter(after); index < end && left > 0; index += 1) {
        const event = all[index] as RecordedEvent;
        if (!fits(event, types)) continue;
        left -= 1;
        yield event;
      }
    },
    async *subscribeAll({ after, types, signal }): AsyncGenerator<LogMessage, void, undefined> {
      let index = indexAfter(after);
      let caughtUp = false;
      const mine = generation;
      while (!signal.aborted) {
        if (mine !== generation) throw new Error('the log is gone');
        const event = all[index];
        if (event !== undefined) {
          index += 1;
          yield fits(event, types) ? { kind: 'event', event } : { kind: 'checkpoint', position: event.position };
          continue;
        }
        if (!caughtUp) {
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
    setMaxAge: async () => {},
    head: async () => lastPosition(),
    close: async () => {},
  };
}
