import { purchaseDecider } from '../../domain/billing/purchase.decider.ts';
import type { PurchaseState } from '../../domain/billing/purchase.decider.ts';
import { purchaseCommands } from '../../schemas/billing/purchase.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { only, staffMay } from '../pipeline/policy.ts';
import type { AnyCommand, Policy } from '../pipeline/policy.ts';

/** Whoever's it is. Of others nobody learns whether there is one. */
const own: Policy<AnyCommand, PurchaseState> = (actor, _, state) =>
  actor.kind !== 'process' && state.status !== 'none' && actor.account === state.request.accountId
    ? undefined
    : { code: 'purchase.unknown', message: 'There is no such rental or purchase.' };

const ownOrProcess: Policy<AnyCommand, PurchaseState> = (actor, command, state) =>
  actor.kind === 'process' ? undefined : own(actor, command, state);

/** The owner, or somebody who works here and may. */
const ownOrStaff: Policy<AnyCommand, PurchaseState> = (actor, command, state) =>
  actor.kind === 'staff' && state.status !== 'none' && actor.account !== state.request.accountId
    ? staffMay('billing.refund')(actor, command, state)
    : own(actor, command, state);

/** Rentals and purchases: customers ask for them and give them back, the rest comes by itself. */
export const purchaseHandlers: readonly CommandHandler[] = handlersOf(purchaseDecider, purchaseCommands, {
  // What is agreed is quoted by whoever asks for it in a customer's name (`quote-title.ts`).
  RequestPurchase: ownAccount,
  AbandonPurchase: ownOrProcess,
  RecordPurchasePaid: only('process'),
  RecordPurchaseFailure: only('process'),
  RecordPurchaseAction: only('process'),
  // By whoever starts the film (`gateway/billing/rental-clock.ts`).
  StartRentalClock: ownOrProcess,
  ExpireRental: only('process'),
  // How much of it was watched is looked up by whoever asks.
  RefundPurchase: ownOrStaff,
  RecordPurchaseRefund: only('process'),
  RecordPurchaseRefundFailure: only('process'),
  RevokePurchase: staffMay('billing.refund'),
});
