import { subscriberDecider, trialDecider } from '../../domain/billing/subscriber.decider.ts';
import { subscriberCommands, trialCommands } from '../../schemas/billing/subscriber.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';

/** What an account has one of, and what a card tries once. */
export const subscriberHandlers: readonly CommandHandler[] = [
  ...handlersOf(subscriberDecider, subscriberCommands, { ClaimSubscription: ownAccount }),
  ...handlersOf(trialDecider, trialCommands, { ClaimTrial: ownAccount }),
];
