import type { CouponRow } from '../../projections/billing/coupons.rows.ts';
import { money } from './money.view.ts';

/** A coupon without its uses, which are asked for by themselves. */
export type CouponView = ReturnType<typeof showCoupon>;

/** A coupon as those see it who work here. */
export const showCoupon = (row: CouponRow) => {
  const { couponId: id, code, reduction, periods, planIds, validFrom, validUntil, maxUses, used, retired } = row;
  return {
    ...{ id, code, periods, validFrom, validUntil, maxUses, used, retired, definedAt: row.definedAt },
    planIds: [...planIds],
    percent: reduction.kind === 'percent' ? reduction.percent : null,
    amount: reduction.kind === 'amount' ? money(reduction.amountMinor, reduction.currency) : null,
    audience: row.audience === 'new' ? ('NEW' as const) : ('EVERYBODY' as const),
  };
};
