import { couponDecider, useOf, whyNoCoupon } from '../../domain/billing/coupon.decider.ts';
import type { Coupon } from '../../domain/billing/coupon.decider.ts';
import { offNewPeriod } from '../../domain/billing/reduction.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { CouponId } from '../../schemas/billing/coupon.events.ts';
import type { AccountId, SubscriptionId } from '../../schemas/billing/ids.ts';
import type { CouponAgreed, TakenOff, Terms } from '../../schemas/billing/subscription.events.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { language } from '../../schemas/language.ts';
import { remembering } from '../pipeline/remembering.ts';
import { isAbandoned, isNewCustomer } from './subscriber-now.ts';

/** Names of coupons are made in this space. */
const SPACE = '8d3f0c52-6a0b-5e1f-9a44-1f0d7c6b2e90';

/** A code as somebody typed it, as it is meant: small letters, spaces and dashes make no difference. Undefined: it is none. */
export function readCoupon(typed: string): string | undefined {
  if (typed.length > 100) return undefined;
  const code = typed.toUpperCase().replaceAll(/[\s\-_.]/g, '');
  return /^[A-Z0-9]{3,30}$/.test(code) ? code : undefined;
}

/** The coupon of a code. */
export const couponIdOf = (code: string): CouponId => CouponId.parse(uuid5(SPACE, code));

/** Some thousand uses of one coupon are read once. */
const readNow = remembering(couponDecider, 200);

/** What a coupon comes to for a subscription on these terms, and what claiming it needs; or why it cannot be used. */
export type CouponQuote =
  | { readonly kind: 'refused'; readonly rejection: Rejection }
  | {
      readonly kind: 'quoted';
      readonly coupon: EventOf<typeof CouponAgreed>['data']['coupon'];
      /** What is taken off the first period that is paid. */
      readonly off: TakenOff;
      /** It is this subscription's already. */
      readonly isClaimed: boolean;
      /** How often the account has claimed it. */
      readonly times: number;
      readonly isNew: boolean;
      readonly insteadOf: SubscriptionId | null;
    };

const termsOf = ({ couponId, code, reduction, periods, planIds }: Coupon) => ({
  ...{ couponId, code, reduction, periods, planIds },
});

/** @param subscriptionId null: somebody only asks @throws LogUnavailable */
export async function quoteCoupon(
  log: EventLog,
  {
    code,
    accountId,
    subscriptionId,
    terms,
    at,
  }: { code: string; accountId: AccountId; subscriptionId: SubscriptionId | null; terms: Terms; at: string },
): Promise<CouponQuote> {
  const state = (await readNow({ log, language }, couponIdOf(code)))?.state ?? couponDecider.initial;
  const use = useOf(state, accountId);
  const before = use?.subscriptionId ?? null;
  const isClaimed = before !== null && before === subscriptionId;
  const isTakenOver =
    before !== null && !isClaimed && (await isAbandoned(log, { subscriptionId: before, at: use?.at ?? at }, at));
  const insteadOf = isTakenOver ? before : null;
  const isNew = await isNewCustomer(log, accountId);
  const { planId, currency } = terms;
  const problem = isClaimed
    ? undefined
    : whyNoCoupon(state, { accountId, subscriptionId, insteadOf, planId, currency, isNew }, at);
  if (problem !== undefined || state.status === 'none')
    return {
      kind: 'refused',
      rejection: problem ?? { code: 'coupon.unknown', message: 'There is no such code; look at it again.' },
    };
  const coupon = termsOf(state.coupon);
  const off = offNewPeriod({ ...coupon, left: coupon.periods }, terms);
  if (off === null)
    return {
      kind: 'refused',
      rejection: { code: 'coupon.other-plan', message: 'This code takes nothing off this plan; subscribe without it.' },
    };
  return { kind: 'quoted', coupon, off, isClaimed, times: use?.times ?? 0, isNew, insteadOf };
}
