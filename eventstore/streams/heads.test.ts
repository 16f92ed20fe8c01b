import { deepEqual, equal } from 'node:assert/strict';
import { it } from 'node:test';
import type { CommitListener, Committer } from '../storage/commit.ts';
import type { Store } from '../storage/store.ts';
import { makeHeads } from './heads.ts';

/** A store without streams, that counts how often it is asked for each, and a committer that commits when it is told to. */
function setUp(capacity: number) {
  const asked = new Map<string, number>();
  const listeners: CommitListener[] = [];
  let committed = -1;
  const ask = (stream: string): undefined => {
    asked.set(stream, (asked.get(stream) ?? 0) + 1);
  };
  const store = {
    streamNumber: ask,
  } as unknown as Store;
  const committer = {
    committedPosition: () => committed,
    onCommit: (listener: CommitListener) => listeners.push(listener),
  } as unknown as Committer;
  return {
    asked,
    heads: makeHeads(store, committer, capacity),
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
  equal(heads.metadata('a'), json);
});
