import type { ReleaseCoupon } from '../../schemas/billing/coupon.commands.ts';
import type { CouponClaimed } from '../../schemas/billing/coupon.events.ts';
import type { CouponAgreed, CouponUnused } from '../../schemas/billing/subscription.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import type { WithoutTime } from '../kernel/requests.ts';
import { withoutTimer, withTimer } from '../kernel/timer-names.ts';
import type { TimerNames } from '../kernel/timer-names.ts';

type Input = EventOf<typeof CouponClaimed | typeof CouponAgreed | typeof CouponUnused>;
type Command = WithoutTime<CommandOf<typeof ReleaseCoupon>>;
type Release = Command['data'];

/** Timers that are set, each named after the coupon that it is about. */
export interface CouponingState {
  readonly timers: TimerNames;
}

/** Claiming and beginning are two steps of one request; after so long nobody is on the way any more, ms. */
export const CLAIM_MS = 3600_000;
const CLAIM = 'claim-';
/** Timers are named in small letters; an id of ours is. */
const nameOf = (couponId: string): string => `${CLAIM}${couponId.toLowerCase()}`;
const same = (state: CouponingState): CouponingState => state;

/** Gives a coupon back that a subscription claimed which never began, or began and was never paid. One instance per subscription. */
export const couponingProcess: Process<CouponingState, Input, never> = {
  category: 'couponing',
  inputs: ['billing.CouponClaimed', 'billing.CouponAgreed', 'billing.CouponUnused', 'kernel.TimerFired'],
  route: ({ data }) => data.subscriptionId,
  initial: { timers: new Set() },
  evolve: evolveBy<CouponingState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': ({ timers }, { name }) => ({ timers: withTimer(timers, name) }),
    'kernel.TimerCancelled': ({ timers }, { name }) => ({ timers: withoutTimer(timers, name) }),
    'kernel.TimerFired': ({ timers }, { name }) => ({ timers: withoutTimer(timers, name) }),
    'kernel.CommandRequested': same,
    'kernel.CommandRefused': same,
    'kernel.JobRequested': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, { timers }, derive) => {
    const subscriptionId = 'subscriptionId' in event.data ? event.data.subscriptionId : event.data.processId;
    const { command, timer, cancelTimer } = requestsOf<Command, never>('couponing', subscriptionId, derive);
    const release = (couponId: string, why: Release['why']): readonly ProcessRequest[] => [
      command('coupon', couponId, { type: 'ReleaseCoupon', data: { couponId, subscriptionId, why } as Release }),
    ];
    switch (event.type) {
      case 'billing.CouponClaimed':
        return [timer(nameOf(event.data.couponId), at, CLAIM_MS)];
      case 'billing.CouponAgreed': {
        const name = nameOf(event.data.coupon.couponId);
        return timers.has(name) ? [cancelTimer(name)] : [];
      }
      case 'billing.CouponUnused':
        return release(event.data.couponId, 'never-paid');
      case 'kernel.TimerFired':
        return release(event.data.name.slice(CLAIM.length), 'never-began');
      default:
        return [];
    }
  },
};
