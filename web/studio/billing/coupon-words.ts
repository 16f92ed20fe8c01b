import { counted } from '../../design/format.ts';
import { money } from '../../design/money.ts';
import type { CouponLine, PlanName } from './coupons.queries.ts';

/** What it takes off, and for how long: `25 % for 3 periods`. */
export function takesOff({ percent, amount, periods }: Pick<CouponLine, 'percent' | 'amount' | 'periods'>): string {
  const off = percent === null ? (amount === null ? '' : money(amount)) : `${percent} %`;
  if (periods === null) return `${off} for good`;
  return periods === 1 ? `${off}, once` : `${off} for ${counted(periods, 'period')}`;
}

/** For whom it is: plans and accounts. */
export function isFor(
  { planIds, audience }: Pick<CouponLine, 'planIds' | 'audience'>,
  plans: readonly PlanName[],
): string {
  const names = planIds.map((id) => plans.find((plan) => plan.id === id)?.name ?? 'a plan that is gone');
  const of = names.length === 0 ? 'All plans' : new Intl.ListFormat('en').format(names);
  return audience === 'NEW' ? `${of}, new customers` : of;
}

export type CouponState = 'can be used' | 'begins later' | 'over' | 'used up' | 'retired';

/** How it stands at an instant. @param now ms since the epoch */
export function stateOf(coupon: CouponLine, now: number): CouponState {
  if (coupon.retired) return 'retired';
  if (coupon.validUntil !== null && Date.parse(coupon.validUntil) <= now) return 'over';
  if (coupon.validFrom !== null && Date.parse(coupon.validFrom) > now) return 'begins later';
  return coupon.used >= coupon.maxUses ? 'used up' : 'can be used';
}
