import { subscriptionDecider } from '../../domain/billing/subscription.decider.ts';
import type { SubscriptionState } from '../../domain/billing/subscription.state.ts';
import { subscriptionCommands } from '../../schemas/billing/subscription.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { only, staffMay } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';

/** Whoever's subscription it is. Of others nobody learns whether there is one. */
const own: Policy<AnyCommand, SubscriptionState> = (actor, _, state) =>
  actor.kind !== 'process' && state.status !== 'none' && actor.account === state.accountId
    ? undefined
    : { code: 'subscription.unknown', message: 'There is no such subscription.' };

/** The owner, or somebody who works here and may. */
const ownOrStaff: Policy<AnyCommand, SubscriptionState> = (actor, command, state) =>
  actor.kind === 'staff' && state.status !== 'none' && actor.account !== state.accountId
    ? staffMay('billing.refund')(actor, command, state)
    : own(actor, command, state);

const ownOrProcess: Policy<AnyCommand, SubscriptionState> = (actor, command, state) =>
  actor.kind === 'process' ? undefined : own(actor, command, state);

/** Subscriptions: customers begin and end them, the rest comes by itself. */
export const subscriptionHandlers: readonly CommandHandler[] = handlersOf(subscriptionDecider, subscriptionCommands, {
  // What is agreed is quoted by whoever asks for these in a customer's name (`quote.ts`).
  StartTrial: ownAccount,
  Subscribe: ownAccount,
  PauseSubscription: own,
  ResumeSubscription: ownOrProcess,
  CancelAtPeriodEnd: ownOrStaff,
  UndoCancel: own,
  // A process ends those of whoever is forgotten.
  CancelNow: (actor, command, state) => (actor.kind === 'process' ? undefined : ownOrStaff(actor, command, state)),
  ChangePlan: own,
  RetryPayment: own,
  AnnouncePrice: staffMay('billing.manage', 'process'),
  NotifyTrialEnding: only('process'),
  RenewSubscription: only('process'),
  ContinueDunning: only('process'),
  ExpireIncomplete: only('process'),
  RecordSubscriptionPaid: only('process'),
  RecordSubscriptionFailure: only('process'),
  RecordSubscriptionAction: only('process'),
});
