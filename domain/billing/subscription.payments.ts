import type { InvoiceId } from '../../schemas/billing/invoice.ids.ts';
import type { Terms } from '../../schemas/billing/subscription.events.ts';
import { accepted, refuse } from '../kernel/decider.ts';
import type { Decision, Rejection } from '../kernel/decider.ts';
import { later } from '../kernel/later.ts';
import { anchorDayOf, DAY_MS, periodFrom } from './calendar.ts';
import { offNewPeriod } from './reduction.ts';
import { GRACE_MS, isRenewing } from './subscription.state.ts';
import type { Subscription, SubscriptionEvent, SubscriptionState } from './subscription.state.ts';

export type SubscriptionDecision = Decision<SubscriptionEvent, Rejection>;
const event = <T extends SubscriptionEvent['type']>(
  type: T,
  data: Extract<SubscriptionEvent, { readonly type: T }>['data'],
): SubscriptionEvent => ({ type, data }) as SubscriptionEvent;

export const unknownSubscription = () => refuse('subscription.unknown', 'There is no such subscription.');

/** Days after the first failure on which something happens: it is tried again, and on the seventh access ends. */
const DAYS = [1, 3, 5, 7, 10, 14, 21, 22] as const;
const SUSPENDED_ON = 7;
/** The last try; the day after nobody waits any more. */
const LAST_TRY = 21;

const whoOf = ({ subscriptionId, accountId }: Subscription) => ({ subscriptionId, accountId });

/** A coupon of which nothing came can be used by somebody else. */
export const unusedCoupon = (state: Subscription): readonly SubscriptionEvent[] =>
  state.coupon === null || state.paid.length > 0
    ? []
    : [event('billing.CouponUnused', { ...whoOf(state), couponId: state.coupon.couponId })];

/** @returns the events by which it is over; what is open is owed no longer */
export const canceled = (
  state: Subscription,
  at: string,
  why: 'voluntary' | 'involuntary',
): readonly SubscriptionEvent[] => [
  event('billing.SubscriptionCanceled', { ...whoOf(state), at, why, openInvoiceId: state.open?.invoiceId ?? null }),
  ...unusedCoupon(state),
];

/** An invoice was paid: what that means depends on what it was for. One counts once; what comes too late goes back. */
export function paid(
  state: SubscriptionState,
  { invoiceId, amountMinor }: { readonly invoiceId: InvoiceId; readonly amountMinor: number },
): SubscriptionDecision {
  if (state.status === 'none') return unknownSubscription();
  if (state.paid.includes(invoiceId)) return accepted();
  const who = { ...whoOf(state), invoiceId };
  const { open } = state;
  if (open?.invoiceId !== invoiceId)
    return state.status === 'canceled' || state.status === 'expired'
      ? accepted(event('billing.PaymentAfterEnd', { ...who, amountMinor }))
      : accepted();
  const data = { ...who, period: open.period };
  if (state.status === 'past_due') return accepted(event('billing.PaymentRecovered', data));
  if (state.status === 'suspended') return accepted(event('billing.SubscriptionReinstated', data));
  switch (open.kind) {
    case 'first':
      return state.previousId === null
        ? accepted(event('billing.SubscriptionStarted', data))
        : accepted(event('billing.SubscriptionRestarted', { ...data, previousId: state.previousId }));
    case 'trial':
      return accepted(event('billing.SubscriptionActivated', data));
    case 'renewal':
      return accepted(event('billing.SubscriptionRenewed', data));
    default:
      return accepted(event('billing.PlanChangePaid', data));
  }
}

interface Failure {
  readonly invoiceId: InvoiceId;
  readonly attempt: number;
  readonly code: string;
  readonly soft: boolean;
}

