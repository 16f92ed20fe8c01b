import { deepEqual, equal, ok } from 'node:assert/strict';
import { it } from 'node:test';
import type { CommitListener, Committer } from '../storage/commit.ts';
import type { Store } from '../storage/store.ts';
import { makeHeads } from './heads.ts';

const RECORD_BYTES = 1000;

/** A store without streams but those that are called `stored-…`, that counts how often it is asked for each, and a committer that commits when it is told to. */
function setUp(capacity: number, capacityBytes?: number) {
  const asked = new Map<string, number>();
  const listeners: CommitListener[] = [];
  let committed = -1;
  const store = {
    streamNumber(stream: string) {
      asked.set(stream, (asked.get(stream) ?? 0) + 1);
      return stream.includes('stored-') ? 1 : undefined;
    },
    lastRevision: () => 0,
    record: () => Buffer.alloc(RECORD_BYTES),
  } as unknown as Store;
  const committer = {
    committedPosition: () => committed,
    onCommit: (listener: CommitListener) => listeners.push(listener),
  } as unknown as Committer;
  return {
    asked,
    heads: makeHeads(store, committer, capacity, capacityBytes),
    commit(position: number, ...streams: string[]) {
      committed = position;
      for (const listener of listeners) listener(new Set(streams));
    },
  };
}

const bytes = Buffer.alloc(0);

it('heads are forgotten beyond the capacity, but none whose record is still on its way to disk', () => {
  const { heads, asked, commit } = setUp(3);
  heads.advance('staged', { streamNumber: 1, revision: 0, position: 101, bytes });
  for (let n = 0; n < 1000; n += 1) heads.get(`s-${n}`);
  equal(heads.get('staged').last, 0);
  heads.get('s-999');
  deepEqual([asked.get('staged'), asked.get('s-999')], [1, 1]);
  heads.get('s-0');
  equal(asked.get('s-0'), 2);
  commit(100, 'staged');
  for (let n = 0; n < 10; n += 1) heads.get(`t-${n}`);
  equal(heads.get('staged').last, 0);
  commit(101, 'staged');
  for (let n = 0; n < 10; n += 1) heads.get(`u-${n}`);
  equal(heads.get('staged').last, -1);
});

it('a memory of one remembers every record that is on its way', () => {
  const { heads } = setUp(1);
  for (let n = 0; n < 300; n += 1) {
    const stream = `s-${n % 3}`;
    const { last } = heads.get(stream);
    equal(last, Math.floor(n / 3) - 1);
    heads.advance(stream, { streamNumber: (n % 3) + 1, revision: last + 1, position: n, bytes });
  }
});

it('a stream without metadata is looked up once, and metadata that is on its way is seen', () => {
  const { heads, asked } = setUp(10);
  for (let n = 0; n < 5; n += 1) equal(heads.metadata('a'), undefined);
  equal(asked.get('$$a'), 1);
  const json = Buffer.from('{}');
  heads.advance('$$a', { streamNumber: 2, revision: 0, position: 1, bytes: json });
  deepEqual(heads.metadata('a'), json);
});

it('heads that grow while they are remembered count as large as they are, whether written or read', () => {
  const streams = Array.from({ length: 100 }, (_, n) => n);
  const fitting = 10;
  const remembered = ({ heads, asked }: ReturnType<typeof setUp>, names: readonly string[]): number => {
    asked.clear();
    // the newest ones first: to ask for one that was forgotten may push another out
    for (const name of names.toReversed()) heads.get(name);
    return names.filter((name) => !asked.has(name)).length;
  };

  const written = setUp(1000, fitting * RECORD_BYTES);
  const names = streams.map((n) => `$$s-${n}`);
  for (const [position, name] of names.entries()) {
    written.heads.get(name);
    written.heads.advance(name, { streamNumber: 1, revision: 0, position, bytes: Buffer.alloc(RECORD_BYTES) });
    written.commit(position, name);
  }
  const kept = remembered(written, names);
  ok(kept > 0 && kept <= fitting, `${kept} of those that were written`);

  const read = setUp(1000, fitting * RECORD_BYTES);
  for (const n of streams) {
    read.heads.get(`$$stored-${n}`);
    equal(read.heads.metadata(`stored-${n}`)?.length, RECORD_BYTES);
  }
  const keptOfRead = remembered(
    read,
    streams.map((n) => `$$stored-${n}`),
  );
  ok(keptOfRead > 0 && keptOfRead <= fitting, `${keptOfRead} of those that were read`);
});

it('a head holds no more memory than its own record has, however large the piece that this was cut from', () => {
  const { heads } = setUp(10);
  heads.advance('$$a', { streamNumber: 1, revision: 0, position: 0, bytes: Buffer.alloc(8192).subarray(0, 50) });
  equal(heads.newest('$$a')?.buffer.byteLength, 50);
});
