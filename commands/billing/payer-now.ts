import { checkoutDecider } from '../../domain/billing/checkout.decider.ts';
import type { CheckoutState } from '../../domain/billing/checkout.decider.ts';
import { creditFor, MOST_METHODS, payerDecider, TOO_MANY_METHODS } from '../../domain/billing/payer.decider.ts';
import type { PayerState } from '../../domain/billing/payer.decider.ts';
import type { Rejection } from '../../domain/kernel/decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { loadState } from '../pipeline/load.ts';
import { remembering } from '../pipeline/remembering.ts';

export { creditFor };
export type { CheckoutState, PayerState };

const readPayer = remembering(payerDecider);

/**
 * By what an account pays. What cannot be understood here is nothing to pay with.
 * @throws LogUnavailable when the log does not answer
 */
export const payerNow = async (log: EventLog, accountId: string): Promise<PayerState> =>
  (await readPayer({ log, language }, accountId))?.state ?? payerDecider.initial;

/** How a visit to the provider's page stands, as far as it is known here. @throws LogUnavailable, UnreadableHistory */
export const checkoutNow = async (log: EventLog, checkoutId: string): Promise<CheckoutState> =>
  (await loadState({ log, language }, checkoutDecider, checkoutId)).state;

/** Why no further means of payment can be kept for somebody; undefined: it can. */
export const whyNoOther = ({ methods }: PayerState): Rejection | undefined =>
  methods.length >= MOST_METHODS ? TOO_MANY_METHODS : undefined;
