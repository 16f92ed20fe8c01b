import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryCeiling } from './job-context.ts';

const GIB = 1024 ** 3;

test('a program may take most of what a small machine or its control group has, and never more than 12 GiB', () => {
  const unconstrained = 18_446_744_073_709_552_000;
  assert.equal(memoryCeiling(64 * GIB, unconstrained), 12 * GIB);
  assert.equal(memoryCeiling(64 * GIB, 0), 12 * GIB);
  assert.equal(memoryCeiling(4 * GIB, unconstrained), 3 * GIB);
  assert.equal(memoryCeiling(64 * GIB, 2 * GIB), 1.5 * GIB);
});
