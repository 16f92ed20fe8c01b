import { randomUUID } from 'node:crypto';
import type { EventLog, NewEvent } from '../../ports/event-log.ts';
import { seconds } from './bench.ts';

/** An event of the size that the pipeline writes: about 200 bytes of data and 300 of metadata. */
export const anEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'bench.Happened',
  data: { filler: 'x'.repeat(190) },
  metadata: {
    $correlationId: randomUUID(),
    $causationId: randomUUID(),
    commandId: randomUUID(),
    actor: { kind: 'system', id: 'bench' },
    occurredAt: new Date().toISOString(),
    schema: 'bench.Happened@1',
  },
});

/** Writes `count` events to one stream, 500 with each append. */
export async function fill(log: EventLog, stream: string, count: number): Promise<void> {
  for (let written = 0; written < count; written += 500) {
    await log.append(stream, 'any', Array.from({ length: Math.min(500, count - written) }, anEvent));
  }
}

/**
 * Calls `work` `count` times, at most `inFlight` at once, and returns calls per second.
 * @param work one call; `caller` says which of the `inFlight` callers makes it
 */
export async function callsPerSecond(
  count: number,
  inFlight: number,
  work: (caller: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const callInTurn = async (caller: number): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(caller);
    }
  };
  return (
    count / (await seconds(() => Promise.all(Array.from({ length: inFlight }, (_, caller) => callInTurn(caller)))))
  );
}

/** Reads a stream and appends one event behind what was found: what a decision needs of the log. */
export async function readAndAppend(log: EventLog, stream: string): Promise<void> {
  let last = -1n;
  for await (const { revision } of log.readStream(stream)) last = revision;
  await log.append(stream, last === -1n ? 'no-stream' : last, [anEvent()]);
}

/** Writes `streams` streams of `eventsEach` events. */
export async function writeHistory(log: EventLog, streams: number, eventsEach: number): Promise<void> {
  await callsPerSecond(streams, 256, () =>
    log.append(`old-${randomUUID()}`, 'no-stream', Array.from({ length: eventsEach }, anEvent)),
  );
}
