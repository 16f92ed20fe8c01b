import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { id } from '../kernel/id.ts';
import { INT32_MAX } from '../kernel/text.ts';
import { AccountId, PlanId, SubscriptionId } from './ids.ts';
import { Currency } from './money.ts';

/** One coupon. It derives from the code, so that no two have the same one. */
export const CouponId = id('CouponId');
export type CouponId = z.infer<typeof CouponId>;

const coupon = { version: 1, category: 'coupon' } as const;
const who = { couponId: CouponId };
const at = z.iso.datetime();

/** What a coupon takes off the price of a period. */
export const Reduction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), percent: z.int().min(1).max(100) }),
  z.strictObject({
    kind: z.literal('amount'),
    amountMinor: z.int().min(1).max(INT32_MAX).describe('in the smallest unit of the currency'),
    currency: Currency,
  }),
]);
export type Reduction = z.infer<typeof Reduction>;

/** What is agreed of a coupon by a subscription: it never changes. */
export const couponTerms = {
  ...who,
  code: z
    .string()
    .regex(/^[A-Z0-9]{3,30}$/)
    .describe('capital letters and digits, as it stands on invoices'),
  reduction: Reduction,
  periods: z.int().min(1).max(120).nullable().describe('for how many periods; null: for as long as it goes on'),
  planIds: z.array(PlanId).max(50).describe('for these plans; none: for all'),
};

export const CouponDefined = defineEvent({
  ...coupon,
  type: 'billing.CouponDefined',
  description: 'There is a code that makes a subscription cost less.',
  data: z.strictObject({
    ...couponTerms,
    validFrom: at.nullable().describe('when it can be used first; null: at once'),
    validUntil: at.nullable().describe('exclusive; null: for good'),
    maxUses: z.int().min(1).max(INT32_MAX).describe('how many subscriptions it is for'),
    audience: z.enum(['everybody', 'new']).describe('new: accounts that have never paid for a subscription'),
  }),
});
export const CouponRetired = defineEvent({
  ...coupon,
  type: 'billing.CouponRetired',
  description: 'A coupon can be used no more. Whoever used it keeps what it gives.',
  data: z.strictObject({ ...who }),
});
export const CouponClaimed = defineEvent({
  ...coupon,
  type: 'billing.CouponClaimed',
  description: 'Somebody is about to subscribe with a coupon; it is used once more.',
  data: z.strictObject({
    ...who,
    subscriptionId: SubscriptionId,
    accountId: AccountId,
    insteadOf: SubscriptionId.nullable().describe('one of the same account that never began; null: none'),
    at,
  }),
});
export const CouponReleased = defineEvent({
  ...coupon,
  type: 'billing.CouponReleased',
  description: 'A subscription with a coupon never came to be, so the coupon was not used.',
  data: z.strictObject({
    ...who,
    subscriptionId: SubscriptionId,
    accountId: AccountId,
    why: z.enum(['never-began', 'never-paid']),
    at,
  }),
});

export const couponEvents = [CouponDefined, CouponRetired, CouponClaimed, CouponReleased] as const;
