import type { subscriberCommands, trialCommands } from '../../schemas/billing/subscriber.commands.ts';
import type { subscriberEvents, trialEvents } from '../../schemas/billing/subscriber.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { Recording } from '../../schemas/kernel/decode.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

type SubscriberEvent = EventOf<(typeof subscriberEvents)[number]>;
type SubscriberCommand = CommandOf<(typeof subscriberCommands)[number]>;
type TrialEvent = EventOf<(typeof trialEvents)[number]>;
type TrialCommand = CommandOf<(typeof trialCommands)[number]>;
type SubscriptionId = SubscriberEvent['data']['subscriptionId'];

/** Who claimed something, and when: ISO 8601. */
interface Claim {
  readonly subscriptionId: SubscriptionId;
  readonly at: string;
}

/** The one subscription that an account has, and what it tried, by plan. */
export interface SubscriberState {
  /** `insteadOf`: what it had before. */
  readonly current:
    | (Claim & Pick<SubscriberEvent['data'], 'planId' | 'trial'> & { readonly insteadOf: SubscriptionId | null })
    | undefined;
  readonly tried: ReadonlyMap<string, SubscriptionId>;
  /** All that it ever claimed, the oldest first. */
  readonly all: readonly SubscriptionId[];
}

export const TRIAL_USED: Rejection = {
  code: 'trial.used',
  message: 'This plan was tried already, by this account or with this card; subscribe to it, or choose another.',
};
export const HAS_ONE: Rejection = {
  code: 'subscription.exists',
  message: 'You have a subscription already; change its plan, or end it first.',
};

/**
 * An account has one subscription at a time: of those that begin at once, this stream lets one through. Whoever claims says which one
 * was there before, and has looked that it is over.
 */
export const subscriberDecider: Decider<SubscriberState, SubscriberCommand, SubscriberEvent> = {
  category: 'subscriber',
  initial: { current: undefined, tried: new Map(), all: [] },
  evolve: evolveBy<SubscriberState, SubscriberEvent, [Recording]>({
    'billing.SubscriptionClaimed': ({ tried, all }, { subscriptionId, planId, trial, insteadOf }, { metadata }) => ({
      current: { subscriptionId, planId, trial, insteadOf, at: metadata.occurredAt },
      tried: trial ? new Map(tried).set(planId, subscriptionId) : tried,
      all: [...all, subscriptionId],
    }),
  }),
  decide: decideBy<SubscriberState, SubscriberCommand, SubscriberEvent, Rejection>({
    ClaimSubscription({ current, tried }, { begun, ...data }) {
      // What was claimed is what may begin: another plan, or its trial, under the same id would be tried without being known.
      if (current?.subscriptionId === data.subscriptionId)
        return current.planId === data.planId && current.trial === data.trial
          ? accepted()
          : refuse(HAS_ONE.code, HAS_ONE.message);
      if ((current?.subscriptionId ?? null) !== data.insteadOf) return refuse(HAS_ONE.code, HAS_ONE.message);
      const before = tried.get(data.planId);
      const isTried = before !== undefined && (begun || before !== data.insteadOf);
      return data.trial && isTried
        ? refuse(TRIAL_USED.code, TRIAL_USED.message)
        : accepted<SubscriberEvent>({ type: 'billing.SubscriptionClaimed', data });
    },
  }),
};

/** A plan and a card: whoever tried it. */
export interface TrialState {
  readonly claim: Claim | undefined;
}

/** A plan is tried once with a card, whichever accounts it is entered for. */
export const trialDecider: Decider<TrialState, TrialCommand, TrialEvent> = {
  category: 'trial',
  initial: { claim: undefined },
  evolve: evolveBy<TrialState, TrialEvent, [Recording]>({
    'billing.TrialClaimed': (_, { subscriptionId }, { metadata }) => ({
      claim: { subscriptionId, at: metadata.occurredAt },
    }),
  }),
  decide: decideBy<TrialState, TrialCommand, TrialEvent, Rejection>({
    ClaimTrial({ claim }, { insteadOf, ...data }) {
      if (claim?.subscriptionId === data.subscriptionId) return accepted();
      return claim !== undefined && claim.subscriptionId !== insteadOf
        ? refuse(TRIAL_USED.code, TRIAL_USED.message)
        : accepted<TrialEvent>({ type: 'billing.TrialClaimed', data });
    },
  }),
};
