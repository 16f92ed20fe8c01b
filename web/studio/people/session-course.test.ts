import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courseOf, skewOf, sumsOf } from './session-course.ts';

const at = (seconds: number, sta: string, more: object = {}) => ({
  ts: 1_000_000 + seconds * 1000,
  sta,
  pt: seconds * 1000,
  ...more,
});

test('samples become what the player was doing, with bit rates, seeks and errors', () => {
  const course = courseOf([
    at(0, 's'),
    at(2, 'p', { e: 'first-frame', br: 3000 }),
    at(12, 'p', { br: 3000 }),
    at(20, 'r', { br: 1200 }),
    at(23, 'p', { br: 1200, pb: 1000 }),
    at(30, 'k', { e: 'seek' }),
    at(31, 'a'),
    at(40, 'f', { e: 'error', ec: 'shaka-1001' }),
  ]);
  assert.ok(course !== undefined);
  assert.equal(course.lengthMs, 40_000);
  assert.deepEqual(
    course.stretches.map(({ doing, fromMs, toMs }) => [doing, fromMs / 1000, toMs / 1000]),
    [
      ['starting', 0, 2],
      ['playing', 2, 20],
      ['stalled', 20, 23],
      ['playing', 23, 30],
      ['seeking', 30, 31],
      ['paused', 31, 40],
    ],
  );
  assert.deepEqual(
    course.rates.map(({ fromMs, toMs, kbps }) => [fromMs / 1000, toMs / 1000, kbps]),
    [
      [2, 20, 3000],
      [20, 23, 1200],
      [23, 30, 1000],
    ],
  );
  assert.deepEqual(
    course.marks.map(({ kind, text }) => [kind, text]),
    [
      ['seek', 'a seek'],
      ['error', 'shaka-1001'],
    ],
  );
  assert.deepEqual(sumsOf(course)[0], ['playing', 25_000]);
});

test('who is not heard of is silent, and a clock that is put back makes no time go back', () => {
  const course = courseOf([at(0, 'p'), at(400, 'p'), at(100, 'p'), at(110, 'e')]);
  assert.deepEqual(
    course?.stretches.map(({ doing, fromMs, toMs }) => [doing, fromMs / 1000, toMs / 1000]),
    [
      ['playing', 0, 90],
      ['silent', 90, 400],
      ['playing', 400, 410],
    ],
  );
  assert.equal(courseOf([]), undefined);
});

test('a clock that is more than five minutes off is told', () => {
  const heartbeat = (aheadMs: number) => ({
    receivedAt: '2026-01-02T03:04:05.000Z',
    samples: [{ ts: Date.parse('2026-01-02T03:04:05.000Z') + aheadMs, sta: 'p', pt: 0 }],
  });
  assert.equal(skewOf([heartbeat(-299_000)]), undefined);
  assert.equal(skewOf([heartbeat(-900_000), heartbeat(-600_000)]), -600_000);
  assert.equal(
    skewOf([heartbeat(-900_000), heartbeat(1000)]),
    undefined,
    'one that came late says nothing of the clock',
  );
  assert.equal(skewOf([]), undefined);
});