/** A payment failed. One that is told twice, late, or for an invoice that nobody waits for, changes nothing. */
export function failed(
  state: SubscriptionState,
  { invoiceId, attempt, code, soft }: Failure,
  at: string,
): SubscriptionDecision {
  if (state.status === 'none') return unknownSubscription();
  const { open, expiresAt } = state;
  if (open?.invoiceId !== invoiceId || attempt <= open.attempt) return accepted();
  const who = { ...whoOf(state), invoiceId };
  const failure = event('billing.PaymentFailed', { ...who, attempt, code, soft });
  switch (state.status) {
    case 'pending':
      return accepted(
        failure,
        event('billing.SubscriptionIncomplete', { ...who, why: 'failed', expiresAt: expiresAt ?? at }),
      );
    case 'trialing':
    case 'active':
      if (state.canceling && isRenewing(state)) return accepted(failure, ...canceled(state, at, 'voluntary'));
      if (open.kind === 'trial' && code === 'no-method')
        return accepted(failure, event('billing.TrialExpired', { ...who, at }), ...unusedCoupon(state));
      return accepted(
        failure,
        event('billing.DunningStarted', {
          ...who,
          since: at,
          nextAt: later(at, DAYS[0] * DAY_MS),
          accessUntil: later(at, GRACE_MS),
        }),
      );
    case 'suspended':
      return (state.dunning?.day ?? 0) >= LAST_TRY
        ? accepted(failure, ...canceled(state, at, 'involuntary'))
        : accepted(failure);
    default:
      return accepted(failure);
  }
}

/** The bank wants the customer to act. Before the first payment that is a state of its own; later it is as a failure that may pass. */
export function actionNeeded(
  state: SubscriptionState,
  { invoiceId, attempt }: Pick<Failure, 'invoiceId' | 'attempt'>,
  at: string,
): SubscriptionDecision {
  if (state.status !== 'pending' || state.open?.invoiceId !== invoiceId)
    return failed(state, { invoiceId, attempt, code: 'action-needed', soft: true }, at);
  const { expiresAt } = state;
  return accepted(
    event('billing.SubscriptionIncomplete', {
      ...whoOf(state),
      invoiceId,
      why: 'action-needed',
      expiresAt: expiresAt ?? at,
    }),
  );
}

/** The next day of dunning. Each is dealt with once and in order, however late. */
export function continueDunning(state: SubscriptionState, at: string): SubscriptionDecision {
  if (state.status !== 'past_due' && state.status !== 'suspended') return accepted();
  const { open, dunning } = state;
  const day = DAYS.find((one) => one > (dunning?.day ?? 0));
  if (open === null || dunning === null || day === undefined) return accepted();
  if (Date.parse(at) < Date.parse(dunning.since) + day * DAY_MS) return accepted();
  if (day > LAST_TRY || (day === LAST_TRY && !open.soft)) return accepted(...canceled(state, at, 'involuntary'));
  // Whoever wanted it to end anyway is not asked for money beyond their grace.
  if (day === SUSPENDED_ON && state.canceling) return accepted(...canceled(state, at, 'voluntary'));
  const next = DAYS.find((one) => one > day) ?? day;
  const data = {
    ...whoOf(state),
    invoiceId: open.invoiceId,
    day,
    retry: open.soft,
    nextAt: later(dunning.since, next * DAY_MS),
  };
  return accepted(event(day === SUSPENDED_ON ? 'billing.SubscriptionSuspended' : 'billing.DunningContinued', data));
}

/** The terms of a period that begins then: another plan, or a price that was announced in time. */
export function nextTerms({ next, announced, terms }: Subscription, start: string): Terms {
  if (next !== null) return next;
  if (announced === null || Date.parse(announced.from) > Date.parse(start)) return terms;
  const { from: _from, ...price } = announced;
  return { ...terms, ...price };
}

/**
 * A period is over. `dueAt` names it, so that a timer of another one does nothing. After a delay that was longer than the
 * grace the next period begins now: nobody pays for time in which there was no access.
 */
export function renew(
  state: SubscriptionState,
  { dueAt, invoiceId }: { readonly dueAt: string; readonly invoiceId: InvoiceId },
  at: string,
): SubscriptionDecision {
  if ((state.status !== 'active' && state.status !== 'trialing') || state.open !== null || state.period === null)
    return accepted();
  const { period } = state;
  if (Date.parse(dueAt) !== Date.parse(period.end) || Date.parse(at) < Date.parse(period.end)) return accepted();
  if (state.canceling) return accepted(...canceled(state, period.end, 'voluntary'));
  const late = Date.parse(at) - Date.parse(period.end) > GRACE_MS;
  const start = late ? at : period.end;
  const terms = nextTerms(state, start);
  return accepted(
    event('billing.RenewalDue', {
      ...whoOf(state),
      invoiceId,
      cause: state.status === 'trialing' ? 'start' : 'renewal',
      terms,
      discount: offNewPeriod(state.coupon, terms),
      country: state.country,
      period: periodFrom(start, terms.interval, late ? anchorDayOf(start) : state.anchorDay),
    }),
  );
}
