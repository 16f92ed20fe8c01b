import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ticksEvery, timeLeft } from './time-left.ts';

test('what is left is said as coarsely as it matters, and never as more than it is', () => {
  const now = Date.parse('2026-01-01T00:00:00.000Z');
  const left = (ms: number) => timeLeft(new Date(now + ms).toISOString(), now);
  assert.deepEqual(
    [30 * 86_400_000, 3 * 86_400_000 - 1, 2 * 86_400_000, 3_600_000, 59_999 * 60, 61_000, 59_001, 1, 0, -1].map(left),
    ['30 days', '2 days', '48 h 0 min', '1 h 0 min', '59 min', '1 min', '60 s', '1 s', undefined, undefined],
  );
});

test('the last minutes are counted by the second', () => {
  assert.equal(ticksEvery('2026-01-01T00:01:00.000Z', Date.parse('2026-01-01T00:00:00.000Z')), 1000);
  assert.equal(ticksEvery('2026-01-02T00:01:00.000Z', Date.parse('2026-01-01T00:00:00.000Z')), 30_000);
});
