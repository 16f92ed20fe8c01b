import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import type { CouponId } from '../../schemas/billing/coupon.events.ts';
import {
  begun,
  change,
  cheaper,
  dearer,
  end,
  failed,
  live,
  newly,
  paid,
  renew,
  simple,
  start,
  stateOf,
  subscribe,
  terms,
  trial,
  trialEnd,
  types,
} from '../testing/subscriptions.ts';
import type { Given } from '../testing/subscriptions.ts';
import { changeLines, periodLines } from './change-lines.ts';
import { takenOf } from './reduction.ts';
import { planId } from './samples.ts';

const couponId = '00000000-0000-4000-8000-0000000000c1' as CouponId;
const coupon = (changes: object = {}) => ({
  ...{ couponId, code: 'WINTER25', reduction: { kind: 'percent' as const, percent: 25 }, periods: 2, planIds: [] },
  ...changes,
});
const withCoupon = (changes: object = {}): Given => ({
  type: 'Subscribe',
  data: { ...subscribe.data, coupon: coupon(changes) },
  at: start,
});
const tried = (): Given => ({
  type: 'StartTrial',
  data: { ...begun, trialDays: 14, coupon: coupon() },
  at: start,
});
const last = (events: ReturnType<typeof live>, type: string) =>
  events.findLast((event) => event.type === `billing.${type}`)?.data as never as Record<string, never> & {
    readonly discount: { readonly amountMinor: number; readonly left: number | null } | null;
  };
const march = '2026-03-31T10:00:00.000Z';

test('a reduction never takes more than the price, and leaves nothing that no provider charges', () => {
  assert.equal(takenOf({ kind: 'percent', percent: 25 }, 999), 249);
  assert.equal(takenOf({ kind: 'percent', percent: 100 }, 999), 999);
  assert.equal(takenOf({ kind: 'percent', percent: 99 }, 999), 999, '10 would be left');
  assert.equal(takenOf({ kind: 'percent', percent: 50 }, 100), 50);
  assert.equal(takenOf({ kind: 'amount', amountMinor: 400, currency: 'EUR' }, 1000), 400);
  assert.equal(takenOf({ kind: 'amount', amountMinor: 5000, currency: 'EUR' }, 1000), 1000);
  const price = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  fc.assert(
    fc.property(price, fc.integer({ min: 1, max: 100 }), price, (whole, percent, amountMinor) => {
      for (const reduction of [
        { kind: 'percent' as const, percent },
        { kind: 'amount' as const, amountMinor: amountMinor + 1, currency: 'EUR' },
      ]) {
        const off = takenOf(reduction, whole);
        assert.ok(off >= 0 && off <= whole);
        assert.ok(off === 0 || whole - off === 0 || whole - off >= 50);
      }
    }),
  );
});

describe('a subscription with a coupon', () => {
  it('costs less for as many periods as were agreed, and the full price after', () => {
    const begins = live(withCoupon());
    assert.deepEqual(types(begins), ['SubscriptionRequested', 'CouponAgreed']);
    assert.deepEqual<unknown>(last(begins, 'SubscriptionRequested').discount, {
      code: 'WINTER25',
      amountMinor: 250,
      left: 1,
    });
    const second = [withCoupon(), paid(1), renew(2, end)];
    assert.deepEqual<unknown>(last(live(...second), 'RenewalDue').discount, {
      code: 'WINTER25',
      amountMinor: 250,
      left: 0,
    });
    assert.equal(last(live(...second, paid(2), renew(3, march)), 'RenewalDue').discount, null);
    assert.equal(stateOf(...second, paid(2), renew(3, march), paid(3)).status, 'active');
  });
  it('begins with it after a trial, and for ever where it was agreed so', () => {
    const ends = live(tried(), renew(1, trialEnd));
    assert.deepEqual<unknown>(last(ends, 'RenewalDue').discount, { code: 'WINTER25', amountMinor: 250, left: 1 });
    const forGood = live(withCoupon({ periods: null }), paid(1), renew(2, end), paid(2), renew(3, march));
    assert.equal(last(forGood, 'RenewalDue').discount?.left, null);
    assert.equal(last(forGood, 'RenewalDue').discount?.amountMinor, 250);
  });
  it('keeps it with another plan that it is for, and gives back what was paid, not more', () => {
    const middle = '2026-02-14T10:00:00.000Z';
    const up = live(withCoupon(), paid(1), change(dearer, 2, middle));
    const changed = up.findLast(({ type }) => type === 'billing.PlanChanged');
    assert.ok(changed?.type === 'billing.PlanChanged');
    const { creditMinor, chargeMinor } = changed.data;
    assert.deepEqual(
      changeLines(changed.data).map(({ kind, label, amountMinor }) => [kind, label, amountMinor]),
      [
        ['proration-credit', 'Whole', -500],
        ['discount', 'Code WINTER25', 125],
        ['proration-charge', 'Whole', 1500],
        ['discount', 'Code WINTER25', -375],
      ],
    );
    assert.deepEqual([creditMinor, chargeMinor, changed.data.discount?.left], [500, 1500, 1]);
    const elsewhere = live(withCoupon({ planIds: [planId] }), paid(1), change(dearer, 2, middle)).at(-1);
    assert.ok(elsewhere?.type === 'billing.PlanChanged');
    const { discount, couponCode, creditDiscountMinor, chargeDiscountMinor } = elsewhere.data;
    assert.deepEqual([discount, couponCode, creditDiscountMinor, chargeDiscountMinor], [null, 'WINTER25', 125, 0]);
    const down = live(withCoupon({ planIds: [planId] }), paid(1), change(cheaper, 2, middle), renew(3, end));
    assert.equal(last(down, 'RenewalDue').discount, null, 'the next plan is none of its plans');
  });
  it('gives the coupon back where nothing was ever paid, and only there', () => {
    const over = (before: readonly Given[], command: Given) => newly(before, command);
    assert.equal(over([withCoupon()], simple('ExpireIncomplete')), 'SubscriptionExpired CouponUnused');
    assert.equal(over([withCoupon()], simple('CancelNow')), 'SubscriptionCanceled CouponUnused');
    assert.equal(over([withCoupon(), paid(1)], simple('CancelNow')), 'SubscriptionCanceled');
    assert.equal(over([tried()], simple('CancelNow')), 'SubscriptionCanceled CouponUnused');
    const noCard = failed(1, 1, trialEnd, false, 'no-method');
    assert.equal(over([tried(), renew(1, trialEnd)], noCard), 'PaymentFailed TrialExpired CouponUnused');
    assert.equal(over([subscribe], simple('ExpireIncomplete')), 'SubscriptionExpired');
    assert.equal(over([trial], simple('CancelNow')), 'SubscriptionCanceled');
  });
  it('shows its full price and what is taken off as two lines', () => {
    assert.deepEqual(
      periodLines(terms, { code: 'WINTER25', amountMinor: 1000 }).map(({ amountMinor }) => amountMinor),
      [1000, -1000],
    );
    assert.equal(periodLines(terms, null).length, 1);
    assert.equal(periodLines(terms, { code: 'WINTER25', amountMinor: 0 }).length, 1);
  });
});
