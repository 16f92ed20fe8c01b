import type { couponCommands } from '../../schemas/billing/coupon.commands.ts';
import type { couponEvents } from '../../schemas/billing/coupon.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse, rejected } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';
import { sellableCurrency } from './currency-decision.ts';

export type CouponEvent = EventOf<(typeof couponEvents)[number]>;
export type CouponCommand = CommandOf<(typeof couponCommands)[number]>;
export type Coupon = Extract<CouponEvent, { readonly type: 'billing.CouponDefined' }>['data'];
type SubscriptionId = Extract<CouponEvent, { readonly type: 'billing.CouponClaimed' }>['data']['subscriptionId'];

/** What one account did with a coupon: for which subscription it is used (null: it was given back), and how often it was claimed. */
export interface CouponUse {
  readonly subscriptionId: SubscriptionId | null;
  readonly times: number;
  /** When that was, ISO 8601. */
  readonly at: string;
}

export type CouponState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'retired';
      readonly coupon: Coupon;
      /** By account, in drawers by the first letters of its id: a fold copies one drawer, not all that there are. */
      readonly uses: ReadonlyMap<string, ReadonlyMap<string, CouponUse>>;
      /** How many subscriptions use it. */
      readonly used: number;
    };

type Claimed = Extract<CouponCommand, { readonly type: 'ClaimCoupon' }>['data'];
/** What somebody wants to use a coupon for; `subscriptionId` null: they only ask. */
export type CouponClaim = Pick<Claimed, 'accountId' | 'insteadOf' | 'planId' | 'currency' | 'isNew'> & {
  readonly subscriptionId: SubscriptionId | null;
};

/** Each claim is an event of the one stream: who subscribes and gives up again and again comes to an end. */
const MOST_CLAIMS = 5;

const drawerOf = (accountId: string): string => accountId.slice(0, 2);

/** What an account did with a coupon; undefined: nothing. */
export const useOf = (state: CouponState, accountId: string): CouponUse | undefined =>
  state.status === 'none' ? undefined : state.uses.get(drawerOf(accountId))?.get(accountId);

const no = (code: string, message: string): Rejection => ({ code, message });
/** The same for a code that there is not, that has not begun, has ended or is used up. */
const NOT_GOOD = no(
  'coupon.unknown',
  'This code takes nothing off: it is mistyped, has ended, or is used up. Look at it again.',
);

/** Why a coupon cannot be used for something at an instant; undefined: it can. Claims of the same subscription count as not made. */
export function whyNoCoupon(state: CouponState, claim: CouponClaim, at: string): Rejection | undefined {
  if (state.status !== 'open') return NOT_GOOD;
  const { validFrom, validUntil, maxUses, planIds, audience, reduction } = state.coupon;
  const nowMs = Date.parse(at);
  if (validFrom !== null && nowMs < Date.parse(validFrom)) return NOT_GOOD;
  if (validUntil !== null && nowMs >= Date.parse(validUntil)) return NOT_GOOD;
  const use = useOf(state, claim.accountId);
  const current = use?.subscriptionId ?? null;
  if (current !== null && current !== claim.subscriptionId && current !== claim.insteadOf)
    return no('coupon.used', 'You have used this code before; it is good once for each account.');
  if ((use?.times ?? 0) >= MOST_CLAIMS && current !== claim.subscriptionId)
    return no('coupon.used', 'You have begun with this code too often; subscribe without it.');
  if (current === null && state.used >= maxUses) return NOT_GOOD;
  if (planIds.length > 0 && !planIds.includes(claim.planId))
    return no('coupon.other-plan', 'This code is for other plans; choose one of those, or subscribe without it.');
  if (reduction.kind === 'amount' && reduction.currency !== claim.currency)
    return no('coupon.currency', `This code is for prices in ${reduction.currency}; subscribe without it.`);
  if (audience === 'new' && !claim.isNew)
    return no('coupon.new-only', 'This code is for those who subscribe for the first time; subscribe without it.');
  return undefined;
}

