import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, clock, counted, relative, remaining, runtime, took } from './format.ts';

test('a timer shows hours only when there are any, and never goes below zero', () => {
  assert.deepEqual([-5, 0, 999, 65_000, 3_599_999, 3_723_000].map(clock), [
    '0:00',
    '0:00',
    '0:00',
    '1:05',
    '59:59',
    '1:02:03',
  ]);
});

test('a runtime reads as people say it', () => {
  assert.deepEqual([8_300, 59_600, 90_000, 3_600_000, 6_120_000, 3_599_000].map(runtime), [
    '8 s',
    '1 min',
    '2 min',
    '1 h',
    '1 h 42 min',
    '1 h',
  ]);
});

test('machine time keeps a tenth of a second below a minute', () => {
  assert.deepEqual([0, 420, 59_949, 125_900].map(took), ['0.0 s', '0.4 s', '59.9 s', '2 min 05 s']);
});

test('remaining time counts seconds only in the last minute and is never negative', () => {
  assert.equal(remaining(0, 5_400_000), '1 h 30 min left');
  assert.equal(remaining(50_000, 60_000), '10 s left');
  assert.equal(remaining(70_000, 60_000), '0 s left');
});

test('sizes use decimal units with a useful number of digits', () => {
  assert.deepEqual([0, 999, 1_000, 820_400, 1_234_567_890].map(bytes), ['0 B', '999 B', '1.0 kB', '820 kB', '1.2 GB']);
});

test('instants are told relative to now', () => {
  const now = Date.parse('2026-05-01T12:00:00Z');
  assert.equal(relative('2026-05-01T11:59:40Z', now, 'en'), 'just now');
  assert.equal(relative('2026-05-01T11:48:00Z', now, 'en'), '12 minutes ago');
  assert.equal(relative('2026-04-30T11:00:00Z', now, 'en'), 'yesterday');
});

test('one thing is not many', () => {
  assert.deepEqual([counted(1, 'film'), counted(2, 'film'), counted(0, 'title')], ['1 film', '2 films', '0 titles']);
});
