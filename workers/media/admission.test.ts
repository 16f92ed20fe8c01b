import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_LIMITS } from './admission-limits.ts';
import { refuseByCost } from './admission.ts';

const codeOf = (cost: Parameters<typeof refuseByCost>[0]): string => {
  const outcome = refuseByCost(cost, DEFAULT_LIMITS);
  return outcome?.kind === 'refused' ? outcome.reason.code : 'taken';
};
const hour = 3600_000;

test('real films are taken, however long a feature is', () => {
  assert.equal(codeOf({ width: 1920, height: 1080, frames: 2 * 3600 * 30, durationMs: 2 * hour, bytes: 2e9 }), 'taken');
  assert.equal(
    codeOf({ width: 3840, height: 2160, frames: 3 * 3600 * 24, durationMs: 3 * hour, bytes: 20e9 }),
    'taken',
  );
});

test('a small file that holds an expensive film is refused, a small file of a cheap one is not', () => {
  assert.equal(
    codeOf({ width: 3840, height: 2160, frames: 21_766, durationMs: 362_767, bytes: 1_131_512 }),
    'too-many-pixels',
  );
  assert.equal(codeOf({ width: 1920, height: 1080, frames: 10_883, durationMs: 362_767, bytes: 816_689 }), 'taken');
});

test('no picture is beyond reason in either direction, and no film lasts for ever', () => {
  assert.equal(codeOf({ width: 16_000, height: 100, frames: 1, durationMs: 40, bytes: 1e6 }), 'too-many-pixels');
  assert.equal(codeOf({ width: 8192, height: 8192, frames: 1, durationMs: 40, bytes: 1e9 }), 'too-many-pixels');
  assert.equal(codeOf({ width: 320, height: 240, frames: 25, durationMs: 7 * hour, bytes: 1e9 }), 'too-long');
});
