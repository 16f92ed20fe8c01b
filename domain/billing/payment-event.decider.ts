import type { paymentCommands } from '../../schemas/billing/payment.commands.ts';
import type { paymentEvents } from '../../schemas/billing/payment.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

type PaymentEvent = EventOf<(typeof paymentEvents)[number]>;
type PaymentCommand = CommandOf<(typeof paymentCommands)[number]>;
interface State {
  readonly received: boolean;
}

/** One message of a payment provider's: it is received once. */
export const paymentEventDecider: Decider<State, PaymentCommand, PaymentEvent> = {
  category: 'paymentevent',
  initial: { received: false },
  evolve: evolveBy<State, PaymentEvent>({ 'billing.PaymentEventReceived': () => ({ received: true }) }),
  decide: decideBy<State, PaymentCommand, PaymentEvent, Rejection>({
    ReceivePaymentEvent: ({ received }, data) =>
      received ? accepted() : accepted<PaymentEvent>({ type: 'billing.PaymentEventReceived', data }),
  }),
};
