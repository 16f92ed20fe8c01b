import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CouponId } from '../../schemas/billing/coupon.events.ts';
import { given } from '../testing/given.ts';
import { couponDecider } from './coupon.decider.ts';
import type { Coupon, CouponEvent } from './coupon.decider.ts';
import { accountId, at, planId, subscriptionId } from './samples.ts';

const couponId = '00000000-0000-4000-8000-0000000000c1' as CouponId;
const [second, third] = ['a9', 'aa'].map((end) => accountId.replace('a1', end) as typeof accountId);
const otherPlan = planId.replace('b0', 'bf') as typeof planId;
const sub = (n: number) => subscriptionId.replace('b5', `e${n}`) as typeof subscriptionId;
const coupon: Coupon = {
  ...{ couponId, code: 'WINTER25', reduction: { kind: 'percent', percent: 25 }, periods: 3, planIds: [planId] },
  ...{ validFrom: null, validUntil: '2026-02-01T00:00:00.000Z', maxUses: 2, audience: 'everybody' },
};
const defined = (changes: Partial<Coupon> = {}): CouponEvent => ({
  type: 'billing.CouponDefined',
  data: { ...coupon, ...changes },
});
const asked = (by = accountId, subscription = sub(1)) => ({
  ...{ couponId, accountId: by, subscriptionId: subscription, insteadOf: null },
  ...{ planId, currency: 'EUR', isNew: true },
});
const claim = (by = accountId, subscription = sub(1), when = at) =>
  ({ type: 'ClaimCoupon', data: asked(by, subscription), at: when }) as const;
const claimed = (by = accountId, subscription = sub(1)): CouponEvent => ({
  type: 'billing.CouponClaimed',
  data: { couponId, subscriptionId: subscription, accountId: by, insteadOf: null, at },
});
const released = (by = accountId, subscription = sub(1)): CouponEvent => ({
  type: 'billing.CouponReleased',
  data: { couponId, subscriptionId: subscription, accountId: by, why: 'never-paid', at },
});
const release = (subscription = sub(1)) =>
  ({ type: 'ReleaseCoupon', data: { couponId, subscriptionId: subscription, why: 'never-paid' } }) as const;

describe('a coupon', () => {
  it('is made once, in a currency that is sold in, and ends after it begins', () => {
    const define = (data: Coupon) => ({ type: 'DefineCoupon', data }) as const;
    given(couponDecider).when(define(coupon)).thenEvents(defined());
    given(couponDecider, defined()).when(define(coupon)).thenEvents();
    given(couponDecider, defined())
      .when(define({ ...coupon, periods: null }))
      .thenRefused('coupon.exists');
    const foreign = { ...coupon, reduction: { kind: 'amount', amountMinor: 100, currency: 'XXX' } } as const;
    given(couponDecider).when(define(foreign)).thenRefused('price.currency');
    for (const wrong of [{ validUntil: at }, { validFrom: '2026-02-02T00:00:00.000Z' }])
      given(couponDecider)
        .when(define({ ...coupon, ...wrong }))
        .thenRefused('coupon.over');
  });
  it('is used once by an account and as often in all as it may', () => {
    given(couponDecider, defined()).when(claim()).thenEvents(claimed());
    given(couponDecider, defined(), claimed()).when(claim()).thenEvents();
    given(couponDecider, defined(), claimed())
      .when(claim(accountId, sub(2)))
      .thenRefused('coupon.used');
    given(couponDecider, defined(), claimed())
      .when(claim(second, sub(2)))
      .thenEvents(claimed(second, sub(2)));
    const full = [defined(), claimed(), claimed(second, sub(2))];
    given(couponDecider, ...full)
      .when(claim(third, sub(3)))
      .thenRefused('coupon.unknown');
    given(couponDecider, ...full, released())
      .when(claim(third, sub(3)))
      .thenEvents(claimed(third, sub(3)));
    const again = { ...claim(accountId, sub(4)).data, insteadOf: sub(1) };
    given(couponDecider, ...full)
      .when({ type: 'ClaimCoupon', data: again, at })
      .thenEvents({
        ...claimed(accountId, sub(4)),
        data: { ...claimed(accountId, sub(4)).data, insteadOf: sub(1) },
      } as CouponEvent);
  });
  it('is given back by the subscription that has it alone, and not for ever', () => {
    given(couponDecider, defined(), claimed()).when(release()).thenEvents(released());
    given(couponDecider, defined(), claimed())
      .when(release(sub(2)))
      .thenEvents();
    given(couponDecider, defined(), claimed(), released()).when(release()).thenEvents();
    given(couponDecider).when(release()).thenEvents();
    const often = [1, 2, 3, 4, 5].flatMap((n) => [claimed(accountId, sub(n)), released(accountId, sub(n))]);
    given(couponDecider, defined(), ...often.slice(2))
      .when(claim(accountId, sub(6)))
      .thenEvents(claimed(accountId, sub(6)));
    given(couponDecider, defined(), ...often)
      .when(claim(accountId, sub(6)))
      .thenRefused('coupon.used');
  });
  it('takes nothing off what it is not for', () => {
    const no = (changes: Partial<Coupon>, code: string, more: object = {}, when = at) =>
      given(couponDecider, defined(changes))
        .when({ type: 'ClaimCoupon', data: { ...asked(), ...more }, at: when })
        .thenRefused(code);
    given(couponDecider).when(claim()).thenRefused('coupon.unknown');
    given(couponDecider, defined(), { type: 'billing.CouponRetired', data: { couponId } })
      .when(claim())
      .thenRefused('coupon.unknown');
    no({}, 'coupon.unknown', {}, '2026-02-01T00:00:00.000Z');
    no({ validFrom: '2026-01-03T00:00:00.000Z' }, 'coupon.unknown');
    no({}, 'coupon.other-plan', { planId: otherPlan });
    no({ audience: 'new' }, 'coupon.new-only', { isNew: false });
    no({ reduction: { kind: 'amount', amountMinor: 100, currency: 'USD' } }, 'coupon.currency');
    given(couponDecider, defined({ planIds: [] }))
      .when({ type: 'ClaimCoupon', data: { ...asked(), planId: otherPlan, isNew: false }, at })
      .thenEvents(claimed());
  });
  it('is retired once; a fold of two thousand uses is right', () => {
    given(couponDecider, defined())
      .when({ type: 'RetireCoupon', data: { couponId } })
      .thenEvents({ type: 'billing.CouponRetired', data: { couponId } });
    given(couponDecider).when({ type: 'RetireCoupon', data: { couponId } }).thenRefused('coupon.unknown');
    const many = Array.from({ length: 2000 }, (_, n) => {
      const id = `${((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
      return claimed(id as typeof accountId, id as typeof subscriptionId);
    });
    const { state } = given(couponDecider, defined({ maxUses: 2000 }), ...many);
    assert.equal(state.status === 'open' && state.used, 2000);
    given(couponDecider, defined({ maxUses: 2000 }), ...many)
      .when(claim())
      .thenRefused('coupon.unknown');
  });
});
