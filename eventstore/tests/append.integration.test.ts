import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  ANY,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  binaryEvent,
  jsonEvent,
  type AppendExpectedRevision,
  type AppendResult,
  type EventData,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { collect, startTestNode } from '../testing/test-node.ts';

const { client } = await startTestNode();

const credentials = { username: 'admin', password: 'changeit' };
const newStream = (): string => `test-${randomUUID()}`;
const event = (id: string = randomUUID()): EventData => jsonEvent({ id, type: 't.Happened', data: { id } });
const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

const read = (stream: string): Promise<ResolvedEvent[]> => collect(client.readStream(stream));

/** BatchAppend for calls without credentials, Append for calls with them. */
const RPCS = [
  { name: 'BatchAppend', options: {} },
  { name: 'Append', options: { credentials } },
];

for (const { name, options } of RPCS) {
  const append = async (
    stream: string,
    eventIds: readonly string[],
    expectedRevision: AppendExpectedRevision = ANY,
  ): Promise<AppendResult> =>
    client.appendToStream(
      stream,
      eventIds.map((id) => event(id)),
      { ...options, expectedRevision },
    );
  const conflict = async (work: Promise<unknown>, actual: bigint | 'no_stream'): Promise<void> => {
    await assert.rejects(work, (error) => {
      assert.ok(error instanceof WrongExpectedVersionError, String(error));
      assert.equal(error.actualVersion, actual);
      return true;
    });
  };

  test(`${name}: what is appended is read back whole`, async () => {
    const stream = newStream();
    const bytes = Uint8Array.from([0, 1, 2, 255]);
    const written = await client.appendToStream(
      stream,
      [
        jsonEvent({ type: 't.Json', data: { text: 'ünï 🎬', n: 1 }, metadata: { $correlationId: 'c' } }),
        binaryEvent({ type: 't.Binary', data: bytes, metadata: bytes }),
      ],
      options,
    );
    assert.equal(written.nextExpectedRevision, 1n);
    const [first, second] = await read(stream);
    assert.deepEqual(first?.event?.data, { text: 'ünï 🎬', n: 1 });
    assert.deepEqual(first?.event?.metadata, { $correlationId: 'c' });
    assert.equal(first?.event?.isJson, true);
    assert.equal(second?.event?.revision, 1n);
    assert.deepEqual(Uint8Array.from(second?.event?.data as Uint8Array), bytes);
    assert.deepEqual(second?.event?.position, written.position);
    assert.ok(Math.abs(Date.now() - (first?.event?.created.getTime() ?? 0)) < 60_000);
  });

  test(`${name}: expected revisions are checked`, async () => {
    const stream = newStream();
    await conflict(append(stream, ids(1), 0n), 'no_stream');
    await conflict(append(stream, ids(1), STREAM_EXISTS), 'no_stream');
    assert.equal((await append(stream, ids(1), NO_STREAM)).nextExpectedRevision, 0n);
    assert.equal((await append(stream, ids(2), 0n)).nextExpectedRevision, 2n);
    await conflict(append(stream, ids(1), NO_STREAM), 2n);
    await conflict(append(stream, ids(1), 1n), 2n);
    await conflict(append(stream, ids(1), 3n), 2n);
    assert.equal((await append(stream, ids(1), STREAM_EXISTS)).nextExpectedRevision, 3n);
    assert.equal((await append(stream, ids(1), ANY)).nextExpectedRevision, 4n);
    assert.equal((await read(stream)).length, 5);
  });

  test(`${name}: a repeat is recognised and answered with its first position`, async () => {
    const stream = newStream();
    const [a, b, c] = ids(3) as [string, string, string];
    const first = await append(stream, [a, b], NO_STREAM);
    assert.deepEqual(await append(stream, [a, b], NO_STREAM), first);
    assert.deepEqual(await append(stream, [a, b], ANY), first);
    assert.equal((await append(stream, [b], 0n)).nextExpectedRevision, 1n);
    await conflict(append(stream, [a, c], NO_STREAM), 1n);
    await conflict(append(stream, [a, c], ANY), 1n);
    assert.equal((await read(stream)).length, 2);
    // with the current revision, ids are not looked at
    assert.equal((await append(stream, [a], 1n)).nextExpectedRevision, 2n);
    // an id that was first used elsewhere does not count here
    assert.equal((await append(newStream(), [b], ANY)).nextExpectedRevision, 0n);
  });

  test(`${name}: an append that is too big is refused and writes nothing`, async () => {
    const stream = newStream();
    const big = (): EventData => binaryEvent({ type: 't.Big', data: Buffer.alloc(600_000) });
    await assert.rejects(client.appendToStream(stream, [big(), big()], options), MaxAppendSizeExceededError);
    await assert.rejects(read(stream), StreamNotFoundError);
    assert.equal((await client.appendToStream(stream, [big()], options)).nextExpectedRevision, 0n);
  });

  test(`${name}: an empty append succeeds and writes nothing`, async () => {
    const stream = newStream();
    assert.equal((await client.appendToStream(stream, [], options)).success, true);
    await assert.rejects(read(stream), StreamNotFoundError);
  });

  test(`${name}: appends that nobody awaits are applied in order`, async () => {
    const stream = newStream();
    const wanted = ids(200);
    await Promise.all(wanted.map(async (id) => append(stream, [id])));
    const got = (await read(stream)).map((resolved) => resolved.event?.id);
    if (name === 'BatchAppend') assert.deepEqual(got, wanted);
    else assert.deepEqual(new Set(got), new Set(wanted));
  });

  test(`${name}: a tombstoned stream is closed for ever`, async () => {
    const stream = newStream();
    await append(stream, ids(2));
    await client.tombstoneStream(stream, { expectedRevision: 1n });
    await assert.rejects(append(stream, ids(1)), StreamDeletedError);
    await assert.rejects(read(stream), StreamDeletedError);
    await assert.rejects(read(`$$${stream}`), StreamDeletedError);
    await assert.rejects(client.deleteStream(stream), StreamDeletedError);
  });

  test(`${name}: metadata of a tombstoned stream is taken, as by the real server, and changes nothing`, async () => {
    const stream = newStream();
    await append(stream, ids(2));
    await client.setStreamMetadata(stream, { maxCount: 5 });
    await client.tombstoneStream(stream);
    assert.equal((await client.setStreamMetadata(stream, { maxCount: 1 })).nextExpectedRevision, 1n);
    assert.equal((await append(`$$${stream}`, ids(1), 1n)).nextExpectedRevision, 2n);
    await assert.rejects(append(`$$${stream}`, ids(1), 0n), WrongExpectedVersionError);
    await assert.rejects(read(stream), StreamDeletedError);
    await assert.rejects(read(`$$${stream}`), StreamDeletedError);
    await assert.rejects(append(stream, ids(1)), StreamDeletedError);
  });

  test(`${name}: a soft-deleted stream is not found until it is written again, and its revisions go on`, async () => {
    const stream = newStream();
    await append(stream, ids(3));
    await client.deleteStream(stream, { expectedRevision: 2n });
    await assert.rejects(read(stream), StreamNotFoundError);
    await assert.rejects(append(stream, ids(1), STREAM_EXISTS), StreamDeletedError);
    const [reborn] = ids(1) as [string];
    assert.equal((await append(stream, [reborn], NO_STREAM)).nextExpectedRevision, 3n);
    assert.deepEqual(
      (await read(stream)).map((resolved) => [resolved.event?.id, resolved.event?.revision]),
      [[reborn, 3n]],
    );
    assert.equal((await client.getStreamMetadata(stream)).metadata?.truncateBefore, 3);
  });
}

