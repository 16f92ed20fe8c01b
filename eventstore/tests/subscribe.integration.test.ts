import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  BACKWARDS,
  END,
  FORWARDS,
  StreamDeletedError,
  binaryEvent,
  eventTypeFilter,
  jsonEvent,
  streamNameFilter,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { collect, once, startTestNode } from '../testing/test-node.ts';

const { client, write, revisions, filtered } = await startTestNode();

const newStream = (): string => `test-${randomUUID()}`;

test('a subscription goes from history to live without gap or repeat, while others write', async () => {
  const type = `live.${randomUUID()}`;
  const stream = newStream();
  const total = 3000;
  const writing = (async () => {
    for (let n = 0; n < total; n += 20) {
      await client.appendToStream(
        stream,
        Array.from({ length: 20 }, (_, i) => jsonEvent({ type, data: { n: n + i } })),
      );
    }
  })();
  const byStream: bigint[] = [];
  const byAll: bigint[] = [];
  const followStream = (async () => {
    for await (const { event } of client.subscribeToStream(stream)) {
      byStream.push(event?.revision ?? -1n);
      if (byStream.length === total) break;
    }
  })();
  const followAll = (async () => {
    for await (const { event } of client.subscribeToAll({ filter: eventTypeFilter({ prefixes: [type] }) })) {
      byAll.push(event?.revision ?? -1n);
      if (byAll.length === total) break;
    }
  })();
  await Promise.all([writing, followStream, followAll]);
  const wanted = Array.from({ length: total }, (_, n) => BigInt(n));
  assert.deepEqual(byStream, wanted);
  assert.deepEqual(byAll, wanted);
});

test('a subscription starts behind a revision or position, or at what comes after now', async () => {
  const stream = newStream();
  const position = await write(stream, 3);
  const behind = client.subscribeToStream(stream, { fromRevision: 0n });
  const fromEnd = client.subscribeToStream(stream, { fromRevision: END });
  const all = client.subscribeToAll({ fromPosition: position });
  const allEnd = client.subscribeToAll({ fromPosition: END });
  const first = async (subscription: AsyncIterable<ResolvedEvent>): Promise<bigint | undefined> => {
    for await (const { event } of subscription) return event?.revision;
    return undefined;
  };
  const firsts = [behind, fromEnd, all, allEnd].map(async (subscription) => first(subscription));
  await Promise.all([fromEnd, all, allEnd].map(async (subscription) => once(subscription, 'caughtUp')));
  await write(stream, 1);
  assert.deepEqual(await Promise.all(firsts), [1n, 3n, 3n, 3n]);
});

test('a subscription to a stream that does not exist yet waits for it', async () => {
  const stream = newStream();
  const subscription = client.subscribeToStream(stream);
  const waiting = (async () => {
    for await (const { event } of subscription) return event?.revision;
    return undefined;
  })();
  await once(subscription, 'caughtUp');
  await write(stream, 1);
  assert.equal(await waiting, 0n);
});

test('a tombstone ends a subscription after it was delivered, and refuses new ones', async () => {
  const stream = newStream();
  await write(stream, 1);
  const types: (string | undefined)[] = [];
  const subscription = client.subscribeToStream(stream);
  const ended = assert.rejects(
    (async () => {
      for await (const { event } of subscription) types.push(event?.type);
    })(),
    StreamDeletedError,
  );
  await once(subscription, 'caughtUp');
  await client.tombstoneStream(stream);
  await ended;
  assert.deepEqual(types, ['t.Happened', '$streamDeleted']);
  await assert.rejects(collect(client.subscribeToStream(stream)), StreamDeletedError);
});

test('checkpoints of a filtered subscription rise, and none is ahead of an unseen match', async () => {
  const type = `check.${randomUUID()}`;
  const events: bigint[] = [];
  const checkpoints: { position: bigint; seen: number }[] = [];
  for (let n = 0; n < 40; n += 1) {
    await write(newStream(), 7, 't.Noise');
    if (n % 5 === 0) await write(newStream(), 1, type);
  }
  const subscription = client.subscribeToAll({
    filter: eventTypeFilter({
      prefixes: [type],
      checkpointInterval: 1,
      maxSearchWindow: 10,
      checkpointReached: async ({ readableLength }, { commit }) => {
        checkpoints.push({ position: commit, seen: events.length + readableLength });
      },
    }),
  });
  subscription.on('data', ({ event }: ResolvedEvent) => events.push(event?.position?.commit ?? -1n));
  await once(subscription, 'caughtUp');
  while (subscription.readableLength > 0) await nextTurn();
  // at the end of the log the real server tells nothing more, until others have written so much again
  const last =
    (checkpoints.at(-1)?.position ?? 0n) > (events.at(-1) ?? 0n) ? events.at(-1) : checkpoints.at(-1)?.position;
  const caughtUp = checkpoints.length;
  for (let n = 0; n < 30; n += 1) await write(newStream(), 1, 't.Noise');
  while (checkpoints.length < caughtUp + 3) await nextTurn();
  await subscription.unsubscribe();
  assert.equal(events.length, 8);
  assert.ok(checkpoints.length >= 20, `${checkpoints.length} checkpoints`);
  let before = -1n;
  for (const { position, seen } of checkpoints) {
    assert.ok(position > before);
    assert.ok(seen >= events.filter((at) => at <= position).length, `checkpoint ${position} is ahead of an event`);
    before = position;
  }
  assert.ok(before > (last ?? 0n), 'no checkpoint followed the end of the history');
});

test('a reader that is slow or goes away does not disturb the node', async () => {
  const stream = newStream();
  const payload = 'x'.repeat(10_000);
  for (let n = 0; n < 20; n += 1) {
    await client.appendToStream(
      stream,
      Array.from({ length: 50 }, () => jsonEvent({ type: 't.Big', data: { payload } })),
    );
  }
  const slow = client.readStream(stream, { direction: FORWARDS });
  let count = 0;
  for await (const _event of slow) {
    count += 1;
    if (count === 10) break;
  }
  await slow.cancel();
  assert.equal((await revisions(stream)).length, 1000);
});

test('large events come back whole from a stream and from $all', async () => {
  const stream = newStream();
  const sizes = [1, 30_000, 33_000, 70_000, 500_000, 1_000_000];
  for (const size of sizes)
    await client.appendToStream(stream, binaryEvent({ type: 't.Large', data: Buffer.alloc(size, size % 251) }));
  const whole = (events: readonly ResolvedEvent[]): boolean[] =>
    events.map(({ event }, n) => {
      const bytes = Buffer.from(event?.data as Uint8Array);
      return bytes.equals(Buffer.alloc(sizes[n] ?? 0, (sizes[n] ?? 0) % 251));
    });
  const expected = sizes.map(() => true);
  assert.deepEqual(whole(await collect(client.readStream(stream))), expected);
  assert.deepEqual(whole(await filtered(streamNameFilter({ prefixes: [stream] }))), expected);
  assert.deepEqual(
    whole(
      (await collect(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: sizes.length }))).toReversed(),
    ),
    expected,
  );
});

test("a subscription's history is what the metadata leaves, and live events come as they are", async () => {
  const stream = newStream();
  await write(stream, 10);
  await client.setStreamMetadata(stream, { maxCount: 2 });
  const got: number[] = [];
  const subscription = client.subscribeToStream(stream);
  const following = (async () => {
    for await (const { event } of subscription) {
      got.push(Number(event?.revision));
      if (got.length === 7) break;
    }
  })();
  await once(subscription, 'caughtUp');
  await write(stream, 5);
  await following;
  assert.deepEqual(got, [8, 9, 10, 11, 12, 13, 14]);
});
