/** An event of a subscription, as far as its course goes by it. */
export interface LifeEvent {
  readonly type: string;
  /** ISO 8601. */
  readonly at: string;
}

export type LifeState = 'waiting' | 'trial' | 'paid' | 'overdue' | 'suspended' | 'resting' | 'over';

/** A time in one state. Instants are ms since the epoch. */
export interface Span {
  readonly state: LifeState;
  readonly start: number;
  readonly end: number;
}

/** Into which state an event leads; what is not named changes none. */
const LEADS_TO: Readonly<Record<string, LifeState>> = {
  'billing.TrialStarted': 'trial',
  'billing.SubscriptionRequested': 'waiting',
  'billing.SubscriptionIncomplete': 'waiting',
  'billing.SubscriptionStarted': 'paid',
  'billing.SubscriptionRestarted': 'paid',
  'billing.SubscriptionActivated': 'paid',
  'billing.SubscriptionRenewed': 'paid',
  'billing.PaymentRecovered': 'paid',
  'billing.SubscriptionReinstated': 'paid',
  'billing.DunningStarted': 'overdue',
  'billing.SubscriptionSuspended': 'suspended',
  'billing.SubscriptionPaused': 'resting',
  'billing.SubscriptionCanceled': 'over',
  'billing.SubscriptionExpired': 'over',
  'billing.TrialExpired': 'over',
};

/** What each state is called. */
export const lifeNames: Readonly<Record<LifeState, string>> = {
  waiting: 'waiting for the first payment',
  trial: 'trial',
  paid: 'paid',
  overdue: 'overdue',
  suspended: 'suspended',
  resting: 'resting',
  over: 'over',
};

/**
 * The course of a subscription, the oldest first: neighbouring times in one state are one, and what is over has no length.
 * @param events of its stream, in any order; those that were not read are missing at its beginning
 * @param now ms since the epoch, where the last state ends
 */
export function courseOf(events: readonly LifeEvent[], now: number): readonly Span[] {
  const steps = events.map(({ type, at }) => ({ type, at: Date.parse(at) })).toSorted((a, b) => a.at - b.at);
  const spans: Span[] = [];
  let before: LifeState | undefined;
  for (const { type, at } of steps) {
    // After a rest it is what it was before.
    const state = type === 'billing.SubscriptionResumed' ? (before ?? 'paid') : LEADS_TO[type];
    const current = spans.at(-1);
    if (state === undefined || state === current?.state) continue;
    if (current !== undefined) spans[spans.length - 1] = { ...current, end: at };
    if (state === 'over') return spans;
    if (state === 'resting') before = current?.state;
    spans.push({ state, start: at, end: Math.max(at, now) });
  }
  return spans;
}
