import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffMs, pause } from './backoff.ts';

test('pauses grow twofold up to the ceiling, and never beyond what a number holds', () => {
  const longest = (attempt: number): number => backoffMs(attempt, 100, 5_000, () => 0);
  assert.deepEqual([1, 2, 3, 7, 50, 5_000].map(longest), [100, 200, 400, 5_000, 5_000, 5_000]);
});

test('a pause is shortened at random by at most a half, so that rivals do not come back together', () => {
  assert.equal(
    backoffMs(1, 100, 5_000, () => 0.999),
    50,
  );
  assert.ok(new Set(Array.from({ length: 20 }, () => backoffMs(3))).size > 1);
});

test('an aborted pause ends at once and throws nothing', { timeout: 5_000 }, async () => {
  const stopping = new AbortController();
  const pausing = pause(60_000, stopping.signal);
  stopping.abort();
  await pausing;
  await pause(60_000, stopping.signal);
});
