import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anchorDayOf, DAY_MS, periodEnd, periodFrom, shifted } from './calendar.ts';

const month = { unit: 'month', count: 1 } as const;
const year = { unit: 'year', count: 1 } as const;
const days = (start: string, every: Parameters<typeof periodEnd>[1], count: number): readonly string[] => {
  const found = [start];
  for (let n = 0; n < count; n += 1) found.push(periodEnd(found[n] as string, every, anchorDayOf(start)));
  return found.map((instant) => instant.slice(0, 10));
};

test('the anchor day is kept through months that are too short for it', () => {
  const table = [
    ['2026-01-31T10:00:00.000Z', '2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31'],
    ['2028-01-30T10:00:00.000Z', '2028-01-30 2028-02-29 2028-03-30 2028-04-30 2028-05-30'],
    ['2027-12-29T10:00:00.000Z', '2027-12-29 2028-01-29 2028-02-29 2028-03-29 2028-04-29'],
    ['2026-11-15T23:59:59.999Z', '2026-11-15 2026-12-15 2027-01-15 2027-02-15 2027-03-15'],
  ] as const;
  for (const [start, expected] of table) assert.equal(days(start, month, 4).join(' '), expected);
});

test('years, and several months at once', () => {
  assert.deepEqual(days('2028-02-29T00:00:00.000Z', year, 4), [
    '2028-02-29',
    '2029-02-28',
    '2030-02-28',
    '2031-02-28',
    '2032-02-29',
  ]);
  assert.deepEqual(days('2026-08-31T00:00:00.000Z', { unit: 'month', count: 3 }, 3), [
    '2026-08-31',
    '2026-11-30',
    '2027-02-28',
    '2027-05-31',
  ]);
  assert.deepEqual(days('2026-12-31T00:00:00.000Z', { unit: 'month', count: 14 }, 1), ['2026-12-31', '2028-02-29']);
});

test('the time of day stays', () =>
  assert.equal(periodEnd('2026-01-31T23:59:59.999Z', month, 31), '2026-02-28T23:59:59.999Z'));

const instant = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) })
  .map((ms) => new Date(ms).toISOString());
const every = fc.record({
  unit: fc.constantFrom('month' as const, 'year' as const),
  count: fc.integer({ min: 1, max: 36 }),
});

test('periods follow each other without a gap, each on its anchor day or the last day of its month', () => {
  fc.assert(
    fc.property(instant, every, fc.integer({ min: 1, max: 40 }), (begun, interval, count) => {
      const anchor = anchorDayOf(begun);
      let { start, end } = periodFrom(begun, interval, anchor);
      for (let n = 0; n < count && end < '2999'; n += 1) {
        const date = new Date(end);
        const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
        assert.equal(date.getUTCDate(), Math.min(anchor, last));
        assert.equal(date.getTime() % DAY_MS, Date.parse(begun) % DAY_MS);
        assert.ok(end > start);
        ({ start, end } = periodFrom(end, interval, anchor));
      }
    }),
  );
});

test('however many months are taken at once, the day is the same as one by one', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 36 }), (start, count) => {
      const oneByOne = days(start, month, count).at(-1);
      assert.equal(periodEnd(start, { unit: 'month', count }, anchorDayOf(start)).slice(0, 10), oneByOne);
    }),
  );
});

test('a shifted period is as long as it was', () => {
  const period = periodFrom('2026-01-31T10:00:00.000Z', month, 31);
  const later = shifted(period, 5 * DAY_MS + 1);
  assert.equal(Date.parse(later.end) - Date.parse(later.start), Date.parse(period.end) - Date.parse(period.start));
  assert.equal(later.start, '2026-02-05T10:00:00.001Z');
});
