import { checkoutDecider } from '../../domain/billing/checkout.decider.ts';
import type { CheckoutState } from '../../domain/billing/checkout.decider.ts';
import { checkoutCommands } from '../../schemas/billing/checkout.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { only } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';

/** Whoever opened it. Of others nobody learns whether there is one. */
const ownOrProcess: Policy<AnyCommand, CheckoutState> = (actor, _, state) =>
  actor.kind === 'process' || (state.status !== 'none' && actor.account === state.opened.accountId)
    ? undefined
    : { code: 'checkout.unknown', message: 'There is no such checkout.' };

/** Visits to the page of the provider where a means of payment is entered. */
export const checkoutHandlers: readonly CommandHandler[] = handlersOf(checkoutDecider, checkoutCommands, {
  OpenCheckout: ownAccount,
  AskCheckout: ownOrProcess,
  RecordCheckout: only('process'),
});
