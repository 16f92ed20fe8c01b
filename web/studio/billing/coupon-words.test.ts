import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFor, stateOf, takesOff } from './coupon-words.ts';
import type { CouponLine } from './coupons.queries.ts';

const coupon = {
  ...{ id: 'c', code: 'WINTER25', percent: 25, amount: null, periods: 3, planIds: [], audience: 'EVERYBODY' },
  ...{ validFrom: null, validUntil: null, maxUses: 2, used: 1, retired: false },
} as unknown as CouponLine;

test('a coupon is said in words', () => {
  assert.equal(takesOff(coupon), '25 % for 3 periods');
  assert.equal(takesOff({ ...coupon, periods: 1 }), '25 %, once');
  assert.match(
    takesOff({ ...coupon, percent: null, amount: { minor: 500, currency: 'EUR' }, periods: null }),
    /5.* for good$/,
  );
  assert.equal(isFor(coupon, []), 'All plans');
  const plans = [{ id: 'p', name: 'Whole', retired: false }];
  assert.equal(isFor({ planIds: ['p', 'q'], audience: 'NEW' }, plans), 'Whole and a plan that is gone, new customers');
});

test('and how it stands', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');
  assert.equal(stateOf(coupon, now), 'can be used');
  assert.equal(stateOf({ ...coupon, used: 2 }, now), 'used up');
  assert.equal(stateOf({ ...coupon, validFrom: '2026-06-02T00:00:00Z' }, now), 'begins later');
  assert.equal(stateOf({ ...coupon, validUntil: '2026-06-01T00:00:00Z' }, now), 'over');
  assert.equal(stateOf({ ...coupon, retired: true }, now), 'retired');
});