test('deleting checks the expected revision', async () => {
  const stream = newStream();
  await assert.rejects(client.deleteStream(stream), WrongExpectedVersionError);
  await client.appendToStream(stream, event());
  await assert.rejects(client.deleteStream(stream, { expectedRevision: 4n }), WrongExpectedVersionError);
  await assert.rejects(client.tombstoneStream(stream, { expectedRevision: NO_STREAM }), WrongExpectedVersionError);
  await client.deleteStream(stream);
  await client.deleteStream(stream);
  await client.tombstoneStream(newStream(), { expectedRevision: NO_STREAM });
});

test('metadata written onto a soft-deleted stream keeps the old events hidden', async () => {
  const stream = newStream();
  await client.appendToStream(stream, [event(), event()]);
  await client.deleteStream(stream);
  await client.setStreamMetadata(stream, { maxCount: 100 });
  assert.deepEqual((await client.getStreamMetadata(stream)).metadata, { maxCount: 100, truncateBefore: 2 });
  assert.equal((await read(stream)).length, 0);
  await client.appendToStream(stream, event());
  assert.deepEqual(
    (await read(stream)).map((resolved) => resolved.event?.revision),
    [2n],
  );
});

test('an append of many chunks is one append', async () => {
  const stream = newStream();
  const events = Array.from({ length: 2000 }, () => event());
  const result = await client.appendToStream(stream, events, { batchAppendSize: 10_000, expectedRevision: NO_STREAM });
  assert.equal(result.nextExpectedRevision, 1999n);
  const got = await read(stream);
  assert.deepEqual(
    got.map((resolved) => resolved.event?.id),
    events.map((sent) => sent.id),
  );
});

test('a deadline that has passed is answered with a timeout, and nothing is written', async () => {
  const stream = newStream();
  await assert.rejects(client.appendToStream(stream, event(), { deadline: -1000 }), { type: 'deadline-exceeded' });
  await assert.rejects(read(stream), StreamNotFoundError);
});

test('an event type that is missing refuses that append and no other', async () => {
  const stream = newStream();
  const bad = client.appendToStream(stream, jsonEvent({ type: '', data: {} }));
  const good = client.appendToStream(stream, event());
  await assert.rejects(bad);
  assert.equal((await good).nextExpectedRevision, 0n);
});

test('stream names of any length and script are kept apart', async () => {
  const names = ['långt-🎬', `long-${'x'.repeat(1500)}-a`, `long-${'x'.repeat(1500)}-b`];
  for (const name of names) await client.appendToStream(name, event());
  for (const name of names)
    assert.deepEqual(
      (await read(name)).map((resolved) => resolved.event?.streamId),
      [name],
    );
});
