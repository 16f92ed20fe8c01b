import type { subscriptionCommands } from '../../schemas/billing/subscription.commands.ts';
import type { CommandOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';
import { later } from '../kernel/later.ts';
import { anchorDayOf, DAY_MS, periodEnd, periodFrom, shifted } from './calendar.ts';
import { sellableCurrency } from './currency-decision.ts';
import { isDearer } from './price-rise.ts';
import { shareLeft } from './proration.ts';
import { LEAST_CHARGE, offNewPeriod, offSamePeriod } from './reduction.ts';
import {
  actionNeeded,
  canceled,
  continueDunning,
  failed,
  paid,
  renew,
  unknownSubscription,
  unusedCoupon,
} from './subscription.payments.ts';
import type { SubscriptionDecision } from './subscription.payments.ts';
import { evolveSubscription } from './subscription.state.ts';
import type { Subscription, SubscriptionEvent, SubscriptionState } from './subscription.state.ts';

export type SubscriptionCommand = CommandOf<(typeof subscriptionCommands)[number]>;
type Data<T extends SubscriptionCommand['type']> = Extract<SubscriptionCommand, { readonly type: T }>['data'];

/** How long a first payment may take, ms: as long as the confirmation of a bank stays open. */
const INCOMPLETE_MS = 23 * 3600_000;
/** How long it may rest. */
const LONGEST_PAUSE = { unit: 'month', count: 3 } as const;

const whoOf = ({ subscriptionId, accountId }: Subscription) => ({ subscriptionId, accountId });

/** Why a command does not fit the state that it is in. */
const because: Readonly<Record<Subscription['status'], readonly [code: string, message: string]>> = {
  pending: ['subscription.pending', 'The first payment is on its way; wait for it.'],
  incomplete: ['subscription.incomplete', 'The first payment is not made yet; finish it first.'],
  trialing: ['subscription.trialing', 'This is a trial; wait until it is a subscription.'],
  active: ['subscription.active', 'This subscription goes on already.'],
  past_due: ['subscription.past-due', 'A payment is overdue; pay it first.'],
  suspended: ['subscription.suspended', 'A payment is overdue; pay it first.'],
  paused: ['subscription.paused', 'This subscription rests; resume it first.'],
  canceled: ['subscription.over', 'This subscription is over; subscribe again.'],
  expired: ['subscription.over', 'This subscription is over; subscribe again.'],
};

/** Decides where the state is one of these, and says why not elsewhere. */
function when(
  state: SubscriptionState,
  statuses: readonly Subscription['status'][],
  then: (state: Subscription) => SubscriptionDecision,
): SubscriptionDecision {
  if (state.status === 'none') return unknownSubscription();
  if (statuses.includes(state.status)) return then(state);
  const [code, message] = because[state.status];
  return refuse(code, message);
}

const paymentOpen = () =>
  refuse('subscription.payment-open', 'A payment of this subscription is on its way; try again when it is made.');
const isCanceling = () =>
  refuse('subscription.canceling', 'This subscription ends with its period; let it go on first.');
const begunBefore = () => refuse('subscription.exists', 'There is a subscription with this id; choose another.');
const notSold = ({ currency }: { readonly currency: string }) =>
  sellableCurrency(currency) ? undefined : refuse('price.currency', `Nothing is sold in ${currency}.`);

function begin(
  state: SubscriptionState,
  { invoiceId, terms, coupon, ...data }: Data<'Subscribe'>,
  at: string,
): SubscriptionDecision {
  if (state.status !== 'none') return begunBefore();
  const period = periodFrom(at, terms.interval, anchorDayOf(at));
  const expiresAt = later(at, INCOMPLETE_MS);
  const discount = coupon === undefined ? null : offNewPeriod({ ...coupon, left: coupon.periods }, terms);
  return (
    notSold(terms) ??
    accepted<SubscriptionEvent>(
      {
        type: 'billing.SubscriptionRequested',
        data: { ...data, terms, discount, invoiceId, period, expiresAt },
      },
      ...(discount === null ? [] : agreed(data, coupon, discount.left)),
    )
  );
}

const agreed = (
  { subscriptionId, accountId }: Pick<Data<'Subscribe'>, 'subscriptionId' | 'accountId'>,
  coupon: Data<'Subscribe'>['coupon'],
  left: number | null,
): readonly SubscriptionEvent[] =>
  coupon === undefined ? [] : [{ type: 'billing.CouponAgreed', data: { subscriptionId, accountId, coupon, left } }];

function tryFirst(
  state: SubscriptionState,
  { trialDays, coupon, ...data }: Data<'StartTrial'>,
  at: string,
): SubscriptionDecision {
  if (state.status !== 'none') return begunBefore();
  return (
    notSold(data.terms) ??
    accepted<SubscriptionEvent>(
      { type: 'billing.TrialStarted', data: { ...data, endsAt: later(at, trialDays * DAY_MS) } },
      ...agreed(data, coupon, coupon?.periods ?? null),
    )
  );
}

function pause(state: Subscription, until: string, at: string): SubscriptionDecision {
  if (state.open !== null) return paymentOpen();
  if (state.canceling) return isCanceling();
  if (Date.parse(until) <= Date.parse(at))
    return refuse('pause.in-the-past', 'A rest ends in the future; choose a later day.');
  if (Date.parse(until) > Date.parse(periodEnd(at, LONGEST_PAUSE, anchorDayOf(at))))
    return refuse('pause.too-long', 'A rest is three months at most; choose an earlier day.');
  if (state.period !== null && Date.parse(at) >= Date.parse(state.period.end)) return paymentOpen();
  return accepted<SubscriptionEvent>({ type: 'billing.SubscriptionPaused', data: { ...whoOf(state), at, until } });
}

/** What was left when it was paused is left now: the period moves by as long as it rested. */
function resume(state: Subscription, at: string): SubscriptionDecision {
  if (state.pause === null || state.period === null) return accepted();
  const { trial, at: from } = state.pause;
  const period = shifted(state.period, Date.parse(at) - Date.parse(from));
  return accepted<SubscriptionEvent>({
    type: 'billing.SubscriptionResumed',
    data: { ...whoOf(state), at, trial, period },
  });
}

/** What costs more begins now, and what is left of the old is given back; everything else begins with the next period. */
function changePlan(state: Subscription, { terms, invoiceId }: Data<'ChangePlan'>, at: string): SubscriptionDecision {
  const { period, terms: old } = state;
  if (state.canceling) return isCanceling();
  if (state.open !== null || period === null || Date.parse(at) >= Date.parse(period.end)) return paymentOpen();
  if (terms.currency !== old.currency)
    return refuse('plan-change.currency', `This subscription is paid in ${old.currency}; choose a price in that.`);
  const who = whoOf(state);
  if (terms.planId === old.planId && terms.priceId === old.priceId)
    return state.next === null
      ? accepted()
      : accepted<SubscriptionEvent>({ type: 'billing.PlanChangeDropped', data: who });
  if (terms.amountMinor <= old.amountMinor)
    return accepted<SubscriptionEvent>({
      type: 'billing.PlanChangeScheduled',
      data: { ...who, at: period.end, terms },
    });
  const isSameInterval = terms.interval.unit === old.interval.unit && terms.interval.count === old.interval.count;
  const nextPeriod = isSameInterval ? period : periodFrom(at, terms.interval, anchorDayOf(at));
  const discount = isSameInterval ? offSamePeriod(state.coupon, terms) : offNewPeriod(state.coupon, terms);
  const before = { planId: old.planId, planName: old.planName, taxIncluded: old.taxIncluded };
  // Shares of what is paid, so that what one change gives back is what another one would charge; the discounts are the difference.
  const share = (minor: number) => (isSameInterval ? shareLeft(minor, period, at) : minor);
  const creditMinor = shareLeft(old.amountMinor, period, at);
  const restMinor = share(terms.amountMinor);
  const creditDiscountMinor = creditMinor - shareLeft(old.amountMinor - state.offMinor, period, at);
  const chargeDiscountMinor = restMinor - share(terms.amountMinor - (discount?.amountMinor ?? 0));
  const dueMinor = restMinor - chargeDiscountMinor - (creditMinor - creditDiscountMinor);
  // No provider charges so little: nobody loses what they paid for because of 49 cents.
  const chargeMinor = dueMinor > 0 && dueMinor < LEAST_CHARGE ? restMinor - dueMinor : restMinor;
  return accepted<SubscriptionEvent>({
    type: 'billing.PlanChanged',
    data: {
      ...{ ...who, invoiceId, at, terms, country: state.country, before, period: nextPeriod, creditMinor, chargeMinor },
      discount,
      couponCode: state.offMinor > 0 || discount !== null ? (state.coupon?.code ?? null) : null,
      ...{ creditDiscountMinor, chargeDiscountMinor },
    },
  });
}

/** Who pays less hears of it long enough before; what becomes cheaper may do so at once. */
function announce(
  state: Subscription,
  { noticeDays, from, ...price }: Data<'AnnouncePrice'>,
  at: string,
): SubscriptionDecision {
  const { terms, announced } = state;
  if (price.priceId === terms.priceId || price.priceId === announced?.priceId) return accepted();
  const earliest = later(at, isDearer(price, terms) ? noticeDays * DAY_MS : 0);
  const begins = Date.parse(from) > Date.parse(earliest) ? later(from, 0) : earliest;
  return accepted<SubscriptionEvent>({
    type: 'billing.PriceChangeAnnounced',
    data: { ...price, ...whoOf(state), from: begins },
  });
}

/** It was to end with its period, and that is over: only nobody has looked yet. */
const hasEnded = (state: Subscription, at: string): boolean =>
  state.canceling && state.open === null && state.period !== null && Date.parse(at) >= Date.parse(state.period.end);

const running = ['trialing', 'active', 'past_due'] as const;
const notOver = [...running, 'pending', 'incomplete', 'suspended', 'paused'] as const;

/**
 * One subscription, from its trial or first payment until it is over. It has at most one invoice that it waits for; all time
 * comes with commands. It never asks a provider: `renewing` does what it says.
 */
export const subscriptionDecider: Decider<SubscriptionState, SubscriptionCommand, SubscriptionEvent> = {
  category: 'subscription',
  initial: { status: 'none' },
  evolve: evolveSubscription,
  decide: decideBy<SubscriptionState, SubscriptionCommand, SubscriptionEvent, Rejection>({
    StartTrial: tryFirst,
    Subscribe: begin,
    PauseSubscription: (state, { until }, at) => when(state, ['trialing', 'active'], (now) => pause(now, until, at)),
    ResumeSubscription: (state, _, at) =>
      state.status === 'active' || state.status === 'trialing'
        ? accepted()
        : when(state, ['paused'], (now) => resume(now, at)),
    CancelAtPeriodEnd: (state) =>
      when(state, running, (now) => {
        if (now.canceling) return accepted();
        const end = now.open?.period.end ?? now.period?.end;
        return end === undefined
          ? paymentOpen()
          : accepted<SubscriptionEvent>({ type: 'billing.CancellationScheduled', data: { ...whoOf(now), at: end } });
      }),
    UndoCancel: (state, _, at) =>
      when(state, running, (now) =>
        hasEnded(now, at)
          ? refuse(...because.canceled)
          : now.canceling
            ? accepted<SubscriptionEvent>({ type: 'billing.CancellationReverted', data: whoOf(now) })
            : accepted(),
      ),
    CancelNow: (state, _, at) =>
      state.status === 'canceled'
        ? accepted()
        : when(state, notOver, (now) => accepted(...canceled(now, at, 'voluntary'))),
    ChangePlan: (state, data, at) => when(state, ['active'], (now) => changePlan(now, data, at)),
    RetryPayment: (state) =>
      when(state, ['incomplete', 'past_due', 'suspended'], (now) =>
        now.open === null
          ? accepted()
          : accepted<SubscriptionEvent>({
              type: 'billing.PaymentRetryAsked',
              data: { ...whoOf(now), invoiceId: now.open.invoiceId },
            }),
      ),
    AnnouncePrice: (state, data, at) =>
      when(state, [...running, 'paused', 'suspended'], (now) => announce(now, data, at)),
    NotifyTrialEnding: (state) =>
      state.status !== 'trialing' || state.warned || state.period === null
        ? accepted()
        : accepted<SubscriptionEvent>({
            type: 'billing.TrialEndingNotified',
            data: { ...whoOf(state), endsAt: state.period.end },
          }),
    RenewSubscription: renew,
    ContinueDunning: (state, _, at) => continueDunning(state, at),
    ExpireIncomplete: (state, _, at) =>
      (state.status === 'pending' || state.status === 'incomplete') && state.open !== null
        ? accepted<SubscriptionEvent>(
            {
              type: 'billing.SubscriptionExpired',
              data: { ...whoOf(state), invoiceId: state.open.invoiceId, at },
            },
            ...unusedCoupon(state),
          )
        : accepted(),
    RecordSubscriptionPaid: paid,
    RecordSubscriptionFailure: failed,
    RecordSubscriptionAction: actionNeeded,
  }),
};
