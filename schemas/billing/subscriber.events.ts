import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { id } from '../kernel/id.ts';
import { AccountId, PlanId, SubscriptionId } from './ids.ts';

/** A plan and a card by which it is tried: its stream knows who did. */
export const TrialId = id('TrialId');
export type TrialId = z.infer<typeof TrialId>;

export const SubscriptionClaimed = defineEvent({
  type: 'billing.SubscriptionClaimed',
  version: 1,
  category: 'subscriber',
  description: 'An account is about to begin a subscription; it has one at a time.',
  data: z.strictObject({
    accountId: AccountId,
    subscriptionId: SubscriptionId,
    planId: PlanId,
    trial: z.boolean().describe('whether it begins with a trial; a plan is tried once'),
    insteadOf: SubscriptionId.nullable().describe('the one that it had before; null: none'),
  }),
});

export const TrialClaimed = defineEvent({
  type: 'billing.TrialClaimed',
  version: 1,
  category: 'trial',
  description: 'A plan is about to be tried by somebody with a card; no account can do so with that card again.',
  data: z.strictObject({
    trialId: TrialId.describe('derived of the plan and the card'),
    accountId: AccountId,
    subscriptionId: SubscriptionId,
    planId: PlanId,
  }),
});

export const subscriberEvents = [SubscriptionClaimed] as const;
export const trialEvents = [TrialClaimed] as const;
