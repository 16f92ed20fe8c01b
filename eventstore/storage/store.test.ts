import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { windowOf } from '../streams/window.ts';
import { StartError } from '../start-error.ts';
import { makeCommitter } from './commit.ts';
import { lockDirectory } from './lock.ts';
import { encodeRecord, positionOf, revisionOf } from './record.ts';
import { DELETED, NO_STREAM } from './revision.ts';
import { openStore, type StagedRecord, type Store } from './store.ts';

let directory: string;
let store: Store;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'eventstore-store-'));
});
beforeEach(() => {
  store = openStore(directory);
});
after(async () => rm(directory, { recursive: true, force: true }));

/** A record at the end of the log. */
function staged(
  at: { position: number; streamNumber: number },
  stream: string,
  revision: number,
  created: number,
  json?: string,
): StagedRecord {
  const event = {
    id: randomUUID(),
    type: 't.X',
    json: json !== undefined,
    metadata: new Uint8Array(),
    data: Buffer.from(json ?? ''),
  };
  return {
    stream,
    streamNumber: at.streamNumber,
    newStream: revision === 0 || revision === DELETED,
    revision,
    position: at.position,
    bytes: encodeRecord(event, { stream, revision, position: at.position, created }),
  };
}

/** Records that touch each other, as the writer makes them. */
function inARow(
  from: number,
  revisions: readonly number[],
  make: (revision: number, position: number) => StagedRecord,
): StagedRecord[] {
  const records: StagedRecord[] = [];
  for (const revision of revisions) records.push(make(revision, records.length === 0 ? from : endOf(records)));
  return records;
}

function endOf(records: readonly StagedRecord[]): number {
  const last = records.at(-1);
  return last === undefined ? 0 : last.position + last.bytes.length;
}

test('what is written is found again by position and by revision, also after opening again', async () => {
  assert.deepEqual(store.end(), { newestPosition: -1, nextPosition: 0, nextStreamNumber: 1, newestCreated: 0 });
  assert.equal(store.streamNumber('a'), undefined);
  const records = inARow(0, [0, 1, 2], (revision, position) =>
    staged({ position, streamNumber: 1 }, 'a', revision, 500),
  );
  const [first = 0, second = 0, third = 0] = records.map(({ position }) => position);
  const tombstone = staged({ position: endOf(records), streamNumber: 2 }, 'b', DELETED, 600);
  await store.write([...records, tombstone]);
  await store.close();
  store = openStore(directory);
  const number = store.streamNumber('a') ?? 0;
  assert.equal(store.lastRevision(number), 2);
  assert.equal(store.lastRevision(store.streamNumber('b') ?? 0), DELETED);
  assert.equal(store.lastRevision(99), NO_STREAM);
  assert.deepEqual(store.streamPage(number, 1, DELETED, false, 10).map(revisionOf), [1, 2]);
  assert.deepEqual(store.streamPage(number, 1, 0, true, 10).map(revisionOf), [1, 0]);
  assert.deepEqual(store.pageForwards(1, 2).map(positionOf), [second, third]);
  assert.deepEqual(store.pageForwards(second, 1).map(positionOf), [second]);
  assert.deepEqual(store.pageBackwards(third, 9).map(positionOf), [second, first]);
  assert.deepEqual(store.pageBackwards(third + 1, 1).map(positionOf), [third]);
  assert.deepEqual(store.end(), {
    newestPosition: tombstone.position,
    nextPosition: tombstone.position + tombstone.bytes.length,
    nextStreamNumber: 3,
    newestCreated: 600,
  });
  await store.close();
});

test('$maxAge hides what is older, to the millisecond', async () => {
  const { nextPosition, nextStreamNumber } = store.end();
  const records = inARow(nextPosition, [0, 1, 2, 3, 4], (revision, position) =>
    staged({ position, streamNumber: nextStreamNumber }, 'aged', revision, 10_000 + revision * 1000),
  );
  const metadata = staged(
    { position: endOf(records), streamNumber: nextStreamNumber + 1 },
    '$$aged',
    0,
    20_000,
    '{"$maxAge":2}',
  );
  await store.write([...records, metadata]);
  const first = (now: number): number => {
    const window = windowOf(store, 'aged', now);
    assert.ok(window.kind === 'open');
    return window.min;
  };
  assert.equal(first(12_000), 0);
  assert.equal(first(12_001), 1);
  assert.equal(first(16_000), 4);
  assert.equal(first(16_001), 5);
  await store.close();
});

test('what is staged while a group is written goes into the next group, and callbacks wait for their own', async () => {
  const groups: number[] = [];
  const writes: (() => void)[] = [];
  const slow: Store = {
    ...store,
    write: async (records) => {
      groups.push(records.length);
      return new Promise((resolve) => writes.push(resolve));
    },
  };
  const committer = makeCommitter(slow, -1, assert.ifError);
  const durable: string[] = [];
  const stage = (name: string, position: number): void => {
    committer.stage([staged({ position, streamNumber: 1 }, name, 1, 1)]);
    committer.whenDurable(() => durable.push(name));
  };
  const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  stage('a', 1);
  stage('b', 2);
  await turn();
  stage('c', 3);
  stage('d', 4);
  await turn();
  assert.deepEqual([groups, durable, committer.committedPosition()], [[2], [], -1]);
  writes.shift()?.();
  await turn();
  assert.deepEqual([groups, durable, committer.committedPosition()], [[2, 2], ['a', 'b'], 2]);
  writes.shift()?.();
  await turn();
  assert.deepEqual([durable, committer.pendingBytes()], [['a', 'b', 'c', 'd'], 0]);
  await store.close();
});

test('a write that fails acknowledges nothing', async () => {
  const failure = Promise.withResolvers<unknown>();
  const broken: Store = { ...store, write: async () => Promise.reject(new Error('no space')) };
  const committer = makeCommitter(broken, -1, failure.resolve);
  let durable = false;
  committer.stage([staged({ position: 1, streamNumber: 1 }, 'a', 1, 1)]);
  committer.whenDurable(() => (durable = true));
  assert.match(String(await failure.promise), /no space/);
  assert.equal(durable, false);
  assert.equal(committer.committedPosition(), -1);
  await store.close();
});

test('the lock of a directory is held once and can be taken again when it is given back', async () => {
  const unlock = lockDirectory(directory);
  assert.throws(() => lockDirectory(directory), StartError);
  unlock();
  lockDirectory(directory)();
  await store.close();
});
