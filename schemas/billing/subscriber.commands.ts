import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { SubscriptionClaimed, TrialClaimed } from './subscriber.events.ts';

const begun = z.boolean().describe('whether the one before ever began');

export const ClaimSubscription = defineCommand({
  category: 'subscriber',
  streamIdField: 'accountId',
  type: 'ClaimSubscription',
  description: 'Begin the one subscription that an account has at a time, instead of one that is over.',
  data: SubscriptionClaimed.data.extend({ begun }),
});
export const ClaimTrial = defineCommand({
  category: 'trial',
  type: 'ClaimTrial',
  description: 'Try a plan with a card that did not try it before.',
  data: TrialClaimed.data.extend({
    insteadOf: SubscriptionClaimed.data.shape.insteadOf.describe('one that claimed it and never began; null: none'),
  }),
});

export const subscriberCommands = [ClaimSubscription] as const;
export const trialCommands = [ClaimTrial] as const;
