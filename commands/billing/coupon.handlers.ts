import { couponDecider } from '../../domain/billing/coupon.decider.ts';
import { couponCommands } from '../../schemas/billing/coupon.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { only, staffMay } from '../pipeline/policy.ts';

/** Codes that make subscriptions cost less: whoever sets prices makes them. */
export const couponHandlers: readonly CommandHandler[] = handlersOf(couponDecider, couponCommands, {
  DefineCoupon: staffMay('billing.manage'),
  RetireCoupon: staffMay('billing.manage'),
  // Which subscription it is for, and what an account had before, is looked up by whoever subscribes in its name.
  ClaimCoupon: ownAccount,
  ReleaseCoupon: only('process'),
});
