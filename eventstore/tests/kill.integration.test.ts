import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { rounds, roundsTimeout } from '../../tests/harness/rounds.ts';
import {
  killWhileStarting,
  makeDataDirectory,
  removeDataDirectory,
  startNodeProcess,
} from '../testing/node-process.ts';

const ROUNDS = rounds(14);
/** A busy machine does fewer rounds than that, so that the test stays short: none begins after this many ms. */
const BUDGET = roundsTimeout(15_000);
const FEWEST_ROUNDS = 5;
const STREAMS = 12;
const WRITERS = 24;

interface Acknowledged {
  readonly stream: string;
  readonly ids: readonly string[];
  readonly lastRevision: number;
  readonly lastPosition: number;
}

interface Seen {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly append: string;
  readonly of: number;
}

/** Appends until the node dies; returns what was acknowledged. */
async function appendUntilDeath(
  client: EventStoreDBClient,
  acknowledged: Acknowledged[],
  died: () => boolean,
): Promise<void> {
  while (!died()) {
    const stream = `kill-${randomInt(STREAMS)}`;
    const of = randomInt(1, 20);
    const append = randomUUID();
    const padding = 'p'.repeat(randomInt(1000));
    const events = Array.from({ length: of }, () => jsonEvent({ type: 'kill.Written', data: { append, of, padding } }));
    try {
      const { nextExpectedRevision, position } = await client.appendToStream(stream, events);
      acknowledged.push({
        stream,
        ids: events.map(({ id }) => id),
        lastRevision: Number(nextExpectedRevision),
        lastPosition: Number(position?.commit),
      });
    } catch {
      // the answer was lost: this append may be there or not, but never in part
      await delay(1);
    }
  }
}

async function readEverything(client: EventStoreDBClient): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const { event } of client.readAll()) {
    if (event === undefined || event.type !== 'kill.Written') continue;
    const { append, of } = event.data as { append: string; of: number };
    seen.push({
      id: event.id,
      stream: event.streamId,
      revision: Number(event.revision),
      position: Number(event.position?.commit),
      append,
      of,
    });
  }
  return seen;
}

function verify(seen: readonly Seen[], before: readonly Seen[], acknowledged: readonly Acknowledged[]): void {
  assert.deepEqual(seen.slice(0, before.length), before, 'what was there before is there unchanged');
  const byId = new Map(seen.map((record) => [record.id, record]));
  assert.equal(byId.size, seen.length, 'no event is there twice');
  for (const { stream, ids, lastRevision, lastPosition } of acknowledged) {
    for (const [n, id] of ids.entries()) {
      const record = byId.get(id);
      assert.ok(record, `an acknowledged event of ${stream} is missing`);
      assert.equal(record.stream, stream);
      assert.equal(record.revision, lastRevision - ids.length + 1 + n);
    }
    assert.equal(byId.get(ids.at(-1) ?? '')?.position, lastPosition);
  }
  const next = new Map<string, number>();
  for (let start = 0; start < seen.length;) {
    const first = seen[start] as Seen;
    const whole = seen.slice(start, start + first.of);
    assert.ok(
      whole.length === first.of && whole.every(({ append }) => append === first.append),
      'an append is whole and contiguous',
    );
    for (const { stream, revision } of whole) {
      assert.equal(revision, next.get(stream) ?? 0, `revisions of ${stream} are dense`);
      next.set(stream, revision + 1);
    }
    start += first.of;
  }
}

/** One life of the node: checks what it finds, loads it, and ends it at a random moment. Returns what it found. */
async function oneLife(
  data: string,
  before: readonly Seen[],
  acknowledged: Acknowledged[],
  signal: NodeJS.Signals | undefined,
): Promise<Seen[]> {
  const node = await startNodeProcess(data);
  const client = EventStoreDBClient.connectionString(node.url);
  let died = false;
  let writers: Promise<void>[] = [];
  try {
    const seen = await readEverything(client);
    verify(seen, before, acknowledged);
    if (signal === undefined) return seen;
    writers = Array.from({ length: WRITERS }, async () => appendUntilDeath(client, acknowledged, () => died));
    const { code } = await node.killLater(signal, randomInt(50, 350));
    if (signal === 'SIGTERM') assert.equal(code, 0);
    return seen;
  } finally {
    died = true;
    await node.kill('SIGKILL');
    await Promise.all(writers);
    await client.dispose();
  }
}

test('kill -9 at random moments under load loses nothing acknowledged and leaves no half append', async () => {
  const data = await makeDataDirectory();
  const acknowledged: Acknowledged[] = [];
  let before: Seen[] = [];
  try {
    const start = performance.now();
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round >= FEWEST_ROUNDS && performance.now() - start > BUDGET) break;
      if (round % 4 === 0) await killWhileStarting(data, randomInt(400));
      // now and then a polite end: it owes the same
      before = await oneLife(data, before, acknowledged, round % 5 === 4 ? 'SIGTERM' : 'SIGKILL');
    }
    await oneLife(data, before, acknowledged, undefined);
    assert.ok(acknowledged.length > FEWEST_ROUNDS * 5, `${acknowledged.length} appends`);
  } finally {
    await removeDataDirectory(data);
  }
});
