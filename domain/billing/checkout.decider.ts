import type { checkoutCommands } from '../../schemas/billing/checkout.commands.ts';
import type { checkoutEvents } from '../../schemas/billing/checkout.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { Recording } from '../../schemas/kernel/decode.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type CheckoutEvent = EventOf<(typeof checkoutEvents)[number]>;
export type CheckoutCommand = CommandOf<(typeof checkoutCommands)[number]>;

/** A visit to the page where a means of payment is entered. */
export type CheckoutState =
  | { readonly status: 'none' }
  | {
      readonly status: 'open' | 'completed' | 'expired';
      readonly opened: Extract<CheckoutEvent, { readonly type: 'billing.CheckoutOpened' }>['data'];
      /** How often the provider was asked, and when it was last. */
      readonly asked: number;
      readonly askedAt: string | undefined;
      /** What was entered; undefined: nothing was. */
      readonly entered: { readonly methodRef: string; readonly at: string } | undefined;
    };

/** Whoever comes back and asks again at once asks once. */
const BETWEEN_MS = 2000;
/** More often than anybody who waits would ask. */
const MOST_ASKED = 100;

/** One visit to the provider's page: it ends once, as the provider says. */
export const checkoutDecider: Decider<CheckoutState, CheckoutCommand, CheckoutEvent> = {
  category: 'checkout',
  initial: { status: 'none' },
  evolve: evolveBy<CheckoutState, CheckoutEvent, [Recording]>({
    'billing.CheckoutOpened': (_, opened) => ({
      ...{ status: 'open', opened, asked: 0, askedAt: undefined, entered: undefined },
    }),
    'billing.CheckoutAsked': (state, _, { metadata }) =>
      state.status === 'none' ? state : { ...state, asked: state.asked + 1, askedAt: metadata.occurredAt },
    'billing.CheckoutCompleted': (state, { methodRef, at }) =>
      state.status === 'none' ? state : { ...state, status: 'completed', entered: { methodRef, at } },
    'billing.CheckoutExpired': (state) => (state.status === 'none' ? state : { ...state, status: 'expired' }),
  }),
  decide: decideBy<CheckoutState, CheckoutCommand, CheckoutEvent, Rejection>({
    OpenCheckout: (state, data) =>
      state.status === 'none' ? accepted<CheckoutEvent>({ type: 'billing.CheckoutOpened', data }) : accepted(),
    AskCheckout(state, _, at) {
      if (state.status === 'none') return refuse('checkout.unknown', 'There is no such checkout.');
      const { opened, asked, askedAt } = state;
      const isTooSoon = askedAt !== undefined && Date.parse(at) - Date.parse(askedAt) < BETWEEN_MS;
      if (state.status !== 'open' || asked >= MOST_ASKED || isTooSoon) return accepted();
      const { checkoutId, accountId, checkoutRef } = opened;
      return accepted<CheckoutEvent>({ type: 'billing.CheckoutAsked', data: { checkoutId, accountId, checkoutRef } });
    },
    RecordCheckout(state, { checkoutId, customerRef, checkoutRef, method }, at) {
      if (state.status === 'none') return refuse('checkout.unknown', 'There is no such checkout.');
      const { opened } = state;
      // Whatever names our checkout there: what counts is the one that was opened for this account.
      if (opened.checkoutRef !== checkoutRef || opened.customerRef !== customerRef)
        return refuse('checkout.of-another', 'The payment provider knows this checkout as one of another customer.');
      if (state.status !== 'open') return accepted();
      const who = { checkoutId, accountId: opened.accountId };
      return method === null
        ? accepted<CheckoutEvent>({ type: 'billing.CheckoutExpired', data: { ...who, at } })
        : accepted<CheckoutEvent>({ type: 'billing.CheckoutCompleted', data: { ...who, ...method, at } });
    },
  }),
};
