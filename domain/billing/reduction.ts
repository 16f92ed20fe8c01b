import type { CouponAgreed, TakenOff, Terms } from '../../schemas/billing/subscription.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';

type Agreed = EventOf<typeof CouponAgreed>['data'];
/** A coupon as a subscription has agreed on it, and for how many periods to come it holds; null: for all. */
export type AgreedCoupon = Agreed['coupon'] & { readonly left: number | null };
type Off = { readonly [K in keyof TakenOff]: TakenOff[K] };

/** Less than this, but not nothing, is charged by no provider, in the smallest unit of a currency. */
export const LEAST_CHARGE = 50;

/**
 * What a coupon takes off a price, in minor units: a percentage rounded down, or its amount, and never more than the price. Where so
 * little would be left that no provider charges it, it takes all: nobody's subscription ends because of 49 cents.
 */
export function takenOf(reduction: AgreedCoupon['reduction'], priceMinor: number): number {
  const off =
    reduction.kind === 'percent'
      ? Number((BigInt(priceMinor) * BigInt(reduction.percent)) / 100n)
      : Math.min(reduction.amountMinor, priceMinor);
  return priceMinor - off < LEAST_CHARGE && off > 0 ? priceMinor : off;
}

/** Whether a coupon holds for these terms at all. */
const holdsFor = ({ planIds, reduction }: AgreedCoupon, { planId, currency }: Terms): boolean =>
  (planIds.length === 0 || planIds.includes(planId)) &&
  (reduction.kind === 'percent' || reduction.currency === currency);

const takenOff = (coupon: AgreedCoupon, { amountMinor }: Terms, left: number | null): Off => ({
  code: coupon.code,
  amountMinor: takenOf(coupon.reduction, amountMinor),
  left,
});

/** What is taken off a period that begins on these terms: it uses one of the coupon's periods up. Null: the coupon is over, or there is none. */
export const offNewPeriod = (coupon: AgreedCoupon | null, terms: Terms): Off | null =>
  coupon === null || coupon.left === 0 || !holdsFor(coupon, terms)
    ? null
    : takenOff(coupon, terms, coupon.left === null ? null : coupon.left - 1);

/** What is taken off within a period that goes on under other terms. */
export const offSamePeriod = (coupon: AgreedCoupon | null, terms: Terms): Off | null =>
  coupon === null || !holdsFor(coupon, terms) ? null : takenOff(coupon, terms, coupon.left);
