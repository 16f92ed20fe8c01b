import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANY, DELETED, NO_STREAM, STREAM_EXISTS } from '../storage/revision.ts';
import { decideAppend, type AppendDecision, type AppendFacts } from './decide.ts';
import { parseMetadata, withTruncateBefore } from './metadata.ts';
import { makeSeenIds } from './seen-ids.ts';

/** A stream whose event ids are `stored`, all of them still in memory unless `forgotten`. */
function decide(stored: readonly string[], change: Partial<AppendFacts>, forgotten = false): AppendDecision {
  const at = (revision: number) => ({ revision, position: 100 + revision });
  const find = (id: string) => (stored.includes(id) ? at(stored.indexOf(id)) : undefined);
  return decideAppend({
    current: stored.length - 1,
    expected: ANY,
    ids: [],
    softDeleted: false,
    hasMetadata: () => false,
    cached: (id) => (forgotten ? undefined : find(id)),
    storedAt: (revision, id) => (stored[revision] === id ? at(revision) : undefined),
    ...change,
  });
}

test('a tombstoned stream takes nothing', () => {
  for (const expected of [ANY, NO_STREAM, STREAM_EXISTS, 0, DELETED]) {
    assert.equal(decide([], { current: DELETED, expected, ids: ['a'] }).kind, 'deleted');
  }
});

test('stream_exists needs an event or metadata, and no soft delete', () => {
  assert.equal(decide([], { expected: STREAM_EXISTS, ids: ['a'] }).kind, 'wrong-version');
  assert.equal(decide([], { expected: STREAM_EXISTS, ids: ['a'], hasMetadata: () => true }).kind, 'write');
  assert.equal(decide(['x'], { expected: STREAM_EXISTS, ids: ['a'] }).kind, 'write');
  assert.equal(decide(['x'], { expected: STREAM_EXISTS, ids: ['a'], softDeleted: true }).kind, 'deleted');
});

test('any recognises a whole repeat by memory, refuses a partial one, and forgets', () => {
  assert.deepEqual(decide(['a', 'b'], { ids: ['a', 'b'] }), { kind: 'repeat', at: { revision: 1, position: 101 } });
  assert.deepEqual(decide(['a', 'b'], { ids: ['a'] }), { kind: 'repeat', at: { revision: 0, position: 100 } });
  assert.equal(decide(['a'], { ids: ['a', 'c'] }).kind, 'wrong-version');
  assert.equal(decide(['a'], { ids: ['c', 'a'] }).kind, 'write');
  assert.equal(decide(['a'], { ids: ['a'] }, true).kind, 'write');
  assert.equal(decide(['a'], { ids: [] }).kind, 'empty');
});

test('an old expected revision is a repeat if exactly those events follow it, else a conflict', () => {
  assert.deepEqual(decide(['a', 'b', 'c'], { expected: 0, ids: ['b', 'c'] }, true), {
    kind: 'repeat',
    at: { revision: 2, position: 102 },
  });
  assert.deepEqual(decide(['a', 'b', 'c'], { expected: NO_STREAM, ids: ['a', 'b'] }, true), {
    kind: 'repeat',
    at: { revision: 1, position: 101 },
  });
  assert.equal(decide(['a', 'b'], { expected: 0, ids: ['b', 'c'] }).kind, 'wrong-version');
  assert.equal(decide(['a', 'b'], { expected: 0, ids: ['x'] }).kind, 'wrong-version');
  assert.equal(decide(['a', 'b'], { expected: 0, ids: [] }).kind, 'wrong-version');
  assert.equal(decide(['a'], { expected: NO_STREAM, ids: ['x'], softDeleted: true }).kind, 'write');
});

test('the current revision writes, also a repeated id; a later one is refused', () => {
  assert.equal(decide(['a'], { expected: 0, ids: ['a'] }).kind, 'write');
  assert.equal(decide([], { expected: NO_STREAM, ids: ['a'] }).kind, 'write');
  assert.equal(decide(['a'], { expected: 1, ids: ['b'] }).kind, 'wrong-version');
  assert.equal(decide(['a'], { expected: 0, ids: [] }).kind, 'empty');
});

test('one malformed metadata value makes all of it count as empty, zero limits are ignored', () => {
  assert.deepEqual(parseMetadata('{"$maxCount":3,"$maxAge":10,"$tb":2,"custom":"x"}'), {
    maxCount: 3,
    maxAge: 10,
    truncateBefore: 2,
  });
  assert.deepEqual(parseMetadata('{"$tb":9223372036854775807}'), { truncateBefore: DELETED });
  assert.deepEqual(parseMetadata('{"$maxCount":0,"$maxAge":-1,"$tb":0}'), { truncateBefore: 0 });
  for (const bad of [
    '{"$maxCount":"3","$tb":2}',
    '{"$tb":1.5}',
    '{"$tb":1e300}',
    '{"$tb":2,"$tmp":1}',
    '{"$tb":2,"$acl":{"$r":1}}',
    'nonsense',
    '[]',
    'null',
    '',
  ]) {
    assert.deepEqual(parseMetadata(bad), {}, bad);
  }
  assert.deepEqual(JSON.parse(withTruncateBefore('{"$maxCount":3,"$tb":1}', 7)), { $maxCount: 3, $tb: 7 });
});

test('adding to a full memory of ids costs what adding to an empty one costs', () => {
  const seen = makeSeenIds();
  const cpuOf = (from: number): number => {
    const ids = Array.from({ length: 100_000 }, (_, n) => String(from + n));
    const before = process.cpuUsage().user;
    for (const id of ids) seen.add(id, 's', { revision: 0, position: 0 });
    return process.cpuUsage().user - before;
  };
  const empty = cpuOf(0);
  for (let step = 1; step <= 5; step += 1) {
    const full = cpuOf(step * 100_000);
    // walking over the holes of those that were forgotten made it a hundred times as much
    assert.ok(full < 15 * Math.max(empty, 20_000), `${full} µs where the first took ${empty}`);
  }
});

test('the memory of ids keeps the first write of an id, by stream, and is bounded', () => {
  const seen = makeSeenIds(2);
  seen.add('a', 's', { revision: 0, position: 1 });
  seen.add('a', 't', { revision: 9, position: 2 });
  assert.equal(seen.find('a', 's')?.revision, 0);
  assert.equal(seen.find('a', 't'), undefined);
  seen.add('b', 's', { revision: 1, position: 3 });
  seen.add('c', 's', { revision: 2, position: 4 });
  assert.equal(seen.find('a', 's'), undefined);
  assert.equal(seen.find('c', 's')?.revision, 2);
});
