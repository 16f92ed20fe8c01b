import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { listSegments, MAX_LISTED_SEGMENTS } from './segment-runs.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const segments = Array.from({ length: 10 }, (_, n) => ({ durationMs: 6000, bytes: n, sha256: hash(String(n)) }));

test('a track that fits is listed segment by segment', () => {
  assert.deepEqual(listSegments(segments, 10), segments);
});

test('a track that does not fit is listed in runs that keep length, size and proof', () => {
  const runs = listSegments(segments, 4);
  assert.deepEqual(
    runs.map(({ durationMs, bytes }) => [durationMs, bytes]),
    [
      [18_000, 3],
      [18_000, 12],
      [18_000, 21],
      [6000, 9],
    ],
  );
  assert.equal(runs[0]?.sha256, hash(hash('0') + hash('1') + hash('2')));
});

test('six hours with the whole ladder fit into one append', () => {
  const track = Array.from({ length: 3600 }, () => ({ durationMs: 6000, bytes: 4_950_000, sha256: hash('x') }));
  const listed = Array.from({ length: 8 }, () => listSegments(track, MAX_LISTED_SEGMENTS / 8));
  assert(JSON.stringify(listed).length < 800_000);
  assert.equal(
    listed[0]?.reduce((sum, { durationMs }) => sum + durationMs, 0),
    6 * 3600 * 1000,
  );
});
