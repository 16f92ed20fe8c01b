import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromProvider, toProvider } from './amounts.ts';
import { isSoft, tidyCode } from './failures.ts';

test('amounts are in the unit that the provider counts in, and the same when they come back', () => {
  const pairs = [
    [1299, 'EUR', 1299],
    [500, 'JPY', 500],
    [500, 'ISK', 50_000],
    [1000, 'MGA', 10],
    [12_340, 'KWD', 12_340],
  ] as const;
  for (const [minor, currency, provider] of pairs) {
    assert.equal(toProvider(minor, currency), provider);
    assert.equal(fromProvider(provider, currency), minor);
  }
  for (const [minor, currency] of [
    [0, 'EUR'],
    [-1, 'EUR'],
    [1.5, 'EUR'],
    [NaN, 'EUR'],
    [1001, 'MGA'],
    [12_345, 'KWD'],
  ] as const)
    assert.throws(() => toProvider(minor, currency), { name: 'PaymentsRefused' });
});

test('only what may pay another day is soft', () => {
  assert.equal(isSoft('insufficient_funds'), true);
  assert.equal(isSoft('stolen_card'), false);
  assert.equal(isSoft('generic_decline', 'do_not_try_again'), false);
  assert.equal(tidyCode('Weird Code!'), 'weird_code_');
  assert.equal(tidyCode(undefined), 'declined');
});
