import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { CouponClaimed, CouponDefined, CouponReleased, CouponRetired } from './coupon.events.ts';
import { PlanId } from './ids.ts';
import { Currency } from './money.ts';

const coupon = { category: 'coupon' } as const;

/** Every use is an event of one stream, which is read whole. */
const MOST_USES = 2000;

export const DefineCoupon = defineCommand({
  ...coupon,
  type: 'DefineCoupon',
  description: 'Make a code that makes a subscription cost less.',
  data: CouponDefined.data.extend({ maxUses: z.int().min(1).max(MOST_USES) }),
});
export const RetireCoupon = defineCommand({
  ...coupon,
  type: 'RetireCoupon',
  description: 'Let nobody use a coupon any more.',
  data: CouponRetired.data,
});
export const ClaimCoupon = defineCommand({
  ...coupon,
  type: 'ClaimCoupon',
  description: 'Use a coupon for a subscription that is about to begin.',
  data: CouponClaimed.data.omit({ at: true }).extend({
    planId: PlanId,
    currency: Currency,
    isNew: z.boolean().describe('whether the account has never paid for a subscription'),
  }),
});
export const ReleaseCoupon = defineCommand({
  ...coupon,
  type: 'ReleaseCoupon',
  description: 'Say that a subscription with a coupon never came to be.',
  data: CouponReleased.data.omit({ at: true, accountId: true }),
});

export const couponCommands = [DefineCoupon, RetireCoupon, ClaimCoupon, ReleaseCoupon] as const;
