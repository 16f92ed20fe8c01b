import { changeLines, periodLines } from '../../domain/billing/change-lines.ts';
import { invoiceDecider } from '../../domain/billing/invoice.decider.ts';
import { invoiceSums } from '../../domain/billing/invoice-sums.ts';
import { HAS_ONE, subscriberDecider, TRIAL_USED, trialDecider } from '../../domain/billing/subscriber.decider.ts';
import type { AgreedCoupon } from '../../domain/billing/reduction.ts';
import { offNewPeriod, offSamePeriod } from '../../domain/billing/reduction.ts';
import { subscriptionDecider } from '../../domain/billing/subscription.decider.ts';
import { nextTerms } from '../../domain/billing/subscription.payments.ts';
import type { SubscriptionState } from '../../domain/billing/subscription.state.ts';
import { taxRateAt } from '../../domain/billing/tax-rates.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { SubscriptionId } from '../../schemas/billing/ids.ts';
import type { InvoiceId } from '../../schemas/billing/invoice.ids.ts';
import type { TakenOff, Terms } from '../../schemas/billing/subscription.events.ts';
import { language } from '../../schemas/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { loadState } from '../pipeline/load.ts';
import { remembering } from '../pipeline/remembering.ts';

/** Whoever claimed a subscription and did not begin it for so long has died on the way, ms. */
const ABANDONED_MS = 2 * 60_000;
const TRIALS = '6f0d1c3e-98c4-5b1c-8a55-6b0f5e0a7d21';

const readSubscriber = remembering(subscriberDecider);
const readSubscription = remembering(subscriptionDecider);

/** The subscription that an account has now, or had last; undefined: it never began one. @throws LogUnavailable */
export const currentOf = async (log: EventLog, accountId: string): Promise<SubscriptionId | undefined> =>
  (await readSubscriber({ log, language }, accountId))?.state.current?.subscriptionId;

/** A subscription with the revision of its stream. @throws LogUnavailable */
export async function subscriptionNow(
  log: EventLog,
  subscriptionId: string,
): Promise<{ readonly state: SubscriptionState; readonly revision: bigint }> {
  const known = await readSubscription({ log, language }, subscriptionId);
  return { state: known?.state ?? { status: 'none' }, revision: known?.revision ?? -1n };
}

/** What a new subscription comes after: what is claimed instead, and what it continues where somebody comes back. */
export interface Succession {
  readonly insteadOf: SubscriptionId | null;
  /** Whether that one ever began. */
  readonly begun: boolean;
  readonly previousId: SubscriptionId | null;
}

/** Who had more subscriptions than this is no new customer, whatever became of them. */
const MOST_OF_NEW = 20;

/** Whether an account has never paid for a subscription. @throws LogUnavailable */
export async function isNewCustomer(log: EventLog, accountId: string): Promise<boolean> {
  const all = (await readSubscriber({ log, language }, accountId))?.state.all ?? [];
  if (all.length > MOST_OF_NEW) return false;
  const states = await Promise.all(all.map((id) => subscriptionNow(log, id)));
  return states.every(({ state }) => state.status === 'none' || state.paid.length === 0);
}

/** A claim that nothing came of: whoever made it died before it began. */
export async function isAbandoned(
  log: EventLog,
  claim: { readonly subscriptionId: string; readonly at: string },
  at: string,
) {
  const { state } = await subscriptionNow(log, claim.subscriptionId);
  return state.status === 'none' && Date.parse(at) - Date.parse(claim.at) > ABANDONED_MS;
}

/** What a new subscription of an account would come after, or why there can be none now. @throws LogUnavailable */
export async function succession(
  log: EventLog,
  {
    accountId,
    subscriptionId,
    planId,
    trial,
    at,
  }: { accountId: string; subscriptionId: string; planId: string; trial: boolean; at: string },
): Promise<Succession | Rejection> {
  const { state } = await loadState({ log, language }, subscriberDecider, accountId);
  const { current, tried } = state;
  if (current === undefined) return { insteadOf: null, begun: false, previousId: null };
  // It claimed before and did not begin yet: the claim is its own.
  if (current.subscriptionId === subscriptionId) {
    const { insteadOf } = current;
    const begun = insteadOf !== null && (await subscriptionNow(log, insteadOf)).state.status !== 'none';
    return { insteadOf, begun, previousId: begun ? insteadOf : null };
  }
  const before = await subscriptionNow(log, current.subscriptionId);
  const { status } = before.state;
  const begun = status !== 'none';
  if (begun ? status !== 'canceled' && status !== 'expired' : !(await isAbandoned(log, current, at))) return HAS_ONE;
  const insteadOf = current.subscriptionId;
  const triedBy = tried.get(planId);
  if (trial && triedBy !== undefined && (begun || triedBy !== insteadOf)) return TRIAL_USED;
  return { insteadOf, begun, previousId: begun ? insteadOf : null };
}