const isSame = (a: Coupon, b: Coupon): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A code that makes subscriptions cost less. All that use it write to this one stream, so that it is never used more often than it
 * may, and once by an account.
 */
export const couponDecider: Decider<CouponState, CouponCommand, CouponEvent> = {
  category: 'coupon',
  initial: { status: 'none' },
  evolve: evolveBy<CouponState, CouponEvent>({
    'billing.CouponDefined': (_, coupon) => ({ status: 'open', coupon, uses: new Map(), used: 0 }),
    'billing.CouponRetired': (state) => (state.status === 'none' ? state : { ...state, status: 'retired' }),
    'billing.CouponClaimed': (state, { accountId, subscriptionId, at }) =>
      state.status === 'none' ? state : withUse(state, accountId, subscriptionId, at),
    'billing.CouponReleased': (state, { accountId, at }) =>
      state.status === 'none' ? state : withUse(state, accountId, null, at),
  }),
  decide: decideBy<CouponState, CouponCommand, CouponEvent, Rejection>({
    DefineCoupon(state, data, at) {
      if (state.status !== 'none')
        return isSame(state.coupon, data)
          ? accepted()
          : refuse('coupon.exists', 'There is, or was, a coupon with this code; choose another code.');
      const { reduction, validFrom, validUntil } = data;
      if (reduction.kind === 'amount' && !sellableCurrency(reduction.currency))
        return refuse('price.currency', `Nothing is sold in ${reduction.currency}; choose a currency of the list.`);
      if (validUntil !== null && Date.parse(validUntil) <= Math.max(Date.parse(at), Date.parse(validFrom ?? at)))
        return refuse('coupon.over', 'It would have ended before it begins; choose a later day.');
      return accepted<CouponEvent>({ type: 'billing.CouponDefined', data });
    },
    RetireCoupon(state, data) {
      if (state.status === 'none') return refuse('coupon.unknown', 'There is no such coupon; look at the list.');
      return state.status === 'retired' ? accepted() : accepted<CouponEvent>({ type: 'billing.CouponRetired', data });
    },
    ClaimCoupon(state, data, at) {
      if (useOf(state, data.accountId)?.subscriptionId === data.subscriptionId) return accepted();
      const problem = whyNoCoupon(state, data, at);
      if (problem !== undefined) return rejected(problem);
      const { couponId, subscriptionId, accountId, insteadOf } = data;
      return accepted<CouponEvent>({
        type: 'billing.CouponClaimed',
        data: { couponId, subscriptionId, accountId, insteadOf, at },
      });
    },
    ReleaseCoupon(state, data, at) {
      if (state.status === 'none') return accepted();
      const uses = [...state.uses.values()].flatMap((drawer) => [...drawer]);
      const [accountId] = uses.find(([, use]) => use.subscriptionId === data.subscriptionId) ?? [];
      return accountId === undefined
        ? accepted()
        : accepted<CouponEvent>({
            type: 'billing.CouponReleased',
            data: { ...data, accountId: accountId as CouponClaim['accountId'], at },
          });
    },
  }),
};

function withUse(
  state: Exclude<CouponState, { status: 'none' }>,
  accountId: string,
  subscriptionId: SubscriptionId | null,
  at: string,
): CouponState {
  const drawer = drawerOf(accountId);
  const before = useOf(state, accountId);
  const times = (before?.times ?? 0) + (subscriptionId === null ? 0 : 1);
  const isUsed = (id: SubscriptionId | null | undefined): number => (id === null || id === undefined ? 0 : 1);
  return {
    ...state,
    uses: new Map(state.uses).set(
      drawer,
      new Map(state.uses.get(drawer)).set(accountId, { subscriptionId, times, at }),
    ),
    used: state.used + isUsed(subscriptionId) - isUsed(before?.subscriptionId),
  };
}
