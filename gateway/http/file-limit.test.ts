import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionsThatFit } from './file-limit.ts';

test('connections leave room for files', () => {
  const limits = (files: string) => () =>
    `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${files}                 1048576              files\n`;
  assert.equal(connectionsThatFit(10_000, limits('1024')), 614);
  assert.equal(connectionsThatFit(10_000, limits('524288')), 10_000);
  assert.equal(connectionsThatFit(10_000, limits('unlimited')), 10_000);
  assert.equal(
    connectionsThatFit(10_000, () => ''),
    10_000,
  );
  assert.ok(connectionsThatFit(10_000) > 100);
});
