import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { periodFrom } from './calendar.ts';
import type { Period } from './calendar.ts';
import { shareLeft } from './proration.ts';

const period = { start: '2026-04-01T00:00:00.000Z', end: '2026-05-01T00:00:00.000Z' };

test('a share is what is left by the second, rounded down, and never more than the price or less than nothing', () => {
  assert.equal(shareLeft(1000, period, period.start), 1000);
  assert.equal(shareLeft(1000, period, '2026-04-16T00:00:00.000Z'), 500);
  assert.equal(shareLeft(999, period, '2026-04-16T00:00:00.000Z'), 499);
  assert.equal(shareLeft(1000, period, '2026-04-30T23:59:59.000Z'), 0);
  assert.equal(shareLeft(1000, period, period.end), 0);
  assert.equal(shareLeft(1000, period, '2026-03-01T00:00:00.000Z'), 1000);
  assert.equal(shareLeft(1000, period, '2027-03-01T00:00:00.000Z'), 0);
  assert.equal(shareLeft(2 ** 31 - 1, period, '2026-04-01T00:00:01.000Z'), 2_147_482_818);
});

const prorate = ({ from, to, period: of }: { from: number; to: number; period: Period }, at: string) => ({
  creditMinor: shareLeft(from, of, at),
  chargeMinor: shareLeft(to, of, at),
});
const amount = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const lives = fc.record({
  start: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }).map((ms) => new Date(ms).toISOString()),
  unit: fc.constantFrom('month' as const, 'year' as const),
  price: amount,
  changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), amount), { maxLength: 12 }),
});

test('whoever changes to and fro pays for each stretch to the unit what somebody pays who stays, ±0', () => {
  fc.assert(
    fc.property(lives, ({ start, unit, price, changes }) => {
      const whole = periodFrom(start, { unit, count: 1 }, new Date(start).getUTCDate());
      const length = Date.parse(whole.end) - Date.parse(whole.start);
      const moments = changes
        .map(([part, to]) => ({
          at: new Date(Date.parse(whole.start) + Math.floor(part * (length - 1))).toISOString(),
          to,
        }))
        .toSorted((a, b) => (a.at < b.at ? -1 : 1));
      let [paid, stays, now, since] = [price, 0, price, whole.start];
      for (const { at, to } of moments) {
        const { creditMinor, chargeMinor } = prorate({ from: now, to, period: whole }, at);
        assert.ok(creditMinor >= 0 && creditMinor <= now && chargeMinor >= 0 && chargeMinor <= to);
        paid += chargeMinor - creditMinor;
        stays += shareLeft(now, whole, since) - shareLeft(now, whole, at);
        [now, since] = [to, at];
      }
      stays += shareLeft(now, whole, since);
      assert.equal(paid, stays);
      // To the same price and back it costs nothing at all.
      const same = moments.reduce((sum, { at }) => {
        const { creditMinor, chargeMinor } = prorate({ from: price, to: price, period: whole }, at);
        return sum + chargeMinor - creditMinor;
      }, price);
      assert.equal(same, price);
    }),
  );
});
