import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createEventReader, eventKey, runsOf } from './event-reader.ts';

const keyOf = ({ position, stream, revision }: RecordedEvent): string =>
  eventKey({ position: String(position), stream, revision: String(revision) });

/** A log of events that are spread over many streams, which counts how it is read. */
function spreadLog(events: number, streams: number) {
  const log = createMemoryLog();
  log.write(
    Array.from({ length: events }, (_, n) => ({
      stream: `title-${n % streams}`,
      event: { id: randomUUID(), type: 'catalog.Noted', data: { n }, metadata: {} as never },
    })),
  );
  const reads = { all: 0, stream: 0 };
  return {
    events: log.events,
    reads,
    log: {
      readAll: (options: Parameters<typeof log.readAll>[0]) => (reads.all++, log.readAll(options)),
      readStream: (stream: string, options: Parameters<typeof log.readStream>[1]) => (
        reads.stream++,
        log.readStream(stream, options)
      ),
    },
  };
}

test('a page of events of as many streams is read together, and once', async () => {
  const { log, events, reads } = spreadLog(1000, 500);
  const read = createEventReader(log);
  const page = events.slice(700, 750);
  for (let time = 0; time < 3; time += 1) {
    const found = await read(page.map(keyOf));
    assert.deepEqual([...found.keys()].toSorted(), page.map(keyOf).toSorted());
    for (const event of page) assert.deepEqual(found.get(keyOf(event))?.data, event.data);
  }
  assert.deepEqual(reads, { all: 1, stream: 1 });
});

test('what does not stand together is read from its streams, after one look at most', async () => {
  const { log, events, reads } = spreadLog(50_000, 20);
  const read = createEventReader(log);
  const scattered = events.filter((_, n) => n % 1000 === 7);
  const found = await read(scattered.map(keyOf));
  for (const event of scattered) assert.deepEqual(found.get(keyOf(event))?.data, event.data);
  assert.equal(reads.all, 1);
  assert.ok(reads.stream <= scattered.length);
});

test('an event that is not where it is looked for is not found', async () => {
  const { log, events } = spreadLog(10, 2);
  const [event] = events;
  assert.ok(event);
  const read = createEventReader(log);
  const elsewhere = [
    { position: String(event.position + 1n), stream: event.stream, revision: '0' },
    { position: String(event.position), stream: event.stream, revision: '99' },
    { position: String(event.position), stream: 'title-none', revision: '0' },
  ].map(eventKey);
  assert.equal((await read(elsewhere)).size, 0);
  assert.equal((await read([...elsewhere, keyOf(event)])).size, 1);
});

test('neighbours of one stream cost one read', () => {
  assert.deepEqual(runsOf([5n, 3n, 4n]), [{ from: 3n, count: 3 }]);
  assert.deepEqual(runsOf([1n, 150n]), [
    { from: 1n, count: 1 },
    { from: 150n, count: 1 },
  ]);
});
