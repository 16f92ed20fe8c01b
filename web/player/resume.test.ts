import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startOf, startPosition } from './resume.ts';

const hour = 3_600_000;
const at = (positionMs: number, finished = false) => startOf({ positionMs, durationMs: hour, finished }).kind;

test('a film that was never begun plays from its start', () => {
  assert.deepEqual(startOf(null), { kind: 'play' });
});

test('a minute or a twentieth makes a film worth resuming, whichever comes first', () => {
  assert.equal(at(60_000), 'play');
  assert.equal(at(60_001), 'resume');
  assert.equal(startOf({ positionMs: 700, durationMs: 12_000, finished: false }).kind, 'resume');
  assert.equal(startOf({ positionMs: 500, durationMs: 12_000, finished: false }).kind, 'play');
});

test('the credits count as the end', () => {
  assert.equal(at(hour * 0.95), 'play');
  assert.equal(at(hour / 2, true), 'play');
});

test('resuming says how much is left', () => {
  assert.deepEqual(startOf({ positionMs: hour / 4, durationMs: hour, finished: false }), {
    kind: 'resume',
    positionMs: hour / 4,
    remainingMs: (hour * 3) / 4,
  });
});

test('starting over, and a place at the very end, begin at zero', () => {
  assert.equal(startPosition(90_000, hour, true), 0);
  assert.equal(startPosition(hour - 500, hour, false), 0);
  assert.equal(startPosition(90_000, hour, false), 90_000);
  assert.equal(startPosition(Number.NaN, hour, false), 0);
});