/** The id of a plan and a card by which it is tried, and what is claimed instead; or why not. @throws LogUnavailable */
export async function trialOf(
  log: EventLog,
  {
    planId,
    fingerprint,
    subscriptionId,
    at,
  }: Readonly<Record<'planId' | 'fingerprint' | 'subscriptionId' | 'at', string>>,
): Promise<{ readonly trialId: string; readonly insteadOf: SubscriptionId | null } | Rejection> {
  const trialId = uuid5(TRIALS, `${planId}/${fingerprint}`);
  const { claim } = (await loadState({ log, language }, trialDecider, trialId)).state;
  if (claim === undefined || claim.subscriptionId === subscriptionId) return { trialId, insteadOf: null };
  return (await isAbandoned(log, claim, at)) ? { trialId, insteadOf: claim.subscriptionId } : TRIAL_USED;
}

/** What somebody pays for one period on these terms, with tax, in minor units. @param country ISO 3166-1 alpha-2 */
export const grossOf = (terms: Terms, discount: TakenOff | null, country: string | null, at: string): number =>
  invoiceSums(periodLines(terms, discount), taxRateAt(country, at)).grossMinor;

/** What the next period of a subscription costs with tax, in minor units, where nothing happens to it until then. */
export function nextPayment(
  state: SubscriptionState,
  start: string,
): { readonly terms: Terms; readonly discount: TakenOff | null; readonly grossMinor: number } | undefined {
  if (state.status === 'none') return undefined;
  const terms = nextTerms(state, start);
  const discount = offNewPeriod(state.coupon, terms);
  return { terms, discount, grossMinor: grossOf(terms, discount, state.country, start) };
}

/** What a coupon takes off a period now, in minor units, and for how many that are to come (null: all); null: there is none. */
export function discountNow(
  state: SubscriptionState,
): { readonly code: string; readonly offMinor: number; readonly periodsLeft: number | null } | null {
  if (state.status === 'none' || state.coupon === null) return null;
  const { coupon, terms } = state;
  const off = offSamePeriod(coupon, terms);
  return off && { code: coupon.code, offMinor: off.amountMinor, periodsLeft: coupon.left };
}

/** What a change of the plan would be. Amounts are minor units. */
export type ChangePreview =
  | { readonly kind: 'refused'; readonly rejection: Rejection }
  /** Nothing is paid: the plan that it has, or another one from the next period on. */
  | { readonly kind: 'same' }
  | { readonly kind: 'later'; readonly at: string }
  | {
      readonly kind: 'now';
      /** What is given back of the old plan and charged for the new one, with what a coupon takes off, before tax that comes on top. */
      readonly creditMinor: number;
      readonly chargeMinor: number;
      readonly taxMinor: number;
      /** What holds of a coupon from then on. */
      readonly coupon: AgreedCoupon | null;
      /** What the invoice will come to; less than nothing becomes credit. */
      readonly grossMinor: number;
      readonly periodEnd: string;
    };

/** What `ChangePlan` at that instant would do, by the same rules. */
export function previewChange(state: SubscriptionState, terms: Terms, at: string): ChangePreview {
  if (state.status === 'none')
    return {
      kind: 'refused',
      rejection: { code: 'subscription.unknown', message: 'There is no such subscription; subscribe first.' },
    };
  const { subscriptionId } = state;
  const invoiceId = subscriptionId as string as InvoiceId;
  const decision = subscriptionDecider.decide(
    { type: 'ChangePlan', data: { subscriptionId, invoiceId, terms }, at },
    state,
  );
  if (decision.kind === 'rejected') return { kind: 'refused', rejection: decision.rejection };
  const [event] = decision.events;
  if (event?.type === 'billing.PlanChangeScheduled') return { kind: 'later', at: event.data.at };
  if (event?.type !== 'billing.PlanChanged') return { kind: 'same' };
  const { country, period, discount } = event.data;
  const { taxMinor, grossMinor } = invoiceSums(changeLines(event.data), taxRateAt(country, at));
  return {
    kind: 'now',
    creditMinor: event.data.creditMinor - event.data.creditDiscountMinor,
    chargeMinor: event.data.chargeMinor - event.data.chargeDiscountMinor,
    coupon: state.coupon === null || discount === null ? null : { ...state.coupon, left: discount.left },
    ...{ taxMinor, grossMinor, periodEnd: period.end },
  };
}

/** The provider's name of the payment that the customer of an invoice must confirm; undefined: none. @throws LogUnavailable */
export async function paymentToConfirm(
  log: EventLog,
  accountId: string,
  invoiceId: string,
): Promise<{ readonly isTheirs: boolean; readonly paymentRef: string | undefined }> {
  const { state } = await loadState({ log, language }, invoiceDecider, invoiceId);
  if (state.status === 'none' || state.status === 'drafted') return { isTheirs: false, paymentRef: undefined };
  const paymentRef = state.status === 'acting' ? (state.acting ?? undefined) : undefined;
  return { isTheirs: state.invoice.accountId === accountId, paymentRef };
}
