import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, placesOf, stateOf } from './rights-lines.ts';
import type { Window } from './rights.queries.ts';

const window = (given: Partial<Window>): Window => ({
  ...{ id: 'w', model: 'SVOD', territories: [], except: [], maxHeight: null, isEnded: false },
  ...{ start: '2026-01-01T00:00:00.000Z', end: null },
  ...given,
});
const now = Date.parse('2026-07-01T00:00:00.000Z');

test('a window is to come, open or over, and at its end it is over', () => {
  const state = (given: Partial<Window>) => stateOf(window(given), now);
  assert.equal(state({}), 'open');
  assert.equal(state({ start: '2026-07-01T00:00:00.000Z' }), 'open');
  assert.equal(state({ start: '2026-07-02T00:00:00.000Z' }), 'to come');
  assert.equal(state({ end: '2026-07-01T00:00:00.000Z' }), 'over');
  assert.equal(state({ start: '2026-08-01T00:00:00.000Z', end: '2026-09-01T00:00:00.000Z', isEnded: true }), 'over');
});

test('places stand on lines of their own, with bars that lie within the whole', () => {
  const all = [
    window({ id: 'a', territories: ['FR', 'DE'], end: '2026-12-31T00:00:00.000Z' }),
    window({ id: 'b', territories: ['DE', 'FR'], start: '2027-01-01T00:00:00.000Z' }),
    window({ id: 'c', except: ['US'] }),
  ];
  assert.deepEqual(all.map(placesOf), ['DE, FR', 'DE, FR', 'everywhere but US']);
  const { lines, now: today } = linesOf(all, now);
  assert.deepEqual(
    lines.map(({ place, bars }) => [place, bars.map((bar) => bar.window.id)]),
    [
      ['DE, FR', ['a', 'b']],
      ['everywhere but US', ['c']],
    ],
  );
  for (const { left, width } of lines.flatMap(({ bars }) => bars))
    assert.ok(left >= 0 && width > 0 && left + width <= 1.000001);
  assert.ok(today > 0 && today < 1);
});
